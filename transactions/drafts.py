"""Drafts that nobody goes on with: whoever began one is told after 28 days, and after 28 more it is deleted."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation

from core.actor import System
from core.days import legal_day
from core.design.formats import day_words
from notifications.messages import DraftReminder
from notifications.services import tell, told_at
from transactions.models import Filing
from transactions.recording import conclude
from transactions.registry import NoSuchType, type_named
from transactions.states import State
from transactions.telling import address_of, filer_of
from transactions.workflow import lock, move

IDLE_FOR = timedelta(days=28)
KEEPER = System("drafts")
NOBODY_CAME = "Nobody changed the draft for 56 days."


def tidy_drafts(*, at: datetime) -> int:
    """Tells of idle drafts and deletes those that nobody came back to; again on the same day it does nothing.

    None is deleted sooner than 28 days after its warning, where there is anybody to warn. Returns how many.
    """
    idle = Filing.everything.filter(state=State.DRAFT, changed_at__lte=at - IDLE_FOR).order_by("pk")
    return sum(_tidy(draft, at=at) for draft in idle.iterator(chunk_size=500))


def _tidy(draft: Filing, *, at: datetime) -> bool:
    key = f"{draft.reference}:idle:{draft.changed_at:%Y-%m-%d}"
    warned_at = told_at(key)
    if warned_at is None and _can_be_told(draft):
        return _warn(draft, key, at=at)
    warned_at = warned_at or draft.changed_at + IDLE_FOR
    return at - warned_at >= IDLE_FOR and _delete(draft, at=at)


def _can_be_told(draft: Filing) -> bool:
    return bool(draft.email or draft.organisation_id)


def _warn(draft: Filing, key: str, *, at: datetime) -> bool:
    try:
        declared = type_named(draft.type)
    except NoSuchType:
        return False
    with translation.override(draft.language):
        deleted_on = day_words(legal_day(at + IDLE_FOR))
        message = DraftReminder(str(declared.title), draft.reference, deleted_on, address_of(draft))
    tell(message, to=filer_of(draft), key=key, about=draft.reference, at=at)
    return True


def _delete(draft: Filing, *, at: datetime) -> bool:
    """Its answers are gone; that it was there stays known. A draft that somebody has just gone on with is let be."""
    with transaction.atomic():
        locked = lock(draft)
        if locked.state != State.DRAFT or locked.changed_at != draft.changed_at:
            return False
        emptied = {"answers": {}, "chosen": {}, "found": {}, "step_versions": {}, "email": ""}
        conclude(move(locked, "lapse", by=KEEPER, at=at, why=NOBODY_CAME, changes=emptied), at=at)
    return True
