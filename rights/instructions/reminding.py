"""Reminding owners of questions that wait, and telling firms whose questions nobody answered in time."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import translation

from accounts.contact import people_of
from core.design.formats import day_words
from notifications.messages.instructions import InstructionReminder
from notifications.recipients import Recipient
from notifications.services import tell
from rights.models import Instruction

DAYS_BEFORE = (14, 7, 1)
BATCH = 1000


def remind_instructions(on: date, *, at: datetime) -> int:
    """Tells whoever is to answer 14, 7 and 1 days before, and whoever asked on the day after; returns how many."""
    days = [on + timedelta(days=number) for number in DAYS_BEFORE]
    waiting = Instruction.everything.filter(answer="", ended_at=None)
    soon = waiting.filter(due_on__in=days, owner__isnull=False)
    late = waiting.filter(due_on=on - timedelta(days=1))
    told = 0
    for row in soon.exclude(reminded_on__contains=[on.isoformat()]).select_related("right", "firm")[:BATCH]:
        told += _tell(row, row.owner_id, on, at=at)
    for row in late.exclude(reminded_on__contains=[on.isoformat()]).select_related("right", "firm")[:BATCH]:
        told += _tell(row, row.firm_id, on, at=at)
    return told


def _tell(row: Instruction, account: UUID | None, on: date, *, at: datetime) -> int:
    if account is None:
        return 0
    with transaction.atomic():
        for person in people_of(account, about=[row.right.number]):
            with translation.override(person.language):
                message = InstructionReminder(
                    firm=row.firm.name,
                    right_number=row.right.number,
                    due_on=day_words(row.due_on) if row.due_on else "-",
                    answer_url=f"{settings.PUBLIC_URL}/instructions/",
                )
            to = Recipient(person.email, (), person.name, person.language, account, person.user_id)
            key = f"{row.reference}:{on.isoformat()}:{person.user_id}"
            tell(message, to=to, key=key, about=row.right.number, at=at)
        row.reminded_on = [*row.reminded_on, on.isoformat()]
        row.save(update_fields=["reminded_on"])
    return 1
