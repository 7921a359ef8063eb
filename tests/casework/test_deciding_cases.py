"""Deciding a case: two officers, each on the page as it stood, with reasons by code and a case that follows at once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from builders.cases import a_request, an_office, checked, told_office
from builders.filings import an_officer, fresh

from casework.asking import ask_filer, usual_due_on
from casework.deciding import ChangedMeanwhile, Decision, decide_case, mark_of
from casework.models import Case, CaseEvent, Mention, Stands
from casework.noting import EmptyNote, write_note
from casework.opening import needs_reason, note_look
from casework.queues import mentions_of
from casework.taking import CaseDone, TakenByAnother, take
from casework.texts import reasons_in_words
from core.actor import NotPermitted
from transactions.models import Movement
from transactions.workflow import CannotMove

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("throwaway")]
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
ACCEPT = Decision(accept=True)


def now_of(case: Case) -> Case:
    return Case.everything.get(pk=case.pk)


def test_one_recommends_and_is_rid_of_the_case_and_another_decides() -> None:
    case, filing = a_request(AT)
    first, second = an_officer(AT), an_officer(AT, email="second@office.example")
    take(case, by=first, at=AT)
    checked(case, by=first, at=AT)
    decide_case(case, ACCEPT, seen=mark_of(filing), by=first, at=AT)
    assert (now_of(case).stands, now_of(case).allocated_to) == (Stands.SECOND_CHECK, None)
    with pytest.raises(CannotMove):
        decide_case(case, ACCEPT, seen=mark_of(fresh(filing)), by=first, at=AT)
    decide_case(case, ACCEPT, seen=mark_of(fresh(filing)), by=second, at=AT)
    assert (now_of(case).stands, now_of(case).outcome) == (Stands.DONE, "recorded")
    with pytest.raises(CaseDone):
        decide_case(case, ACCEPT, seen=mark_of(fresh(filing)), by=second, at=AT)


def test_what_another_officer_did_meanwhile_is_noticed_and_nothing_is_done_twice() -> None:
    case, filing = a_request(AT)
    seen, first = mark_of(filing), an_officer(AT)
    checked(case, by=first, at=AT)
    decide_case(case, ACCEPT, seen=seen, by=first, at=AT)
    moves = Movement.everything.count()
    with pytest.raises(ChangedMeanwhile):
        decide_case(case, ACCEPT, seen=seen, by=an_officer(AT, email="b@office.example"), at=AT)
    assert Movement.everything.count() == moves


def test_nobody_decides_what_somebody_else_has() -> None:
    case, filing = a_request(AT)
    take(case, by=an_officer(AT, name="Fiona"), at=AT)
    with pytest.raises(TakenByAnother, match="Fiona"):
        decide_case(case, ACCEPT, seen=mark_of(filing), by=an_officer(AT, email="b@office.example"), at=AT)


@pytest.mark.parametrize("role", ["examiner", "support", "auditor"])
def test_roles_that_do_not_decide_cannot(role: str) -> None:
    case, filing = a_request(AT)
    with pytest.raises(NotPermitted):
        decide_case(case, ACCEPT, seen=mark_of(filing), by=an_officer(AT, roles=[role]), at=AT)


def test_a_refusal_keeps_its_reasons_by_code_and_says_them_in_the_language_of_the_request() -> None:
    an_office()
    case, filing = a_request(AT)
    by, codes = an_officer(AT), ("signature", "differs")
    why = reasons_in_words(codes, "Page 3 is blank.", language="en", by=by, case=case)
    assert why.endswith("Page 3 is blank.")
    assert "The document is not signed by" in why
    assert reasons_in_words(["too-late"], "", language="cy", by=by, case=case).startswith("Daeth y cais ar ôl")
    decide_case(case, Decision(accept=False, why=why, codes=codes), seen=mark_of(filing), by=by, at=AT)
    assert CaseEvent.everything.get(case=case, name="decided").details["reasons"] == ["signature", "differs"]


def test_asking_stops_the_clock_at_once() -> None:
    an_office()
    case, filing = a_request(AT)
    assert usual_due_on(AT) == date(2024, 7, 3)
    ask_filer(case, ["Who signed?"], due_on=date(2024, 7, 3), seen=mark_of(filing), by=an_officer(AT), at=AT)
    assert (now_of(case).stands, now_of(case).due_on, now_of(case).days_left) == (Stands.WITH_CUSTOMER, None, 10)


def test_a_colleague_named_in_a_note_finds_the_case_and_opens_it_without_a_reason() -> None:
    an_office()
    case, _filing = a_request(AT)
    by, colleague = an_officer(AT), an_officer(AT, email="e@office.example", roles=["examiner"])
    assert needs_reason(case, by=colleague, at=AT)
    with pytest.raises(EmptyNote):
        write_note(case, " ", by=by, at=AT)
    write_note(case, "Is this the same invention?", to=[colleague.user_id], by=by, at=AT)
    assert [one.pk for one in mentions_of(colleague)] == [case.pk]
    assert not needs_reason(case, by=colleague, at=AT)
    note_look(case, by=colleague, at=AT + timedelta(hours=1))
    assert mentions_of(colleague).count() == 0
    assert Mention.everything.get().seen_at == AT + timedelta(hours=1)
    told_office(at=AT)
