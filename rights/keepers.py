"""Keeps the promises that reach the register."""

from datetime import datetime

from core.outbox.registry import Payload, keeps
from rights.sandbox.making import MAKE, go_on_making


@keeps(MAKE)
def keep_making(payload: Payload, *, at: datetime) -> None:
    """The next hundred test patents; each run promises the one after it."""
    go_on_making(str(payload["reference"]), at=at)
