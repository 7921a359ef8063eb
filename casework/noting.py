"""Writes notes about a case; colleagues named in one find the case in their mentions and may open it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.roles import OfficePermission, demand
from casework.models import Case, CaseEvent, Mention, Note
from core.actor import Officer, label


class EmptyNote(ValueError):
    """A note says something."""


def write_note(case: Case, text: str, *, to: Iterable[UUID] = (), by: Officer, at: datetime) -> Note:
    """Adds a note for staff only; ``to`` are the colleagues whose look is asked for.

    Raises:
        EmptyNote, NotPermitted.
    """
    demand(by, OfficePermission.NOTE)
    if not text.strip():
        raise EmptyNote
    with transaction.atomic():
        note = Note.everything.create(case=case, text=text.strip()[:5000], at=at, author_id=by.user_id)
        named = User.objects.filter(pk__in=list(to), kind=User.Kind.STAFF, is_active=True).exclude(pk=by.user_id)
        Mention.everything.bulk_create(Mention(note=note, user=one) for one in named)
        CaseEvent.everything.create(case=case, name="noted", at=at, by=label(by))
    return note


def notes_on(case: Case, *, by: Officer) -> list[Note]:
    """Newest first, with their authors and whom they name."""
    rows = Note.objects.visible_to(by).filter(case=case).select_related("author")
    return list(rows.order_by("-at", "-pk"))
