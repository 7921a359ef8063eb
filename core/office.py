"""Tells the office that a matter of its work began, changed or ended; the keeper reads how it stands."""

from datetime import datetime

from core.outbox import promise

OFFICE_WORK = "office-work"


def tell_office(kind: str, about: str, *, version: int | str, at: datetime) -> None:
    """Promises a look at one matter; ``version`` tells this change from the earlier ones of the same matter."""
    promise(OFFICE_WORK, key=f"{kind}:{about}:{version}", payload={"kind": kind, "about": about}, at=at)
