"""Matters beside requests: each becomes a case of the right team, and is settled once, by its own outcomes."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from builders.cases import a_payment_applied, an_office, told_office
from builders.filings import an_account, an_officer, linked, owned

from casework.enquiries import Said, note_identity, take_enquiry
from casework.following import follow
from casework.interest import LinkedToRight
from casework.kind import CannotSettle
from casework.models import Case, CaseEvent, RefundProposal, Stands
from casework.refunds import CannotPropose, propose_refund
from casework.settling import ReasonMissing, settle
from casework.taking import CaseDone
from core.actor import NotPermitted
from core.models import OutboxMessage
from core.outbox import promise
from core.outbox.relay import abandoned, keep_due
from notifications.failing import fail
from notifications.models import Notice
from payments import ledger
from payments.alerts import raise_alert
from payments.models import AlertKind, MoneyAlert
from rights.linking.disputing import dispute
from rights.models import Hold, Link

pytestmark = pytest.mark.django_db
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)


def later(times: int) -> datetime:
    return AT + timedelta(hours=7) * times


def the_case() -> Case:
    told_office(at=AT)
    return Case.everything.select_related("team").get()


def test_a_dispute_about_a_link_goes_to_its_team_at_once_and_its_end_lifts_the_hold() -> None:
    an_office()
    right, owner = owned(AT)
    other = an_account(AT, email="other@example.com", name="Somebody Else Ltd")
    linked(right, other)
    dispute(Link.everything.get(organisation_id=other.organisation_id), why="Not ours", by=other, at=AT)
    case = the_case()
    assert (case.kind, case.team.slug, case.urgent, case.number) == ("link-dispute", "links", True, right.number)
    assert case.target_days == 2
    with pytest.raises(ReasonMissing):
        settle(case, "settled", " ", by=an_officer(AT), at=AT)
    by = an_officer(AT, email="b@office.example")
    assert settle(case, "settled", "Both own it", by=by, at=AT).stands == Stands.DONE
    assert not Hold.objects.filter(lifted_at=None).exists()
    assert CaseEvent.everything.get(case=case, name="settled").why == "Both own it"
    with pytest.raises(CaseDone):
        settle(case, "settled", "Again", by=by, at=AT)
    assert owner.organisation_id != other.organisation_id


def test_an_officer_who_is_linked_to_the_right_settles_nothing_about_it() -> None:
    right, owner = owned(AT)
    dispute(Link.everything.get(), why="Not ours", by=owner, at=AT)
    with pytest.raises(LinkedToRight):
        settle(the_case(), "settled", "It is mine", by=an_officer(AT, email="OWNER@example.com"), at=AT)
    assert right.number


def test_a_message_that_must_arrive_and_did_not_is_a_case_until_the_person_was_reached() -> None:
    an_office()
    notice = Notice.everything.create(
        key="lapse:1", template="lapse-notice", statutory=True, channel="letter", subject="S", body="B",
        address={"lines": ["Ann", "1 Road", "CF10 1AA"]}, created_at=AT,
    )  # fmt: skip
    fail(notice, why="returned", at=AT, state=Notice.State.RETURNED)
    case = the_case()
    assert (case.reference, case.team.slug) == (notice.reference, "customer-support")
    with pytest.raises(NotPermitted):
        settle(case, "reached", "Called", by=an_officer(AT, roles=["examiner"]), at=AT)
    support = an_officer(AT, email="s@office.example", roles=["support"])
    assert settle(case, "reached", "Called the number on the register", by=support, at=AT).stands == Stands.DONE
    notice.refresh_from_db()
    assert notice.office_since is None


def test_work_that_the_service_gave_up_is_tried_again_by_a_person() -> None:
    an_office()
    promise("nobody-keeps-this", key="1", payload={"reference": "REN-1"}, at=AT)
    keep_due(now=lambda: AT)
    case = the_case()
    assert (case.kind, case.urgent) == ("promise", True)
    settle(case, "retry", "Mended", by=an_officer(AT, roles=["support"]), at=AT)
    assert abandoned().count() == 0
    assert OutboxMessage.objects.get(kind="nobody-keeps-this").state == "promised"


def test_a_promise_to_the_office_that_cannot_be_kept_begets_no_other() -> None:
    promise("office-work", key="x", payload={"kind": "no-such-kind", "about": "x"}, at=AT)
    for tried in range(15):
        keep_due(now=partial(later, tried))
    assert OutboxMessage.objects.count() == 1


def test_money_applied_goes_back_only_when_another_officer_agrees() -> None:
    an_office()
    payment = a_payment_applied(AT)
    first, second = (
        an_officer(AT, roles=["team_leader"]),
        an_officer(AT, email="l@office.example", roles=["team_leader"]),
    )
    with pytest.raises(CannotPropose, match="which is what was used"):
        propose_refund(payment, amount_pence=payment.amount_pence + 1, reason="Paid twice", by=first, at=AT)
    proposal = propose_refund(payment, amount_pence=payment.amount_pence, reason="Paid twice", by=first, at=AT)
    with pytest.raises(CannotPropose, match="proposed already"):
        propose_refund(payment, amount_pence=1, reason="Again", by=second, at=AT)
    case = Case.everything.get(about=proposal.reference)
    assert (case.stands, case.prepared_by) == (Stands.SECOND_CHECK, first.user_id)
    with pytest.raises(CannotSettle, match="You proposed"):
        settle(case, "approved", "", by=first, at=AT)
    assert settle(case, "approved", "", by=second, at=AT).stands == Stands.DONE
    assert RefundProposal.everything.get().state == "approved"
    assert ledger.balances(payment.pk)["refund-owed"] == payment.amount_pence
    assert list(ledger.check()) == []


def test_a_declined_refund_moves_no_money_and_says_why() -> None:
    payment = a_payment_applied(AT)
    first, second = an_officer(AT), an_officer(AT, email="l@office.example", roles=["team_leader"])
    proposal = propose_refund(payment, amount_pence=payment.amount_pence, reason="Goodwill", by=first, at=AT)
    case = Case.everything.get(about=proposal.reference)
    with pytest.raises(ReasonMissing):
        settle(case, "declined", "", by=second, at=AT)
    settle(case, "declined", "The fee was due", by=second, at=AT)
    assert ledger.balances(payment.pk)["applied"] == payment.amount_pence
    assert RefundProposal.everything.get().decided_why == "The fee was due"


def test_a_card_dispute_is_an_urgent_case_of_the_money_team() -> None:
    an_office()
    payment = a_payment_applied(AT)
    raise_alert(payment, AlertKind.CARD_DISPUTE, key="dp-1", about="The payer's bank disputes 7000 pence", at=AT)
    case = the_case()
    assert (case.kind, case.topic, case.team.slug, case.urgent) == ("money-alert", "card-dispute", "money", True)
    leader = an_officer(AT, roles=["team_leader"])
    settle(case, "resolved", "Sent the certificate to the bank", by=leader, at=AT)
    assert MoneyAlert.everything.get().resolved_at == AT


def test_a_complaint_is_acknowledged_and_answered_in_a_message() -> None:
    an_office()
    said = Said(kind="complaint", name="Ann Other", email="ann@example.com", text="It took a month.")
    enquiry = take_enquiry(said, by=an_account(AT), at=AT)
    case = the_case()
    assert (case.reference, case.team.slug, case.who) == (enquiry.reference, "customer-support", "Ann Other")
    leader = an_officer(AT, roles=["team_leader"])
    settle(case, "upheld", "We are sorry. It will be quicker.", by=leader, at=AT)
    bodies = Notice.everything.filter(about=enquiry.reference).order_by("pk").values_list("template", "body")
    assert [template for template, _body in bodies] == ["enquiry-received", "enquiry-answered"]
    assert "We are sorry. It will be quicker." in bodies[1][1]


def test_nobodys_data_go_out_before_it_is_known_who_asks() -> None:
    an_office()
    enquiry = take_enquiry(
        Said(kind="access", name="Ann", text="All of it", address="1 Road\nCF10 1AA"), by=an_account(AT), at=AT
    )
    case, auditor = the_case(), an_officer(AT, roles=["auditor"])
    assert case.target_days == 20
    with pytest.raises(CannotSettle, match="how you made sure"):
        settle(case, "done", "Enclosed.", by=auditor, at=AT)
    with pytest.raises(NotPermitted):
        settle(case, "done", "Enclosed.", by=an_officer(AT, roles=["team_leader"], email="t@office.example"), at=AT)
    note_identity(enquiry.reference, "Signed in", by=auditor, at=AT)
    assert settle(case, "done", "Enclosed.", by=auditor, at=AT).stands == Stands.DONE
    assert Notice.everything.get(template="enquiry-answered").channel == "letter"


def test_looking_at_a_matter_that_never_was_opens_nothing() -> None:
    for kind in ("filing", "link-request", "link-dispute", "change-disputed", "delivery", "refund", "enquiry"):
        assert follow(kind, "NO-SUCH-THING", at=AT) is None


def test_no_officer_proposes_or_decides_a_refund_to_an_account_of_their_own() -> None:
    payment = a_payment_applied(AT)
    payer = an_officer(AT, email="PAYER@example.com", roles=["team_leader"])
    with pytest.raises(LinkedToRight):
        propose_refund(payment, amount_pence=1, reason="Mine", by=payer, at=AT)
    proposal = propose_refund(payment, amount_pence=1, reason="Twice", by=an_officer(AT), at=AT)
    with pytest.raises(LinkedToRight):
        settle(Case.everything.get(about=proposal.reference), "approved", "", by=payer, at=AT)
    raise_alert(payment, AlertKind.CARD_DISPUTE, key="dp-1", about="Disputed", at=AT)
    told_office(at=AT)
    with pytest.raises(LinkedToRight):
        settle(Case.everything.get(kind="money-alert"), "resolved", "Fine", by=payer, at=AT)


def test_no_officer_answers_their_own_complaint() -> None:
    writer = an_account(AT)
    take_enquiry(Said(kind="complaint", name="Ann", text="Slow."), by=writer, at=AT)
    officer = an_officer(AT, email="owner@example.com", roles=["team_leader"])
    with pytest.raises(LinkedToRight):
        settle(the_case(), "not-upheld", "It was quick.", by=officer, at=AT)


def test_only_who_answers_data_requests_notes_how_identity_was_checked() -> None:
    enquiry = take_enquiry(Said(kind="access", name="Ann", text="All"), by=an_account(AT), at=AT)
    with pytest.raises(NotPermitted):
        note_identity(enquiry.reference, "Trust me", by=an_officer(AT, roles=["team_leader"]), at=AT)
