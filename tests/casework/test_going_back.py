"""Going back: refusals opened again, decisions of the day undone by correcting entries, checks voided by what is added."""

from datetime import UTC, date, datetime, timedelta

import pytest
from builders.cases import a_request, an_office, checked, told_office
from builders.filings import an_officer, fresh, keep_ours
from django.db import transaction

from accounts.models import User
from casework.checking import CannotTick, ChecksMissing, checklist, tick
from casework.deciding import CaseSuspended, Decision, decide_case, mark_of
from casework.models import Case, CaseEvent, Stands
from casework.reopening import take_back, way_back
from casework.suspending import CannotSuspend, resume, resume_due, suspend
from core.actor import Applicant, NotPermitted, Officer, System
from notifications.models import Notice
from payments.services import check as check_ledger
from rights.details import PartyOnRecord
from rights.facts import Corrected, PartyRenamed, ProprietorsChanged
from rights.models import Entry, Link, Party, Right
from rights.register import record
from transactions.models import Filing, Movement
from transactions.sending_more import send_more
from transactions.services import CannotUndo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("throwaway")]
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
LATER = AT + timedelta(hours=2)
ACCEPT, REFUSE = Decision(accept=True), Decision(accept=False, why="Page 3 is blank.")


def a_leader(email: str = "lead@office.example") -> Officer:
    return an_officer(AT, email=email, roles=["team_leader"])


def now_of(case: Case) -> Case:
    return Case.everything.get(pk=case.pk)


def decided(decision: Decision) -> tuple[Case, Filing]:
    """Decided by two officers."""
    case, filing = a_request(AT)
    first, second = an_officer(AT), an_officer(AT, email="second@office.example")
    checked(case, by=first, at=AT)
    decide_case(case, decision, seen=mark_of(filing), by=first, at=AT)
    decide_case(case, decision, seen=mark_of(fresh(filing)), by=second, at=AT)
    keep_ours(AT)
    told_office(at=AT)
    return now_of(case), fresh(filing)


def owners_of(right: Right) -> list[str]:
    return sorted(Party.everything.filter(right=right, role="proprietor").values_list("name", flat=True))


def test_what_was_recorded_today_is_undone_by_an_entry_and_decided_afresh() -> None:
    case, filing = decided(ACCEPT)
    right = Right.everything.get(filings__filing=filing)
    before = Entry.everything.filter(right=right).count()
    assert owners_of(right) == ["New Name Ltd"]
    take_back(case, "The wrong name was keyed in.", by=a_leader(), at=LATER)
    assert owners_of(right) == ["Acme Widgets Ltd"]
    assert Entry.everything.filter(right=right).count() > before
    assert (fresh(filing).state, fresh(filing).decided_by, now_of(case).stands) == ("in-queue", None, Stands.TO_CHECK)
    assert Notice.everything.filter(about=filing.reference, template="filing-opened-again").exists()
    assert CaseEvent.everything.filter(case=case, name="undone", why="The wrong name was keyed in.").exists()
    first, second = User.objects.get(email="officer@office.example"), User.objects.get(email="second@office.example")
    for user in (first, second):
        by = Officer(user.pk, frozenset(user.roles), signed_in_at=AT)
        decide_case(case, ACCEPT, seen=mark_of(fresh(filing)), by=by, at=LATER)
    keep_ours(LATER)
    assert owners_of(right) == ["New Name Ltd"]
    assert Notice.everything.filter(about=filing.reference, template="filing-outcome").count() == 2
    assert check_ledger() == []


def test_who_was_not_told_yet_of_an_end_that_was_undone_is_told_of_the_next_one_only() -> None:
    case, filing = a_request(AT)
    first, second = an_officer(AT), an_officer(AT, email="second@office.example")
    checked(case, by=first, at=AT)
    for by in (first, second):
        decide_case(case, ACCEPT, seen=mark_of(fresh(filing)), by=by, at=AT)
    take_back(case, "A mistake", by=a_leader(), at=LATER)
    keep_ours(LATER)
    assert not Notice.everything.filter(about=filing.reference, template="filing-outcome").exists()
    for by in (first, second):
        decide_case(case, ACCEPT, seen=mark_of(fresh(filing)), by=by, at=LATER)
    keep_ours(LATER)
    assert Notice.everything.filter(about=filing.reference, template="filing-outcome").count() == 1


def test_nobody_suspends_or_ticks_a_case_about_a_right_of_their_own() -> None:
    case, filing = a_request(AT)
    own = an_officer(AT, email="owner@example.com")
    with pytest.raises(NotPermitted):
        suspend(case, "Later", until=date(2024, 7, 8), by=own, at=AT)
    with pytest.raises(NotPermitted):
        tick(case, filing, ["entitled"], by=own, at=AT)


def test_undoing_twice_changes_nothing_twice() -> None:
    case, filing = decided(ACCEPT)
    take_back(case, "A mistake", by=a_leader(), at=LATER)
    entries = Entry.everything.count()
    with pytest.raises(CannotUndo):
        take_back(case, "A mistake", by=a_leader("b@office.example"), at=LATER)
    assert Entry.everything.count() == entries
    assert fresh(filing).state == "in-queue"


def test_links_that_the_decision_ended_come_back_with_it() -> None:
    case, filing = a_request(AT)
    link = Link.everything.get(right__filings__filing=filing)
    Link.everything.filter(pk=link.pk).update(stands_for="Acme Widgets Ltd", own_reference="P-17")
    first, second = an_officer(AT), an_officer(AT, email="second@office.example")
    checked(case, by=first, at=AT)
    for by in (first, second):
        decide_case(case, ACCEPT, seen=mark_of(fresh(filing)), by=by, at=AT)
    assert Link.everything.get(pk=link.pk).state == "ended"
    take_back(case, "A mistake", by=a_leader(), at=LATER)
    back = Link.everything.get(right=link.right, organisation=link.organisation, state="active")
    assert (back.since_at, back.own_reference) == (link.since_at, "P-17")


def test_a_new_name_that_is_undone_leaves_the_owner_linked_under_the_old_one() -> None:
    case, filing = a_request(AT)
    link = Link.everything.get(right__filings__filing=filing)
    Link.everything.filter(pk=link.pk).update(stands_for="Acme Widgets Ltd")
    renamed = PartyRenamed(
        effective_on=AT.date(), role="proprietor", was_name="Acme Widgets Ltd", name="Acme Gadgets Ltd"
    )
    by = System("tests")
    with transaction.atomic():
        (entry,) = record(link.right_id, [renamed], because="NAM-1", by=by, received_at=AT, at=AT)
    assert Link.everything.get(pk=link.pk).stands_for == "Acme Gadgets Ltd"
    with transaction.atomic():
        undone = Corrected(effective_on=AT.date(), corrects=entry.number)
        record(link.right_id, [undone], because="NAM-1", by=by, received_at=AT, at=LATER)
    after = Link.everything.get(pk=link.pk)
    assert (after.state, after.stands_for) == ("active", "Acme Widgets Ltd")
    assert case.stands == Stands.TO_CHECK


def test_a_day_later_a_decision_stands() -> None:
    case, filing = decided(ACCEPT)
    tomorrow = AT + timedelta(days=1)
    assert way_back(case, filing, by=a_leader(), at=tomorrow) == ""
    with pytest.raises(CannotUndo, match="of today"):
        take_back(case, "Too late", by=a_leader("b@office.example"), at=tomorrow)


def test_a_decision_on_which_something_was_built_stands() -> None:
    case, filing = decided(ACCEPT)
    right = Right.everything.get(filings__filing=filing)
    with transaction.atomic():
        fact = ProprietorsChanged(effective_on=AT.date(), parties=(PartyOnRecord(name="Third Ltd"),))
        record(right.pk, [fact], because="ASG-1", by=an_officer(AT, email="x@office.example"), received_at=AT, at=LATER)
    with pytest.raises(CannotUndo, match="entered after it"):
        take_back(case, "A mistake", by=a_leader(), at=LATER)
    assert owners_of(right) == ["Third Ltd"]


def test_a_refusal_is_opened_again_at_any_time_by_a_leader_only() -> None:
    case, filing = decided(REFUSE)
    month = AT + timedelta(days=30)
    with pytest.raises(NotPermitted):
        take_back(case, "A mistake", by=an_officer(AT, email="o@office.example"), at=month)
    take_back(case, "Page 3 was there.", by=a_leader(), at=month)
    assert (fresh(filing).state, fresh(filing).ended_at, now_of(case).stands) == ("in-queue", None, Stands.TO_CHECK)


def test_what_the_customer_adds_voids_the_first_check_and_keeps_it_in_the_history() -> None:
    case, filing = a_request(AT)
    first = an_officer(AT)
    checked(case, by=first, at=AT)
    decide_case(case, ACCEPT, seen=mark_of(filing), by=first, at=AT)
    owner = User.objects.get(kind="customer")
    by = Applicant(owner.pk, filing.organisation_id, signed_in_at=AT)
    send_more(fresh(filing), "Here is the page that was missing.", by=by, at=LATER)
    told_office(at=LATER)
    assert (fresh(filing).state, fresh(filing).prepared_by, now_of(case).stands) == ("in-queue", None, Stands.TO_CHECK)
    names = Movement.everything.filter(filing=filing).order_by("number").values_list("name", flat=True)
    assert list(names)[-2:] == ["recommend", "void-recommendation"]
    assert [one.is_stale for one in checklist(case, fresh(filing), by=first)] == [True, True]
    with pytest.raises(ChecksMissing):
        decide_case(case, ACCEPT, seen=mark_of(fresh(filing)), by=first, at=LATER)


def test_nothing_is_accepted_while_something_is_unchecked() -> None:
    case, filing = a_request(AT)
    by = an_officer(AT)
    with pytest.raises(ChecksMissing, match="entitled"):
        decide_case(case, ACCEPT, seen=mark_of(filing), by=by, at=AT)
    decide_case(case, REFUSE, seen=mark_of(filing), by=by, at=AT)
    with pytest.raises(CannotTick):
        tick(case, filing, [], by=by, at=AT)


def test_a_suspended_case_stands_still_and_goes_on_with_what_was_left() -> None:
    an_office()
    case, filing = a_request(AT)
    by = an_officer(AT)
    assert now_of(case).due_on == date(2024, 6, 26)
    with pytest.raises(CannotSuspend, match="future"):
        suspend(case, "A court decides", until=AT.date(), by=by, at=AT)
    suspend(case, "A court decides", until=date(2024, 7, 8), by=by, at=AT)
    assert (now_of(case).stands, now_of(case).due_on, now_of(case).days_left) == (Stands.SUSPENDED, None, 10)
    with pytest.raises(CaseSuspended):
        decide_case(case, REFUSE, seen=mark_of(filing), by=by, at=AT)
    assert resume_due(at=datetime(2024, 7, 7, 9, tzinfo=UTC)) == 0
    assert resume_due(at=datetime(2024, 7, 8, 9, tzinfo=UTC)) == 1
    assert (now_of(case).stands, now_of(case).due_on, now_of(case).look_again_on) == (
        Stands.TO_CHECK, date(2024, 7, 22), None,
    )  # fmt: skip
    with pytest.raises(CannotSuspend):
        resume(case, by=by, at=AT)
