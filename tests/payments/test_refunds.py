"""A refund is asked for once, adopted when its answer was lost, followed to its end, and never lost sight of."""

from datetime import datetime, timedelta

import pytest
from builders.payments import CardPages, demand_true_ledger, keep_promises, promised

from payments.disputing import look_for_disputes
from payments.models import Attempt, Dispute, MoneyAlert, Payment, Refund
from payments.refunding import NotYet, make_refund
from payments.services import apply_money, owe_refund, payment_of, sweep

pytestmark = pytest.mark.django_db


@pytest.fixture
def settled(pay: CardPages, at: datetime) -> Payment:
    from tests.payments.test_ledger import settle

    return settle(pay, at)


def test_money_that_has_not_arrived_at_pay_is_returned_when_it_has(
    settled: Payment, pay: CardPages, at: datetime
) -> None:
    refund = owe_refund(settled.reference, amount_pence=7000, because="x", at=at)
    with pytest.raises(NotYet):
        make_refund(refund.reference, at=at)
    pay.later(seconds=5)
    assert make_refund(refund.reference, at=at).state == "made"
    assert make_refund(refund.reference, at=at).state == "made"
    assert len(pay.refunds(Attempt.everything.get())) == 1
    demand_true_ledger()


@pytest.mark.parametrize("after", [True, False])
def test_a_refund_whose_answer_was_lost_is_not_made_twice(
    settled: Payment, pay: CardPages, at: datetime, after: bool
) -> None:
    pay.later(seconds=5)
    owe_refund(settled.reference, amount_pence=3000, because="x", at=at)
    pay.fault(path="/v1/payments/*/refunds", method="POST", status=504, after=after)
    keep_promises(at)
    assert Refund.everything.get().state == "owed"
    keep_promises(at + timedelta(minutes=1))
    assert Refund.everything.get().state == "made"
    assert [refund["amount"] for refund in pay.refunds(Attempt.everything.get())] == [3000]
    demand_true_ledger()


def test_a_refund_that_pay_shows_only_after_a_while_is_recognised_as_ours(pay: CardPages, at: datetime) -> None:
    """Asked once and the answer lost; ten minutes later Pay's picture is still the old one, then it is up to date."""
    from tests.payments.test_ledger import settle

    pay.at(at)
    payment = settle(pay, at)
    pay.at(at + timedelta(minutes=1))
    owe_refund(payment.reference, amount_pence=3000, because="x", at=at)
    pay.fault(path="/v1/payments/*/refunds", method="POST", status=504, after=True)
    keep_promises(at + timedelta(minutes=1))
    old = {"status": "available", "amount_available": 7000, "amount_submitted": 0}
    pay.fault(path="/v1/payments/*", method="GET", extra={"refund_summary": old})
    keep_promises(at + timedelta(minutes=11))
    assert Refund.everything.get().state == "owed"
    keep_promises(at + timedelta(minutes=21))
    assert Refund.everything.get().state == "made"
    assert not MoneyAlert.everything.exists()
    assert [refund["amount"] for refund in pay.refunds(Attempt.everything.get())] == [3000]
    demand_true_ledger()


def test_two_refunds_of_the_same_amount_are_both_made_when_answers_are_lost(
    settled: Payment, pay: CardPages, at: datetime
) -> None:
    pay.later(seconds=5)
    for cause in ("GB1", "GB2"):
        owe_refund(settled.reference, amount_pence=3500, because=cause, at=at)
    pay.fault(path="/v1/payments/*/refunds", method="POST", status=504, after=True, times=2)
    for minutes in range(4):
        keep_promises(at + timedelta(minutes=minutes))
    assert [refund["amount"] for refund in pay.refunds(Attempt.everything.get())] == [3500, 3500]
    assert sorted(Refund.everything.values_list("state", flat=True)) == ["made", "made"]
    demand_true_ledger()


def test_a_refund_on_its_way_is_followed_by_the_sweep(settled: Payment, pay: CardPages, at: datetime) -> None:
    pay.later(seconds=5)
    pay.control("refunds", mode="submitted")
    owe_refund(settled.reference, amount_pence=7000, because="x", at=at)
    keep_promises(at)
    assert Refund.everything.get().state == "submitted"
    facts = payment_of("REN-1")
    assert facts is not None
    assert (facts.refund_owed_pence, facts.refunded_pence) == (7000, 0)
    pay.later(seconds=5)
    sweep(at + timedelta(minutes=4))
    assert Refund.everything.get().state == "submitted"  # asked less than five minutes ago
    sweep(at + timedelta(minutes=5))
    assert Refund.everything.get().state == "made"
    demand_true_ledger()


def test_a_refund_that_fails_is_tried_three_times_and_then_the_office_is_told(
    settled: Payment, pay: CardPages, at: datetime
) -> None:
    pay.later(seconds=5)
    pay.control("refunds", mode="error")
    owe_refund(settled.reference, amount_pence=7000, because="x", at=at)
    keep_promises(at)
    states = list(Refund.everything.order_by("number").values_list("state", flat=True))
    assert states == ["error", "error", "error", "owed"]
    assert [alert.kind for alert in MoneyAlert.everything.all()] == ["refund-failed"]
    assert promised("refund-made") == []
    demand_true_ledger()


def test_a_refund_made_by_hand_at_pay_is_not_made_again(settled: Payment, pay: CardPages, at: datetime) -> None:
    import requests
    from django.conf import settings

    pay.later(seconds=5)
    attempt = Attempt.everything.get()
    headers = {"Authorization": f"Bearer {settings.PAY_API_KEY}"}
    address = f"{pay.url}/v1/payments/{attempt.provider_id}/refunds"
    requests.post(address, json={"amount": 7000}, headers=headers, timeout=5).raise_for_status()
    owe_refund(settled.reference, amount_pence=7000, because="x", at=at)
    keep_promises(at)
    assert Refund.everything.get().state == "owed"
    assert [alert.kind for alert in MoneyAlert.everything.all()] == ["refund-stuck"]
    assert len(pay.refunds(attempt)) == 1


def test_a_dispute_tells_the_office_and_undoes_nothing_until_it_is_lost(
    settled: Payment, pay: CardPages, at: datetime
) -> None:
    apply_money(settled.reference, amount_pence=7000, because="REN-1", at=at)
    pay.later(seconds=5)
    pay.control("dispute", reference=Attempt.everything.get().reference)
    for _ in range(2):
        look_for_disputes(at=_now(pay))
    assert Dispute.everything.get().state == "needs_response"
    assert [alert.kind for alert in MoneyAlert.everything.all()] == ["card-dispute"]
    assert len(promised("payment-disputed")) == 1
    facts = payment_of("REN-1")
    assert facts is not None
    assert facts.applied_pence == 7000
    pay.control("dispute", reference=Attempt.everything.get().reference, status="lost")
    for _ in range(2):
        look_for_disputes(at=_now(pay))
    facts = payment_of("REN-1")
    assert facts is not None
    assert (facts.applied_pence, facts.charged_back_pence) == (0, 7000)
    demand_true_ledger()


def test_a_dispute_that_is_won_moves_nothing(settled: Payment, pay: CardPages, at: datetime) -> None:
    pay.later(seconds=5)
    for status in ("under_review", "won", "lost"):
        pay.control("dispute", reference=Attempt.everything.get().reference, status=status)
        look_for_disputes(at=_now(pay))
    assert Dispute.everything.get().state == "won"
    demand_true_ledger()


def test_money_owed_back_and_then_charged_back_is_not_returned_twice(
    settled: Payment, pay: CardPages, at: datetime
) -> None:
    pay.later(seconds=5)
    attempt = Attempt.everything.get()
    pay.control("dispute", reference=attempt.reference)
    owe_refund(settled.reference, amount_pence=7000, because="x", at=at)
    keep_promises(at)
    assert Refund.everything.get().state == "owed"
    pay.control("dispute", reference=attempt.reference, status="lost")
    look_for_disputes(at=_now(pay))
    assert Refund.everything.get().state == "charged-back"
    keep_promises(at + timedelta(hours=8))
    sweep(at + timedelta(hours=9))
    assert pay.refunds(attempt) == []
    demand_true_ledger()


def _now(pay: CardPages) -> datetime:
    import requests

    return datetime.fromisoformat(requests.get(f"{pay.url}/__stub__/health", timeout=5).json()["now"])
