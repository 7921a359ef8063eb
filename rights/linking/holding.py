"""Holds on a right while a link is disputed: no change is accepted, every payment is."""

from datetime import datetime

from core.actor import Actor, label
from rights.models import Hold, Right

DISPUTED_LINK = "disputed-link"


def hold(right: Right, *, about: str, by: Actor, at: datetime) -> None:
    """One hold for each dispute; repeating it changes nothing."""
    if not Hold.objects.filter(right=right, about=about, lifted_at=None).exists():
        Hold.objects.create(right=right, reason=DISPUTED_LINK, about=about, since_at=at, since_by=label(by))


def lift(right: Right, *, about: str, by: Actor, at: datetime) -> None:
    """Ends the hold of one dispute; those of others stay."""
    held = Hold.objects.filter(right=right, about=about, reason=DISPUTED_LINK, lifted_at=None)
    held.update(lifted_at=at, lifted_by=label(by))
