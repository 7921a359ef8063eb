"""One officer or two, in the order of receipt, and filings over very many rights."""

from datetime import UTC, datetime, timedelta

import pytest
from builders.filings import a_visitor, an_officer, drafted, filed, fresh, keep_ours, owned
from builders.register import a_patent
from django.core.management import call_command
from django.db import IntegrityError, transaction

from core.actor import Applicant, NotPermitted
from core.models import OutboxMessage
from rights.models import Entry, Right
from transactions.models import Filing, FilingRight
from transactions.recording import record_run
from transactions.services import (
    EarlierFilingOpen,
    LinkedToRight,
    NotReady,
    decide,
    submit,
)
from transactions.services.deciding import ReasonMissing
from transactions.workflow import CannotMove

pytestmark = pytest.mark.django_db
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)


def assignment(right: Right, by: Applicant, *, at: datetime = AT, owner: str = "New Ltd") -> Filing:
    return filed("assign_with_two_officers", [right], {"owner": {"owner": owner}}, by=by, at=at)


def test_two_officers_record_a_new_owner(throwaway: None) -> None:
    right, by = owned(AT)
    first, second = an_officer(AT), an_officer(AT, email="second@office.example")
    filing = assignment(right, by)
    assert decide(filing.reference, accept=True, by=first, at=AT).state == "recommended"
    with pytest.raises(CannotMove):
        decide(filing.reference, accept=True, by=first, at=AT)
    assert decide(filing.reference, accept=True, by=second, at=AT).state == "recorded"
    right.refresh_from_db()
    assert right.owner == "New Ltd"


def test_postgres_itself_demands_two_officers(throwaway: None) -> None:
    right, by = owned(AT)
    first = an_officer(AT)
    filing = assignment(right, by)
    decide(filing.reference, accept=True, by=first, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Filing.everything.filter(pk=filing.pk).update(state="accepted", decided_by=first.user_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        Filing.everything.filter(pk=filing.pk).update(state="accepted")


def test_the_second_officer_sends_back_what_they_do_not_agree_with(throwaway: None) -> None:
    right, by = owned(AT)
    first, second = an_officer(AT), an_officer(AT, email="second@office.example")
    filing = assignment(right, by)
    decide(filing.reference, accept=True, by=first, at=AT)
    assert decide(filing.reference, accept=False, by=second, at=AT, why="Unsigned").state == "in-queue"
    assert fresh(filing).prepared_by is None


def test_a_refusal_says_why(throwaway: None) -> None:
    right, by = owned(AT)
    with pytest.raises(ReasonMissing):
        decide(assignment(right, by).reference, accept=False, by=an_officer(AT), at=AT)


def test_an_officer_does_not_decide_about_their_own_patent(throwaway: None) -> None:
    right, by = owned(AT)
    filing = assignment(right, by)
    with pytest.raises(LinkedToRight):
        decide(filing.reference, accept=True, by=an_officer(AT, email="OWNER@example.com"), at=AT)


def test_filings_are_decided_in_the_order_in_which_they_were_received(throwaway: None) -> None:
    right, by = owned(AT)
    officer = an_officer(AT)
    earlier = assignment(right, by)
    later = assignment(right, by, at=AT + timedelta(minutes=5), owner="Other Ltd")
    with pytest.raises(EarlierFilingOpen, match=earlier.reference):
        decide(later.reference, accept=True, by=officer, at=AT)
    decide(earlier.reference, accept=True, by=officer, at=AT)


def test_an_automatic_filing_waits_for_an_earlier_one_and_goes_on_after_it(throwaway: None) -> None:
    right, by = owned(AT)
    officer = an_officer(AT)
    earlier = assignment(right, by)
    later = filed("restate_title", [right], {"title": {"title": "Pump"}}, by=by, at=AT + timedelta(minutes=5))
    assert later.state == "in-queue"
    decide(earlier.reference, accept=False, by=officer, at=AT, why="Unsigned")
    decide(earlier.reference, accept=False, by=an_officer(AT, email="second@office.example"), at=AT, why="Unsigned")
    keep_ours(AT + timedelta(minutes=10))
    assert fresh(later).state == "recorded"


def test_missing_evidence_is_said(throwaway: None) -> None:
    right, by = owned(AT)
    draft = drafted("assign_with_two_officers", [right], {"owner": {"owner": "Needs Deed"}}, by=by, at=AT)
    with pytest.raises(NotReady) as refusal:
        submit(draft, by=by, at=AT)
    assert [piece.key for piece in refusal.value.examination.missing_evidence] == ["deed"]


def test_the_command_decides_for_two_officers(throwaway: None, capsys: pytest.CaptureFixture[str]) -> None:
    right, by = owned(AT)
    an_officer(AT)
    an_officer(AT, email="second@office.example")
    reference = assignment(right, by).reference
    call_command("decide", reference, "--accept", "--officer", "officer@office.example")
    call_command("decide", reference.lower(), "--accept", "--officer", "second@office.example")
    assert capsys.readouterr().out.splitlines() == [f"{reference}: recommended", f"{reference}: recorded"]


def test_many_rights_are_recorded_in_runs_that_a_kill_cannot_split(throwaway: None) -> None:
    rights = [a_patent() for _ in range(4)] + [a_patent(title="Fixed")]
    for_all = _copies(rights, 1001)
    by = a_visitor()
    filing = filed("restate_title", for_all, {"title": {"title": "Pump"}}, by=by, at=AT)
    assert filing.state == "accepted"
    assert FilingRight.everything.filter(filing=filing, outcome="done").count() == 500
    with transaction.atomic():
        record_run(filing, at=AT)
        transaction.set_rollback(True)
    assert FilingRight.everything.filter(filing=filing, outcome="done").count() == 500
    keep_ours(AT)
    done = fresh(filing)
    assert done.state == "recorded"
    assert FilingRight.everything.filter(filing=filing, outcome="done", entry_number__isnull=False).count() == 1000
    assert FilingRight.everything.filter(filing=filing, left_out=True).count() == 1
    assert Entry.everything.filter(because=filing.reference).count() == 1000
    assert OutboxMessage.objects.filter(kind="record-filing").count() == 1


def _copies(rights: list[Right], total: int) -> list[Right]:
    return rights + [a_patent() for _ in range(total - len(rights))]


def test_corrections_are_decided_by_register_administrators_only() -> None:
    right, by = owned(AT)
    filing = drafted("correct_document", [right], {}, by=by, at=AT)
    Filing.everything.filter(pk=filing.pk).update(state="in-queue", route="two-person", submitted_at=AT)
    for number, role in enumerate(["formalities_officer", "team_leader"]):
        officer = an_officer(AT, email=f"{number}@office.example", roles=[role])
        with pytest.raises(NotPermitted, match="register administrator"):
            decide(filing.reference, accept=False, by=officer, at=AT, why="No")
    registrar = an_officer(AT, email="r@office.example", roles=["register_administrator"])
    assert decide(filing.reference, accept=False, by=registrar, at=AT, why="No").state == "recommended"
