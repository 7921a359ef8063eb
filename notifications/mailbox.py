"""The mailbox in the account: what was told to an organisation, newest first."""

from datetime import datetime

from django.db.models import QuerySet

from core.actor import Actor
from notifications.models.notices import Notice


def letters(actor: Actor, *, search: str = "") -> QuerySet[Notice]:
    """Everything that was told to the actor's organisation, newest first."""
    notices = Notice.objects.visible_to(actor).order_by("-created_at", "-id")
    return notices.filter(subject__icontains=search) if search else notices


def unread(actor: Actor, *, at_most: int = 100) -> int:
    """How many are unread, counted no further than ``at_most``."""
    return Notice.objects.visible_to(actor).filter(read_at=None)[:at_most].count()


def letter(reference: str, *, by: Actor) -> Notice | None:
    """One notice; None for what the actor may not see."""
    return Notice.objects.visible_to(by).filter(reference=reference).first()


def open_letter(reference: str, *, by: Actor, at: datetime) -> Notice | None:
    """The notice, marked as read from now on; None for what the actor may not see."""
    notice = letter(reference, by=by)
    if notice is not None and notice.read_at is None:
        Notice.everything.filter(pk=notice.pk, read_at=None).update(read_at=at)
        notice.read_at = at
    return notice
