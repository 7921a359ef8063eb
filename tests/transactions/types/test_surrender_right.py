"""Surrender: who may offer it, who is told when, four weeks to oppose, and the day on which it takes effect."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from builders.filings import an_officer, example_filer, example_right, filed, fresh, morning_of
from builders.journeys import journey
from django.core.management import CommandError, call_command

from core.actor import System
from core.days import LONDON
from notifications.models import Notice
from oneipo.site.daily import run_daily
from rights.details import PartyOnRecord
from rights.journal.issues import notices_in
from rights.models import JournalIssue, Right
from rights.standing import Standing
from transactions.parts import Example
from transactions.periods import four_weeks_to_oppose, one_month, two_months, until_next_journal
from transactions.registry import type_named
from transactions.services import decide, withdraw
from transactions.stages import end_stages
from transactions.standings import load
from transactions.types.surrender_right.examples import ADA, ANSWERS, MORTGAGE, history

SURRENDER = type_named("surrender_right")
ON = date(2024, 6, 13)
TESTS = System("tests")


def standing_of(example: Example, on: date = ON) -> Standing:
    right = example_right(example)
    return load([right.pk], by=example_filer(example, right), on=on)[right.pk]


def example(*owners: PartyOnRecord, **more: object) -> Example:
    return Example("tried", ON, history(*owners, **more), ANSWERS, "owner")


def now(right: Right, on: date) -> Standing:
    return load([right.pk], by=TESTS, on=on)[right.pk]


@pytest.mark.parametrize(
    ("lasts", "began_on", "last"),
    [
        (until_next_journal, date(2024, 6, 13), date(2024, 6, 18)),  # the journal of Wednesday 19 June
        (until_next_journal, date(2024, 6, 18), date(2024, 6, 18)),
        (until_next_journal, date(2024, 6, 19), date(2024, 6, 25)),
        (four_weeks_to_oppose, date(2024, 6, 19), date(2024, 7, 17)),
        (four_weeks_to_oppose, date(2024, 6, 21), date(2024, 7, 17)),  # the day's work was done late: no day is lost
        (four_weeks_to_oppose, date(2024, 11, 27), date(2024, 12, 27)),  # Christmas and Boxing Day are excluded
        (one_month, date(2024, 9, 10), date(2024, 10, 10)),
        (one_month, date(2024, 1, 31), date(2024, 2, 29)),
        (one_month, date(2024, 5, 1), date(2024, 6, 3)),  # 1 June 2024 is a Saturday
        (two_months, date(2024, 7, 22), date(2024, 9, 23)),  # 22 September 2024 is a Sunday
    ],
)
def test_waits_end_on_the_days_of_the_law(lasts, began_on: date, last: date) -> None:  # type: ignore[no-untyped-def]
    assert lasts({}, began_on) == last


@pytest.mark.django_db
def test_unopposed_it_takes_effect_on_the_day_of_the_journal_after_its_acceptance() -> None:
    """Patents Act 1977 s.29. Accepted on Monday 22 July 2024: the journal of Wednesday 24 July."""
    _, right = journey(SURRENDER.examples[0], "surrender_right")
    found = now(right, date(2024, 8, 1))
    assert (found.right.status, found.right.ceased_on) == ("surrendered", date(2024, 7, 24))
    assert found.procedures["surrender"].stage == "completed"
    assert found.procedures["surrender"].began_on == date(2024, 6, 13)


@pytest.mark.django_db
def test_opposed_and_refused_the_right_stays_in_force() -> None:
    _, right = journey(SURRENDER.examples[1], "surrender_right")
    found = now(right, date(2024, 9, 11))
    assert (found.right.status, found.procedures["surrender"].stage) == ("granted", "refused")
    assert found.procedures["surrender"].moved_on == date(2024, 9, 10)


@pytest.mark.django_db
def test_the_register_tells_of_each_step() -> None:
    """Received on a Thursday, advertised on Wednesday 19 June, with the officer when 17 July is over."""
    tried = SURRENDER.examples[0]
    right = example_right(tried)
    filing = filed("surrender_right", [right], ANSWERS, by=example_filer(tried, right), at=morning_of(tried))
    told = [now(right, ON).procedures["surrender"].stage]
    for day in (date(2024, 6, 19), date(2024, 7, 17), date(2024, 7, 18)):
        end_stages(day, at=datetime(day.year, day.month, day.day, 9, tzinfo=LONDON))
        told.append(f"{now(right, day).procedures['surrender'].stage}, {fresh(filing).state}")
    assert told == ["applied", "advertised, waiting", "advertised, waiting", "advertised, in-queue"]


@pytest.mark.django_db
def test_withdrawn_the_register_says_so() -> None:
    tried = SURRENDER.examples[0]
    right = example_right(tried)
    by, at = example_filer(tried, right), morning_of(tried)
    filing = filed("surrender_right", [right], ANSWERS, by=by, at=at)
    withdraw(filing, by=by, at=at)
    found = now(right, ON)
    assert (found.right.status, found.procedures["surrender"].stage) == ("granted", "withdrawn")


@pytest.mark.django_db
def test_a_lender_is_told_of_the_offer_at_once_and_of_the_end_once_it_is_there() -> None:
    tried = SURRENDER.examples[2]
    right = example_right(tried)
    filing = filed("surrender_right", [right], ANSWERS, by=example_filer(tried, right), at=morning_of(tried))
    told = Notice.everything.filter(about=filing.reference, template="change-asked")
    assert {one.address.get("email") for one in told} == {"ada@example.com", "lender@example.com"}
    assert all("17 July 2024" in str(one.personalisation) for one in told)
    assert not Notice.everything.filter(about=filing.reference, template="change-made").exists()


@pytest.mark.django_db
def test_everybody_whom_it_concerns_is_told_that_it_was_surrendered() -> None:
    filing, _ = journey(SURRENDER.examples[2], "surrender_right")
    told = Notice.everything.filter(about=filing.reference, template="change-made")
    assert {one.address.get("email") for one in told} == {"ada@example.com", "lender@example.com"}


@pytest.mark.django_db
def test_only_a_right_in_force_can_be_surrendered() -> None:
    """Patents Act 1977 s.29(1)."""
    granted = standing_of(example(ADA))
    ceased = replace(granted, right=replace(granted.right, status="ceased"))
    (found,) = SURRENDER.objections({}, ceased, ON)
    assert (found.blocking, "Ceased" in str(found.text)) == (True, True)
    assert list(SURRENDER.objections({}, granted, ON)) == []


@pytest.mark.django_db
def test_lenders_are_named_and_do_not_stand_in_the_way() -> None:
    (found,) = SURRENDER.objections({}, standing_of(example(ADA, more=(MORTGAGE,))), ON)
    assert (found.blocking, "Carr Bank plc" in str(found.text)) == (False, True)


@pytest.mark.django_db
def test_all_of_several_owners_must_agree_and_a_sole_one_alone_decides() -> None:
    bob = PartyOnRecord(name="Bob Dunn", person=True)
    several = standing_of(example(ADA, bob))
    assert [one.party for one in SURRENDER.consents(ANSWERS, several)] == ["Ada Bell", "Bob Dunn"]
    assert list(SURRENDER.consents(ANSWERS, replace(several, parties=several.proprietors[:1]))) == []


def test_pending_actions_need_their_particulars() -> None:
    """Patents Rules 2007 r.42: a declaration that no action is pending, or full particulars."""
    form = SURRENDER.steps[0].form
    assert form({"actions": "none"}).is_valid()
    assert form({"actions": "pending"}).errors.keys() == {"particulars"}
    assert not form({}).is_valid()


@pytest.mark.django_db
def test_until_the_other_owner_agrees_nothing_is_told_to_the_register_or_anybody_else() -> None:
    bob = PartyOnRecord(name="Bob Dunn", person=True)
    tried = example(ADA, bob, more=(MORTGAGE,))
    right = example_right(tried)
    filing = filed("surrender_right", [right], ANSWERS, by=example_filer(tried, right), at=morning_of(tried))
    assert filing.state == "awaiting-agreement"
    assert now(right, ON).procedures == {}
    assert not Notice.everything.filter(about=filing.reference, template="change-asked").exists()


@pytest.mark.django_db
def test_an_officer_enters_an_opposition_by_command(capsys: pytest.CaptureFixture[str]) -> None:
    tried = SURRENDER.examples[0]
    right = example_right(tried)
    filing = filed("surrender_right", [right], ANSWERS, by=example_filer(tried, right), at=morning_of(tried))
    an_officer(morning_of(tried), email="formal@office.example")
    with pytest.raises(CommandError, match="open to an officer: none"):
        call_command("end_wait", filing.reference, "opposed", officer="formal@office.example")
    end_stages(date(2024, 6, 19), at=datetime(2024, 6, 19, 9, tzinfo=LONDON))
    with pytest.raises(CommandError, match="open to an officer: opposed"):
        call_command("end_wait", filing.reference, "heard", officer="formal@office.example")
    call_command("end_wait", filing.reference, "opposed", officer="formal@office.example")
    assert capsys.readouterr().out == f"{filing.reference}: waiting hearing\n"
    assert now(right, ON).procedures["surrender"].stage == "opposed"


@pytest.mark.django_db
def test_the_journal_lists_the_offer_and_then_the_end_on_the_day_on_which_it_takes_effect() -> None:
    """Wednesdays in between list nothing of it."""
    tried = SURRENDER.examples[0]
    right = example_right(tried)
    filing = filed("surrender_right", [right], ANSWERS, by=example_filer(tried, right), at=morning_of(tried))
    listed = {}
    for day in (date(2024, 6, 19) + timedelta(weeks=week) for week in range(6)):
        at = datetime(day.year, day.month, day.day, 6, tzinfo=LONDON)
        run_daily(at=at)
        issue = JournalIssue.objects.get(published_on=day)
        listed[day] = [getattr(one.fact, "stage", "") or one.fact.kind for one in notices_in(issue)]
        if day == date(2024, 7, 17):
            run_daily(at=at + timedelta(days=1))
            officer, decided_at = an_officer(at), at + timedelta(days=5)
            decide(filing.reference, accept=True, by=officer, at=decided_at, why="Nobody opposed it.")
    assert listed == {
        date(2024, 6, 19): ["advertised"],
        date(2024, 6, 26): [],
        date(2024, 7, 3): [],
        date(2024, 7, 10): [],
        date(2024, 7, 17): [],
        date(2024, 7, 24): ["accepted", "ended", "completed"],
    }
