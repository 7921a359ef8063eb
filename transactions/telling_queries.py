"""Tells filers of the office's questions, reminds them, and says when the time to answer is over."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.utils import translation

from core.design.formats import day_words
from notifications.messages import NotAnsweredInTime, OfficeAsks
from notifications.services import tell, told_at
from transactions.models import Filing, Query
from transactions.registry import type_named
from transactions.telling import address_of, filer_of


def tell_asked(filing: Filing, queries: Sequence[Query], *, at: datetime, again: bool = False) -> bool:
    """The questions with their last day; whether this is news."""
    due_on = filing.stage_ends_on or queries[0].due_on
    key = f"{filing.reference}:{'asked-again' if again else 'asked'}:{queries[0].number}"
    key += f":{due_on:%Y%m%d}" if due_on != queries[0].due_on else ""
    if told_at(key) is not None:
        return False
    with translation.override(filing.language):
        message = OfficeAsks(
            what=str(type_named(filing.type).title),
            reference=filing.reference,
            questions="\n\n".join(f"{query.number}. {query.text}" for query in queries),
            due_on=day_words(due_on),
            answer_url=f"{settings.PUBLIC_URL}/filings/{filing.reference}/questions/",
        )
    tell(message, to=filer_of(filing), key=key, about=filing.reference, at=at)
    return True


def tell_over(filing: Filing, *, at: datetime) -> None:
    """The time to answer is over."""
    with translation.override(filing.language):
        what = str(type_named(filing.type).title)
    message = NotAnsweredInTime(what, filing.reference, address_of(filing))
    key = f"{filing.reference}:asked-over:{at:%Y%m%d}"
    tell(message, to=filer_of(filing), key=key, about=filing.reference, at=at)
