"""A process killed with -9 between any two steps of a payment leaves the ledger true and nobody charged twice."""

from datetime import datetime, timedelta

import pytest
from builders.killed import killed_while, until
from builders.payments import (
    RETURN_URL,
    CardPages,
    begun,
    demand_true_ledger,
    fresh,
    keep_promises,
    opened,
    promised,
    visitor,
)
from django.db import transaction

from core.models import OutboxMessage
from core.outbox.relay import keep_due
from payments.models import Attempt, Payment, Refund
from payments.services import capture, owe_refund, payment_of, refresh, release, sweep

LEASE_OVER = timedelta(minutes=3)
LOST, ARRIVES = False, True


@pytest.fixture
def payment(pay: CardPages, at: datetime) -> Payment:
    return opened(visitor(), at)


@pytest.mark.parametrize(
    ("method", "arrives"), [("GET", LOST), ("POST", LOST), ("POST", ARRIVES)], ids=["looking", "asking", "asked"]
)
def test_killed_while_beginning_the_person_resumes_the_same_attempt(
    pay: CardPages, payment: Payment, at: datetime, method: str, arrives: bool
) -> None:
    killed_while(pay, _begin(payment, at), path="/v1/payments", method=method, arrives=arrives)
    attempt = Attempt.everything.get()
    assert attempt.provider_id is None
    if arrives:
        until(lambda: len(pay.charges(attempt)) == 1)
    again = begun(payment, visitor(), at)
    assert again.pk == attempt.pk
    [charge] = pay.charges(attempt)
    assert again.provider_id == charge["payment_id"]


def test_killed_while_beginning_and_never_resumed_what_pay_knows_is_found_by_the_sweep(
    pay: CardPages, payment: Payment, at: datetime
) -> None:
    killed_while(pay, _begin(payment, at), path="/v1/payments", method="POST", arrives=ARRIVES)
    until(lambda: len(pay.charges(Attempt.everything.get())) == 1)
    sweep(at + timedelta(minutes=6))
    assert Attempt.everything.get().provider_id is not None
    pay.later(minutes=91)
    sweep(at + timedelta(minutes=97))
    assert fresh(payment).state == "expired"
    assert len(promised("payment-lost")) == 1


def test_killed_before_pay_heard_of_it_the_attempt_is_forgotten_and_the_payment_expires(
    pay: CardPages, payment: Payment, at: datetime
) -> None:
    killed_while(pay, _begin(payment, at), path="/v1/payments", method="POST", arrives=LOST)
    sweep(at + timedelta(minutes=91))
    assert Attempt.everything.get().state == "abandoned"
    sweep(at + timedelta(minutes=190))
    assert fresh(payment).state == "expired"
    demand_true_ledger()


@pytest.mark.parametrize("path", ["/v1/payments/*", "/v1/payments/*/events"], ids=["looking", "asking-when"])
def test_killed_on_the_way_back_the_news_is_concluded_by_whoever_looks_next(
    pay: CardPages, payment: Payment, at: datetime, path: str
) -> None:
    attempt = begun(payment, visitor(), at)
    pay.pay(attempt)
    code = (
        f"from payments.services import refresh\nrefresh({attempt.pk}, at=datetime.fromisoformat({at.isoformat()!r}))"
    )
    killed_while(pay, code, path=path, method="GET", arrives=LOST)
    assert fresh(payment).state == "open"
    sweep(at + timedelta(minutes=6))
    assert fresh(payment).state == "capturable"
    assert len(promised("payment-capturable")) == 1


CAPTURE_POINTS = {
    "asking": ("/v1/payments/*/capture", "POST", LOST),
    "asked": ("/v1/payments/*/capture", "POST", ARRIVES),
    "looking": ("/v1/payments/*", "GET", LOST),
    "asking-when": ("/v1/payments/*/events", "GET", LOST),
}


@pytest.mark.parametrize("point", CAPTURE_POINTS)
def test_killed_while_taking_the_money_it_is_taken_once(
    pay: CardPages, payment: Payment, at: datetime, point: str
) -> None:
    attempt = begun(payment, visitor(), at)
    pay.pay(attempt)
    refresh(attempt.pk, at=at)
    with transaction.atomic():
        capture(payment.reference, at=at)
    path, method, arrives = CAPTURE_POINTS[point]
    killed_while(pay, _relay(at), path=path, method=method, arrives=arrives)
    assert fresh(payment).state == "capturing"
    if arrives:
        until(lambda: pay.charges(attempt)[0]["state"]["status"] == "success")
    _relay_again(at)
    assert fresh(payment).state == "settled"
    assert len(promised("payment-settled")) == 1
    demand_true_ledger()


@pytest.mark.parametrize("arrives", [LOST, ARRIVES], ids=["asking", "asked"])
def test_killed_while_letting_go_nobody_is_charged(
    pay: CardPages, payment: Payment, at: datetime, arrives: bool
) -> None:
    attempt = begun(payment, visitor(), at)
    pay.pay(attempt)
    refresh(attempt.pk, at=at)
    with transaction.atomic():
        release(payment.reference, reason="not needed", at=at)
    killed_while(pay, _relay(at), path="/v1/payments/*/cancel", method="POST", arrives=arrives)
    if arrives:
        until(lambda: pay.charges(attempt)[0]["state"]["status"] == "cancelled")
    _relay_again(at)
    assert Attempt.everything.get().state == "cancelled"
    assert pay.charges(attempt)[0]["state"]["code"] == "P0040"
    demand_true_ledger()


REFUND_POINTS = {
    "looking": ("/v1/payments/*", "GET", LOST),
    "asking": ("/v1/payments/*/refunds", "POST", LOST),
    "asked": ("/v1/payments/*/refunds", "POST", ARRIVES),
}


@pytest.mark.parametrize("point", REFUND_POINTS)
def test_killed_while_returning_money_it_goes_back_once(
    pay: CardPages, payment: Payment, at: datetime, point: str
) -> None:
    attempt = begun(payment, visitor(), at)
    pay.pay(attempt)
    refresh(attempt.pk, at=at)
    with transaction.atomic():
        capture(payment.reference, at=at)
    keep_promises(at)
    pay.later(seconds=5)
    with transaction.atomic():
        owe_refund(payment.reference, amount_pence=3000, because="x", at=at)
    path, method, arrives = REFUND_POINTS[point]
    killed_while(pay, _relay(at), path=path, method=method, arrives=arrives)
    demand_true_ledger()
    attempt = Attempt.everything.get()
    if arrives:
        until(lambda: len(pay.refunds(attempt)) == 1)
    _relay_again(at)
    assert Refund.everything.get().state == "made"
    assert [refund["amount"] for refund in pay.refunds(attempt)] == [3000]
    facts = payment_of("REN-1")
    assert facts is not None
    assert (facts.held_pence, facts.refunded_pence) == (4000, 3000)
    demand_true_ledger()


def test_killed_before_the_worker_came_to_it_the_promise_stands(pay: CardPages, payment: Payment, at: datetime) -> None:
    attempt = begun(payment, visitor(), at)
    pay.pay(attempt)
    refresh(attempt.pk, at=at)
    with transaction.atomic():
        capture(payment.reference, at=at)
        transaction.set_rollback(True)  # the process dies before the commit
    assert fresh(payment).state == "capturable"
    assert promised("capture-payment") == []
    with transaction.atomic():
        capture(payment.reference, at=at)
    _relay_again(at + timedelta(days=1))
    assert fresh(payment).state == "settled"


def _begin(payment: Payment, at: datetime) -> str:
    return f"""
from core.actor import Public
from payments.models import Payment
from payments.services import begin_attempt
payment = Payment.everything.get(pk={payment.pk})
at = datetime.fromisoformat({at.isoformat()!r})
begin_attempt(payment, return_url={RETURN_URL!r}, by=Public({visitor().visitor!r}), at=at)
"""


def _relay(at: datetime) -> str:
    """The worker: claims what is due with a lease, as it does in service."""
    _leave_others_alone(at)
    return f"""
from core.outbox.relay import keep_due
at = datetime.fromisoformat({at.isoformat()!r})
keep_due(now=lambda: at)
"""


def _relay_again(at: datetime) -> None:
    _leave_others_alone(at)
    keep_due(now=lambda: at + LEASE_OVER)


def _leave_others_alone(at: datetime) -> None:
    """The layers above are not part of these tests."""
    OutboxMessage.objects.filter(kind__startswith="payment-").update(due_at=at + timedelta(days=10000))
