"""Licences of right: who may have them entered, what that saves, and what it takes to cancel the entry."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from builders.filings import example_filer, example_right, filed, fresh, keep_ours, morning_of, paid
from builders.journeys import journey

from core.actor import System
from core.days import LONDON
from notifications.models import Notice
from payments.models import Payment
from payments.services import lines_of
from rights.details import PartyOnRecord
from rights.models import Right
from rights.procedures import ProcedureState
from rights.standing import Standing
from transactions.models import Filing
from transactions.parts import Example
from transactions.registry import type_named
from transactions.stages import end_stages
from transactions.standings import load
from transactions.types.cancel_licences_of_right import examples as cancelling
from transactions.types.enter_licences_of_right import examples as entering
from transactions.types.enter_licences_of_right.forms import ContractForm, show_savings

ENTER = type_named("enter_licences_of_right")
CANCEL = type_named("cancel_licences_of_right")
TESTS = System("tests")
ON = date(2024, 6, 13)
BOB = PartyOnRecord(name="Bob Dunn", person=True)


def now(right: Right, on: date = ON) -> Standing:
    return load([right.pk], by=TESTS, on=on)[right.pk]


def to_enter(*owners: PartyOnRecord, more: tuple = ()) -> Standing:
    history = entering.history(*(owners or (entering.ADA,)), more=more)
    return now(example_right(Example("tried", ON, history, entering.FREE, "owner")))


def to_cancel(*owners: PartyOnRecord, more: tuple = (), on: date = ON) -> Standing:
    history = cancelling.history(*(owners or (cancelling.ADA,)), more=more)
    return now(example_right(Example("tried", ON, history, cancelling.NOBODY, "owner")), on)


def used(filing: Filing) -> int:
    """How much of the filing's money was used, in pence."""
    payment = Payment.everything.get(subject=filing.reference)
    return sum(line.amount_pence for line in lines_of(payment.reference) if line.to_bucket == "applied")


def said(declared: object, answers: dict, standing: Standing, *, blocking: bool = True) -> list[str]:
    found = declared.objections(answers, standing, ON)  # type: ignore[attr-defined]
    return [str(one.text) for one in found if one.blocking == blocking]


@pytest.mark.django_db
def test_entered_the_next_renewal_costs_half() -> None:
    """Year 19 (£570) opens on 1 July 2024, after the entry of 14 June."""
    _, right = journey(ENTER.examples[0], "enter_licences_of_right")
    found = now(right, date(2024, 9, 2))
    assert found.right.licences_of_right_since == date(2024, 6, 14)
    assert found.quote is not None
    assert found.quote.renewal_fee_pence == 28500


@pytest.mark.django_db
def test_everybody_with_a_right_in_it_is_told_before_the_entry() -> None:
    """Patents Act 1977 s.46(2)."""
    example = ENTER.examples[1]
    right = example_right(example)
    filing = filed(ENTER.slug, [right], example.answers, by=example_filer(example, right), at=morning_of(example))
    told = Notice.everything.filter(about=filing.reference, template="change-asked")
    assert {one.address.get("email") for one in told} == {"ada@example.com", "user@example.com"}
    assert now(right).right.licences_of_right_since is None


@pytest.mark.django_db
def test_the_question_says_what_the_entry_saves_to_the_end_of_the_term() -> None:
    """Filed on 18 September 2006, years 19 (£570) and 20 (£610) are left."""
    standing = to_enter()
    form = ContractForm()
    show_savings(form, {}, [standing, standing])
    assert "come to £1,180 instead of £2,360" in str(form.fields["precluded"].help_text)
    (warned,) = said(ENTER, entering.FREE, standing, blocking=False)
    assert "come to £590 instead of £1,180" in warned


@pytest.mark.django_db
@pytest.mark.parametrize(("exclusivity", "stands"), [("exclusive", True), ("sole", True), ("non-exclusive", False)])
def test_a_contract_that_keeps_others_out_stands_against_the_entry(exclusivity: str, stands: bool) -> None:
    """Patents Act 1977 s.46(2): not where the proprietor is precluded by contract from granting licences."""
    standing = to_enter(more=(entering.licence(exclusivity),))
    assert bool(said(ENTER, {}, standing)) is stands


@pytest.mark.django_db
def test_only_a_granted_patent_without_an_entry_can_have_one() -> None:
    standing = to_enter()
    published = replace(standing, right=replace(standing.right, status="published"))
    entered = replace(standing, right=replace(standing.right, licences_of_right_since=date(2020, 1, 1)))
    assert [len(said(ENTER, {}, one)) for one in (standing, published, entered)] == [0, 1, 1]
    assert len(said(ENTER, {"contract": {"precluded": "yes"}}, standing)) == 1


@pytest.mark.django_db
def test_all_owners_agree_to_the_entry() -> None:
    standing = to_enter(entering.ADA, BOB)
    assert [one.party for one in ENTER.consents(entering.FREE, standing)] == ["Ada Bell", "Bob Dunn"]


@pytest.mark.django_db
def test_while_cancelling_is_open_a_renewal_costs_the_full_fee_and_afterwards_too() -> None:
    """Year 12 is £220; it can be paid from 1 January 2025."""
    example = CANCEL.examples[0]
    right = example_right(example)
    by, at = example_filer(example, right), morning_of(example)
    before = now(right, date(2025, 1, 2)).quote
    paid(filed(CANCEL.slug, [right], example.answers, by=by, at=at), by=by, at=at)
    while_open = now(right, date(2025, 1, 2)).quote
    assert before is not None
    assert while_open is not None
    assert (before.renewal_fee_pence, while_open.renewal_fee_pence) == (11000, 22000)


@pytest.mark.django_db
def test_cancelled_the_entry_is_gone_and_the_balance_kept() -> None:
    filing, right = journey(CANCEL.examples[0], "cancel_licences_of_right")
    found = now(right, date(2024, 7, 22))
    assert found.right.licences_of_right_since is None
    assert found.procedures["licences-of-right-cancellation"].stage == "completed"
    assert used(filing) == 32000


@pytest.mark.django_db
def test_refused_the_entry_stays_and_the_balance_goes_back() -> None:
    filing, right = journey(CANCEL.examples[2], "cancel_licences_of_right")
    found = now(right, date(2024, 9, 11))
    assert found.right.licences_of_right_since == date(2020, 11, 2)
    assert found.procedures["licences-of-right-cancellation"].stage == "refused"
    assert used(filing) == 0
    assert found.quote is not None
    assert found.quote.halved


@pytest.mark.django_db
def test_it_is_advertised_on_a_wednesday_and_open_to_opposition_for_four_weeks() -> None:
    example = CANCEL.examples[0]
    right = example_right(example)
    by, at = example_filer(example, right), morning_of(example)
    filing = paid(filed(CANCEL.slug, [right], example.answers, by=by, at=at), by=by, at=at)
    told = []
    for day in (date(2024, 6, 18), date(2024, 6, 19), date(2024, 7, 17), date(2024, 7, 18)):
        end_stages(day, at=datetime(day.year, day.month, day.day, 9, tzinfo=LONDON))
        keep_ours(at)
        stage = now(right, day).procedures["licences-of-right-cancellation"].stage
        told.append((stage, fresh(filing).state))
    assert told == [("applied", "waiting"), *[("advertised", "waiting")] * 2, ("advertised", "in-queue")]


@pytest.mark.django_db
def test_owners_and_registered_licensees_agree_to_cancelling() -> None:
    """Patents Act 1977 s.47(2): no licence, or all licensees consent."""
    standing = to_cancel(cancelling.ADA, BOB, more=(entering.licence("non-exclusive"),))
    agree = CANCEL.consents(cancelling.NOBODY, standing)
    assert [one.party for one in agree] == ["Ada Bell", "Bob Dunn", "User Ltd"]
    assert [len(said(CANCEL, {"licences": {"licences": one}}, standing)) for one in ("nobody", "registered")] == [1, 0]
    asked = [
        [piece.key for piece in CANCEL.evidence_for({"licences": {"licences": one}})] for one in ("nobody", "others")
    ]
    assert asked == [[], ["agreements"]]


@pytest.mark.django_db
def test_registered_licensees_must_be_on_the_register() -> None:
    assert len(said(CANCEL, {"licences": {"licences": "registered"}}, to_cancel())) == 1


@pytest.mark.django_db
def test_where_the_register_cannot_tell_the_balance_it_says_so() -> None:
    """An earlier request was open in February 2022, when year 9 may have been paid in full, or not."""
    standing = to_cancel()
    before = ProcedureState("licences-of-right-cancellation", "refused", date(2022, 2, 1), date(2022, 2, 28))
    unclear = replace(standing, procedures={"licences-of-right-cancellation": before})
    assert said(CANCEL, {}, standing) == []
    assert ["Contact us" in text for text in said(CANCEL, {}, unclear)] == [True]
    assert list(CANCEL.charges({}, unclear, ON)) == []


@pytest.mark.django_db
def test_without_an_entry_there_is_nothing_to_cancel() -> None:
    assert len(said(CANCEL, {}, to_enter())) == 1
