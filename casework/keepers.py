"""Keeps the promises that reach the office: a matter of its work began, changed or ended."""

from datetime import datetime

from casework.following import follow
from core.office import OFFICE_WORK
from core.outbox.registry import Payload, keeps


@keeps(OFFICE_WORK)
def keep_office_work(payload: Payload, *, at: datetime) -> None:
    """Brings the case in line with what it is about."""
    follow(payload["kind"], payload["about"], at=at)
