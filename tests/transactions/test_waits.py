"""Declared waits, walked to their ends: with and without an opposition, heard and unheard."""

from datetime import UTC, date, datetime, timedelta

import pytest
from builders.conforming import demand_pure_rules, demand_whole_journey
from builders.filings import an_account, an_officer, drafted, filed, fresh, keep_ours, linked, owned
from builders.register import a_patent

from notifications.models import Notice
from rights.facts import ProcedureMoved
from rights.history import timeline
from rights.models import Right
from transactions.checks import faults
from transactions.kind import TransactionType
from transactions.models import FilingRight
from transactions.registry import type_named
from transactions.services import decide, withdraw
from transactions.stages import end_stages, exits_open_to, take_exit
from transactions.workflow import CannotMove

pytestmark = pytest.mark.django_db
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
SURE = {"sure": {"sure": "yes"}}


def procedure(right: Right) -> list[tuple[str, date, str]]:
    """What the register tells of the surrender: how it stood, from which day, and because of what kind of reference."""
    events = [event for event in timeline(right.pk) if isinstance(event.fact, ProcedureMoved)]
    return [(event.fact.stage, event.fact.effective_on, event.because[:3]) for event in events]


def test_a_wait_without_an_opposition_is_walked_to_its_end(throwaway: None) -> None:
    right, by = owned(AT)
    officer = an_officer(AT)
    filing = filed("surrender_after_opposition", [right], SURE, by=by, at=AT)
    assert (filing.state, filing.stage, filing.stage_ends_on) == ("waiting", "opposition", date(2024, 7, 10))
    assert end_stages(date(2024, 7, 10), at=AT) == 0
    assert end_stages(date(2024, 7, 11), at=AT + timedelta(days=29)) == 1
    assert fresh(filing).state == "in-queue"
    accepted = decide(filing.reference, accept=True, by=officer, at=AT + timedelta(days=30))
    assert (accepted.state, accepted.stage, accepted.stage_ends_on) == ("waiting", "publication", date(2024, 7, 19))
    assert end_stages(date(2024, 7, 20), at=AT + timedelta(days=38)) == 1
    right.refresh_from_db()
    assert (fresh(filing).state, right.status, right.ceased_on) == ("recorded", "surrendered", date(2024, 7, 20))


def test_an_opposition_leads_to_a_hearing_and_a_refusal_that_is_heard_first(throwaway: None) -> None:
    right, by = owned(AT)
    officer = an_officer(AT)
    filing = filed("surrender_after_opposition", [right], SURE, by=by, at=AT)
    assert [way.key for way in exits_open_to(by, filing)] == []
    assert [way.key for way in exits_open_to(officer, filing)] == ["opposed"]
    with pytest.raises(CannotMove):
        take_exit(filing, "opposed", by=by, at=AT)
    take_exit(filing, "opposed", by=officer, at=AT)
    assert (fresh(filing).stage, fresh(filing).stage_ends_on) == ("hearing", None)
    take_exit(filing, "heard", by=officer, at=AT)
    minded = decide(filing.reference, accept=False, by=officer, at=AT, why="A licensee opposes.")
    assert (minded.state, minded.stage, minded.stage_ends_on) == ("waiting", "minded", date(2024, 7, 12))
    take_exit(filing, "ask-to-be-heard", by=by, at=AT)
    take_exit(filing, "heard", by=officer, at=AT)
    refused = decide(filing.reference, accept=False, by=officer, at=AT, why="A licensee opposes.")
    assert refused.state == "refused"
    keep_ours(AT)
    assert "A licensee opposes." in Notice.everything.get(about=filing.reference, template="filing-outcome").body


def test_silence_after_minded_to_refuse_ends_in_refusal(throwaway: None) -> None:
    right, by = owned(AT)
    officer = an_officer(AT)
    filing = filed("surrender_after_opposition", [right], SURE, by=by, at=AT)
    end_stages(date(2024, 7, 11), at=AT)
    decide(filing.reference, accept=False, by=officer, at=AT, why="No.")
    assert end_stages(date(2024, 7, 13), at=AT + timedelta(days=31)) == 1
    assert fresh(filing).state == "refused"


def test_the_register_tells_of_each_wait_from_the_day_on_which_it_began(throwaway: None) -> None:
    right, by = owned(AT)
    filing = filed("surrender_after_opposition", [right], SURE, by=by, at=AT)
    assert procedure(right) == [("advertised", date(2024, 6, 12), "TSO")]
    take_exit(filing, "opposed", by=an_officer(AT), at=AT + timedelta(days=2))
    assert procedure(right)[1:] == [("hearing", date(2024, 6, 14), "TSO")]


def test_the_register_tells_of_a_withdrawal_of_what_it_had_told_of(throwaway: None) -> None:
    right, by = owned(AT)
    filing = filed("surrender_after_opposition", [right], SURE, by=by, at=AT)
    withdraw(filing, by=by, at=AT + timedelta(days=1))
    assert procedure(right)[1:] == [("withdrawn", date(2024, 6, 13), "TSO")]


def test_the_register_says_nothing_of_a_draft_that_was_deleted(throwaway: None) -> None:
    right, by = owned(AT)
    withdraw(drafted("surrender_after_opposition", [right], SURE, by=by, at=AT), by=by, at=AT)
    assert procedure(right) == []


def test_a_wait_of_many_rights_is_entered_in_runs_and_finished_before_anything_else_is_told(
    throwaway: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("transactions.waiting_entries.CHUNK", 2)
    by = an_account(AT)
    rights = [a_patent(number=f"GB26{place:05}") for place in range(5)]
    for right in rights:
        linked(right, by)
    filing = filed("surrender_after_opposition", rights, SURE, by=by, at=AT)
    assert [len(procedure(right)) for right in rights] == [1, 1, 0, 0, 0]
    keep_ours(AT, only=["enter-waiting"])
    assert [procedure(right) for right in rights] == [[("advertised", date(2024, 6, 12), "TSO")]] * 5
    take_exit(filing, "opposed", by=an_officer(AT), at=AT + timedelta(days=2))
    withdraw(filing, by=by, at=AT + timedelta(days=3))
    keep_ours(AT + timedelta(days=4))
    told = [("advertised", date(2024, 6, 12)), ("hearing", date(2024, 6, 14)), ("withdrawn", date(2024, 6, 15))]
    assert [[line[:2] for line in procedure(right)] for right in rights] == [told] * 5
    assert list(FilingRight.everything.filter(filing=filing).values_list("entries", flat=True)) == [3] * 5


def test_whoever_tells_the_register_of_waits_also_says_how_they_end(throwaway: None) -> None:
    whole = type_named("surrender_after_opposition")

    class Endless(type(whole)):  # type: ignore[misc]
        ending_facts = TransactionType.ending_facts

    assert [fault for fault in faults(Endless()) if "ending_facts" in fault] != []
    assert [fault for fault in faults(whole) if "ending_facts" in fault] == []


JOURNEYS = [("surrender_after_opposition", place) for place in range(3)]
JOURNEYS += [("give_away", place) for place in range(4)]
JOURNEYS += [("restore_on_offer", place) for place in range(3)]
JOURNEYS += [("assign_with_two_officers", place) for place in range(3)]


@pytest.mark.parametrize(("slug", "place"), JOURNEYS)
def test_the_types_of_the_tests_are_walked_to_their_ends(throwaway: None, slug: str, place: int) -> None:
    declared = type_named(slug)
    demand_whole_journey(declared, declared.examples[place])


@pytest.mark.parametrize(("slug", "place"), JOURNEYS)
def test_the_rules_of_the_types_of_the_tests_are_pure(throwaway: None, slug: str, place: int) -> None:
    declared = type_named(slug)
    demand_pure_rules(declared, declared.examples[place])
