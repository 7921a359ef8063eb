"""Publishes issues of the journal, and reads what stands in one."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from core.actor import Actor
from rights.facts import Fact, fact_of
from rights.journal.days import journal_on, next_journal_on
from rights.journal.sections import KINDS, Section, section_of
from rights.models import Entry, JournalIssue, Right
from rights.queries import last_settled_entry

ABOUT = ("number", "application_number", "kind", "title", "owner")
COLUMNS = ("body", "entered_at", *(f"right__{name}" for name in ABOUT))


@dataclass(frozen=True)
class Notice:
    """One notice: of which right, what, from when it counts, and the entry that says so."""

    section: Section
    number: str
    application_number: str
    kind: str
    title: str
    owner: str
    fact: Fact
    entered_at: datetime


def publish_journal(on: date, *, by: Actor, at: datetime) -> JournalIssue | None:
    """Publishes the issue that is due on the London day, if one is: on Wednesday, or as soon after as this is run."""
    before = JournalIssue.objects.order_by("-number").first()
    due_on = next_journal_on(before.published_on) if before else journal_on(on)
    if on < due_on:
        return None
    with transaction.atomic():
        last = last_settled_entry(by=by)
        return JournalIssue.objects.create(
            number=before.number + 1 if before else 1,
            published_on=on,
            after_entry_id=before.last_entry_id if before else 0,
            last_entry_id=last,
            made_at=at,
        )


def notices_in(issue: JournalIssue) -> list[Notice]:
    """The notices of an issue by heading and number; rights that are withheld or unpublished are left out."""
    order = {section: place for place, section in enumerate(Section)}
    return sorted(_notices(issue), key=lambda notice: (order[notice.section], notice.number))


def _notices(issue: JournalIssue) -> Iterator[Notice]:
    entries = Entry.everything.filter(id__gt=issue.after_entry_id, id__lte=issue.last_entry_id, kind__in=KINDS)
    public = entries.filter(right__in=Right.published())
    for body, entered_at, *about in public.order_by("id").values_list(*COLUMNS).iterator():
        whole = json.loads(body)
        fact = fact_of(whole["kind"], date.fromisoformat(whole["effective_on"]), whole["fact"], {})
        own = dict(zip(ABOUT, about, strict=True))
        yield Notice(section=section_of(fact), fact=fact, entered_at=entered_at, **own)
