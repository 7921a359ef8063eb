"""Publishes issues of the journal, and reads what stands in one."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db import transaction

from core.actor import Actor
from core.days import legal_day
from rights.exports.legal_status import Happened, RightStatus
from rights.facts import Fact, ProcedureMoved, fact_of
from rights.happenings import what_happened
from rights.journal.days import journal_on, next_journal_on
from rights.journal.sections import KINDS, Section, section_of
from rights.models import Entry, JournalIssue, Right
from rights.procedures import ProcedureStage
from rights.queries import last_settled_entry
from rights.st27 import event_of

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
    found = _said_once(list(_notices(issue)))
    return sorted(found, key=lambda notice: (order[notice.section], notice.number))


def _said_once(notices: list[Notice]) -> list[Notice]:
    """Without "applied for" where the same issue advertises the same application."""
    advertised = {key for notice in notices if (key := _moved_to(notice, ProcedureStage.ADVERTISED))}
    return [notice for notice in notices if _moved_to(notice, ProcedureStage.APPLIED) not in advertised]


def _moved_to(notice: Notice, stage: str) -> tuple[str, str] | None:
    """The right and the proceeding, if the notice says that it came to that stage."""
    fact = notice.fact
    is_there = isinstance(fact, ProcedureMoved) and fact.stage == stage
    return (notice.number, fact.procedure) if is_there and isinstance(fact, ProcedureMoved) else None


def _notices(issue: JournalIssue) -> Iterator[Notice]:
    entries = Entry.everything.filter(id__gt=issue.after_entry_id, id__lte=issue.last_entry_id, kind__in=KINDS)
    public = entries.filter(right__in=Right.published())
    for body, entered_at, *about in public.order_by("id").values_list(*COLUMNS).iterator():
        whole = json.loads(body)
        fact = fact_of(whole["kind"], date.fromisoformat(whole["effective_on"]), whole["fact"], {})
        own = dict(zip(ABOUT, about, strict=True))
        yield Notice(section=section_of(fact), fact=fact, entered_at=entered_at, **own)


def statuses_in(notices: Sequence[Notice], *, published_on: date) -> Iterator[RightStatus]:
    """The rights of an issue with those of their events that ST.27 knows, for ST.96."""
    known = (notice for notice in notices if event_of(notice.fact))
    ordered = sorted(known, key=lambda notice: notice.number)
    for _, found in groupby(ordered, key=lambda notice: notice.number):
        own = list(found)
        events = [Happened(one.fact, what_happened(one.fact), legal_day(one.entered_at), published_on) for one in own]
        first = own[0]
        publication = first.number if first.number != first.application_number else ""
        yield RightStatus(first.kind, first.application_number, publication, None, events)
