"""Watches tell of the chosen events until they are stopped; inventors' details are withheld before publication only."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from builders.filings import BOOKS, a_visitor, example_filer, example_right, filed, keep_ours, morning_of, paid
from builders.journeys import journey
from django.db import transaction

from notifications.models import Notice
from rights.details import PartyOnRecord
from rights.facts import Fact, ProprietorsChanged, Published, RenewalPaid
from rights.models import Entry, Particulars, Party, Right
from rights.register import record
from transactions.models import Filing
from transactions.registry import type_named
from transactions.stages import take_exit
from transactions.standings import load

pytestmark = pytest.mark.django_db

WATCH = type_named("watch_right")
INVENTOR = type_named("withhold_inventor_details")
OWNED, FOR_GOOD = WATCH.examples
ADDRESS, BOTH, REFUSED = INVENTOR.examples
AT = morning_of(OWNED)
NEW_OWNER = ProprietorsChanged(effective_on=OWNED.on, parties=(PartyOnRecord("Carr Ltd"),))
RENEWED = RenewalPaid(effective_on=OWNED.on, year=5)


def watched(right: Right) -> tuple[Filing, object]:
    by = a_visitor()
    return paid(filed("watch_right", [right], OWNED.answers, by=by, at=AT), by=by, at=AT), by


def entered(right: Right, *facts: Fact) -> None:
    with transaction.atomic():
        record(right.pk, facts, because="tests", by=BOOKS, received_at=AT, at=AT)
    keep_ours(AT, only=["entries-watched"])


def told(filing: Filing) -> list[str]:
    found = Notice.everything.filter(about=filing.reference, template="entry-watched")
    return sorted(found.values_list("subject", flat=True))


def test_the_watcher_hears_of_the_chosen_events_only_and_of_nothing_once_it_is_stopped() -> None:
    right = example_right(OWNED)
    filing, by = watched(right)
    entered(right, NEW_OWNER, RENEWED)
    assert told(filing) == ["GB2590080: Proprietor entered"]
    take_exit(filing, "stop", by=by, at=AT + timedelta(hours=1))  # type: ignore[arg-type]
    entered(right, replace(NEW_OWNER, parties=(PartyOnRecord("Dee Ltd"),)))
    assert len(told(filing)) == 1


def test_a_watch_enters_nothing_and_stands_in_the_way_of_nothing() -> None:
    right = example_right(OWNED)
    entries = Entry.everything.filter(right=right).count()
    watched(right)
    assert watched(right)[0].state == "waiting"
    assert Entry.everything.filter(right=right).count() == entries


def inventors(right: Right) -> list[tuple[str, bool]]:
    rows = Party.everything.filter(right=right, role="inventor").order_by("place").select_related("particulars")
    return [(one.name, bool(one.particulars and "Lane" in one.particulars.body)) for one in rows]


def shown_bodies(right: Right) -> str:
    return " ".join(Particulars.everything.filter(right=right, withheld_at=None).values_list("body", flat=True))


def test_the_address_goes_and_the_name_stays() -> None:
    _, right = journey(ADDRESS, INVENTOR.slug)
    assert inventors(right) == [("Bea Cole", False), ("Cy Dunn", True)]
    assert "2 Lane" not in shown_bodies(right)


def test_name_and_address_go_where_an_officer_accepts_the_reasons() -> None:
    _, right = journey(BOTH, INVENTOR.slug)
    assert "Cy Dunn" not in shown_bodies(right)
    assert "3 Lane" not in shown_bodies(right)
    assert "Bea Cole" in shown_bodies(right)


def test_a_refusal_withholds_nothing() -> None:
    _, right = journey(REFUSED, INVENTOR.slug)
    assert "Cy Dunn" in shown_bodies(right)


def test_what_is_published_cannot_be_withheld() -> None:
    published = Published(effective_on=date(2026, 3, 4), number="GB2590090")
    example = replace(ADDRESS, history=(*ADDRESS.history, published))
    right = example_right(example)
    standing = load([right.pk], by=example_filer(example, right), on=example.on)[right.pk]
    assert ["rule 11" in str(one.text) for one in INVENTOR.objections({}, standing, example.on)] == [True]
