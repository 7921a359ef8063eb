"""Restoration: in time only, what the register tells while it is asked for, and what follows for others."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from builders.filings import an_officer, example_filer, example_right, filed, fresh, keep_ours, morning_of, paid
from builders.journeys import journey

from core.actor import System
from core.days import LONDON
from notifications.models import Notice
from rights.details import PartyOnRecord
from rights.models import Right
from rights.standing import Standing
from transactions.parts import Example
from transactions.registry import type_named
from transactions.services import decide, withdraw
from transactions.stages import end_stages, exits_open_to, take_exit
from transactions.standings import load
from transactions.types.restore_right.examples import ADA, ANSWERS, ON, history

RESTORE = type_named("restore_right")
TESTS = System("tests")
BOB = PartyOnRecord(name="Bob Dunn", person=True)


def now(right: Right, on: date) -> Standing:
    return load([right.pk], by=TESTS, on=on)[right.pk]


def blocking(answers: dict, standing: Standing, on: date) -> list[tuple[str, str | None]]:
    found = RESTORE.objections(answers, standing, on)
    return [(str(one.text), one.step_key) for one in found if one.blocking]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("on", "says"),
    [
        (date(2023, 11, 30), "need not be restored"),
        (date(2023, 12, 1), ""),
        (date(2024, 12, 31), ""),
        (date(2025, 1, 1), "ended on 31 December 2024. It cannot be extended."),
    ],
)
def test_it_can_be_asked_for_to_the_end_of_the_thirteenth_month_after_the_late_period(on: date, says: str) -> None:
    """Patents Act 1977 s.28(1), r.40: late to 30 November 2023, so restorable to 31 December 2024."""
    found = blocking({}, now(example_right(RESTORE.examples[0]), on), on)
    assert len(found) == bool(says)
    assert all(says in text for text, _ in found)


@pytest.mark.django_db
def test_a_right_in_force_cannot_be_restored() -> None:
    ceased = now(example_right(RESTORE.examples[0]), ON)
    granted = replace(ceased, right=replace(ceased.right, status="granted"))
    assert [("Granted" in text, key) for text, key in blocking({}, granted, ON)] == [(True, None)]


@pytest.mark.django_db
def test_restored_it_is_in_force_and_the_register_says_what_others_could_begin_meanwhile() -> None:
    """s.28A(4): too late to renew from 1 December 2023; asked for on Monday, in the journal of 17 January 2024."""
    _, right = journey(RESTORE.examples[0], "restore_right")
    found = now(right, date(2024, 3, 5))
    assert (found.right.status, found.right.ceased_on, found.right.paid_through_year) == ("granted", None, 5)
    restored = found.procedures["restoration"]
    assert (restored.stage, restored.began_on, restored.moved_on) == ("completed", ON, date(2024, 3, 4))
    assert (restored.protects_from, restored.protects_until) == (date(2023, 12, 1), date(2024, 1, 17))


@pytest.mark.django_db
@pytest.mark.parametrize("place", [1, 2, 4])
def test_refused_or_not_paid_for_it_stays_ceased(place: int) -> None:
    _, right = journey(RESTORE.examples[place], "restore_right")
    found = now(right, date(2024, 8, 1))
    assert (found.right.status, found.procedures["restoration"].stage) == ("ceased", "refused")
    assert found.right.ceased_on == date(2023, 5, 10)


@pytest.mark.django_db
def test_heard_it_can_still_be_offered_and_paid_for() -> None:
    _, right = journey(RESTORE.examples[3], "restore_right")
    assert now(right, date(2024, 8, 1)).right.status == "granted"


@pytest.mark.django_db
def test_the_register_tells_of_each_step_and_a_month_is_left_to_ask_to_be_heard() -> None:
    tried = RESTORE.examples[0]
    right = example_right(tried)
    by, at = example_filer(tried, right), morning_of(tried)
    filing = filed("restore_right", [right], ANSWERS, by=by, at=at, evidence=("proof",))
    filing = paid(filing, by=by, at=at)
    told = [now(right, ON).procedures["restoration"].stage]
    assert now(right, ON).right.status == "restoration-applied"
    for day in (date(2024, 1, 17), date(2024, 1, 18)):
        end_stages(day, at=datetime(day.year, day.month, day.day, 9, tzinfo=LONDON))
        told.append(f"{now(right, day).procedures['restoration'].stage}, {fresh(filing).state}")
    assert told == ["applied", "advertised, waiting", "advertised, in-queue"]
    decided_at = datetime(2024, 2, 20, 9, tzinfo=LONDON)
    minded = decide(filing.reference, accept=False, by=an_officer(at), at=decided_at, why="No evidence of intention.")
    assert (minded.stage, minded.stage_ends_on) == ("minded", date(2024, 3, 20))
    assert [way.key for way in exits_open_to(by, minded)] == ["ask-to-be-heard"]
    take_exit(minded, "ask-to-be-heard", by=by, at=decided_at)
    assert now(right, date(2024, 2, 20)).procedures["restoration"].stage == "hearing"


@pytest.mark.django_db
def test_withdrawn_the_patent_stays_ceased_and_the_register_says_so() -> None:
    tried = RESTORE.examples[0]
    right = example_right(tried)
    by, at = example_filer(tried, right), morning_of(tried)
    filing = paid(filed("restore_right", [right], ANSWERS, by=by, at=at, evidence=("proof",)), by=by, at=at)
    withdraw(filing, by=by, at=at)
    keep_ours(at)
    found = now(right, ON)
    assert (found.right.status, found.procedures["restoration"].stage) == ("ceased", "withdrawn")


@pytest.mark.django_db
def test_the_owner_on_the_register_is_told_that_somebody_asked() -> None:
    filing, _ = journey(RESTORE.examples[4], "restore_right")
    told = Notice.everything.filter(about=filing.reference, template="change-asked")
    assert {one.address.get("email") for one in told} == {"ada@example.com"}


@pytest.mark.django_db
def test_joint_owners_ask_together_or_one_asks_for_leave() -> None:
    """Patents Act 1977 s.28(2)."""
    standing = now(example_right(Example("tried", ON, history(ADA, BOB), ANSWERS, "owner")), ON)
    alone = {"who": {"applicant": "alone", "alone": "Bob cannot be found."}}
    assert [one.party for one in RESTORE.consents(ANSWERS, standing)] == ["Ada Bell", "Bob Dunn"]
    assert list(RESTORE.consents(alone, standing)) == []
    assert blocking(alone, standing, ON) == []
    single = replace(standing, parties=standing.proprietors[:1])
    assert [key for _, key in blocking(alone, single, ON)] == ["who"]


def test_evidence_may_follow_and_a_stranger_proves_a_title() -> None:
    """Patents Rules 2007 r.40."""

    def asked(applicant: str, evidence: str) -> list[str]:
        answers = {"who": {"applicant": applicant}, "reasons": {"evidence": evidence}}
        return [one.key for one in RESTORE.evidence_for(answers)]

    assert [asked("all", "now"), asked("all", "later"), asked("entitled", "now")] == [["proof"], [], ["proof", "title"]]


@pytest.mark.django_db
def test_a_stranger_who_files_as_the_owner_needs_the_owners_word_and_the_owner_does_not() -> None:
    """Patents Act 1977 s.28(2): the proprietor, or whoever would have been entitled."""
    tried = replace(RESTORE.examples[0], relation="party")
    right = example_right(tried)
    stranger, at = example_filer(tried, right), morning_of(tried)
    filing = paid(filed("restore_right", [right], ANSWERS, by=stranger, at=at, evidence=("proof",)), by=stranger, at=at)
    assert filing.state == "awaiting-agreement"
    assert now(right, ON).right.status == "ceased"
