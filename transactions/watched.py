"""Tells filers of what is entered on the rights that a wait of theirs watches: one message for each event and filer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.utils import translation

from core.design.formats import day_words
from notifications.messages import EntryWatched
from notifications.preferences import by_email_of
from notifications.recipients import Recipient
from notifications.services import Telling, tell_many
from rights.facts import Fact
from rights.happenings import what_happened
from rights.history import entered_facts
from rights.models import Right
from rights.watching import stop_watching, watch
from transactions.kind import Stage
from transactions.models import Filing, FilingRight
from transactions.registry import type_named
from transactions.telling import address_of

Told = Sequence[tuple[str, int, int]]
"""For each entry the filing's reference, the right's id and the entry's number."""


def begin_watching(filing: Filing, stage: Stage) -> None:
    """The filing's rights are watched while the wait lasts."""
    rows = FilingRight.everything.filter(filing=filing, left_out=False)
    kinds = type_named(filing.type).watched(stage, filing.claims)
    watch(rows.values_list("right_id", flat=True), about=filing.reference, kinds=kinds)


def end_watching(filing: Filing) -> None:
    """Nothing more is told."""
    stop_watching(filing.reference)


def tell_watched(entries: Told, *, at: datetime) -> int:
    """Tells each filer of each event once, in a fixed number of queries; returns how many were new."""
    filings = {one.reference: one for one in Filing.everything.filter(reference__in={about for about, *_ in entries})}
    facts = entered_facts([(right_id, number) for _, right_id, number in entries])
    rights = Right.everything.in_bulk({right_id for _, right_id, _ in entries})
    recipients = _recipients(filings.values())
    known = [one for one in entries if one[0] in filings and one[1:] in facts and one[1] in rights]
    return tell_many(_tellings(known, filings, facts, rights, recipients), at=at)


def _tellings(
    entries: Told,
    filings: Mapping[str, Filing],
    facts: Mapping[tuple[int, int], Fact],
    rights: Mapping[int, Right],
    recipients: Mapping[str, Recipient],
) -> Iterator[Telling]:
    said = set()
    for about, right_id, number in entries:
        filing = filings[about]
        key = f"watched:{_filer(filing)}:{right_id}:{number}"
        if key not in said:
            said.add(key)
            message = _message(filing, rights[right_id], facts[right_id, number])
            yield Telling(message, recipients[about], key, about)


def _message(filing: Filing, right: Right, fact: Fact) -> EntryWatched:
    with translation.override(filing.language):
        return EntryWatched(
            right_number=right.number,
            what=what_happened(fact),
            effective_on=day_words(fact.effective_on),
            right_url=f"{settings.PUBLIC_URL}/register/{right.number}/",
            filing_url=address_of(filing),
        )


def _filer(filing: Filing) -> str:
    return str(filing.organisation_id or filing.email or filing.reference)


def _recipients(filings: Iterable[Filing]) -> dict[str, Recipient]:
    """By reference; an account that wants no email has it in its mailbox alone."""
    owned = list(filings)
    wants = by_email_of({one.organisation_id for one in owned if one.organisation_id})
    silent = {key for key, wanted in wants.items() if not wanted}
    return {one.reference: _recipient(one, email=one.organisation_id not in silent) for one in owned}


def _recipient(filing: Filing, *, email: bool) -> Recipient:
    address = filing.email if email else ""
    return Recipient(email=address, language=filing.language, organisation_id=filing.organisation_id)
