"""Everybody at once: two tabs, a return page visited twice with the webhook and the sweep, two workers. One effect."""

import hashlib
import hmac
import json
from datetime import datetime, timedelta

import pytest
from builders.killed import at_once
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
from django.conf import settings as django_settings
from django.db import transaction
from django.test import Client

from accounts.visitors import new_secret
from accounts.visitors import visitor as visitor_of
from core.outside import InsideTransaction
from payments.ledger import balances
from payments.models import Attempt, Bucket, Payment, Refund
from payments.opening import PaymentUnderWay
from payments.refunding import make_refund
from payments.services import (
    CannotLetGo,
    CannotTake,
    NotEnough,
    apply_money,
    begin_attempt,
    capture,
    owe_refund,
    receive_webhook,
    refresh,
    release,
    sweep,
)
from payments.taking import take
from payments.webhooks import is_signed


def test_two_tabs_and_a_double_click_make_one_attempt_and_one_charge(pay: CardPages, at: datetime) -> None:
    payment = opened(visitor(), at)
    begin = lambda: begin_attempt(payment, return_url=RETURN_URL, by=visitor(), at=at)  # noqa: E731
    addresses = at_once(begin, begin, begin, begin)
    assert len({address for address in addresses if str(address).startswith(f"{pay.url}/secure/")}) == 4
    assert len(pay.charges(Attempt.everything.get())) == 1


def test_two_who_open_the_same_payment_at_once_get_the_same_one(pay: CardPages, at: datetime) -> None:
    answers = at_once(*[lambda: opened(visitor(), at)] * 4)
    assert {answer.pk for answer in answers} == {Payment.everything.get().pk}


def test_two_who_open_different_amounts_at_once_get_one_payment(pay: CardPages, at: datetime) -> None:
    answers = at_once(*[lambda pence=pence: opened(visitor(), at, amount_pence=pence) for pence in (7000, 8000, 9000)])
    assert all(isinstance(answer, Payment | PaymentUnderWay) for answer in answers)
    assert Payment.everything.filter(state="open").count() == 1


def test_the_return_page_twice_with_the_webhook_and_the_sweep_at_once_has_one_effect(
    pay: CardPages, at: datetime
) -> None:
    secret = new_secret()
    by = visitor_of(secret)
    payment = opened(by, at)
    attempt = begun(payment, by, at)
    pay.pay(attempt)
    raw = _message(attempt)
    signature = hmac.new(django_settings.PAY_WEBHOOK_SECRET.encode(), raw, hashlib.sha256).hexdigest()
    assert is_signed(raw, signature)

    def visit() -> int:
        client = Client()
        client.cookies["visitor"] = secret
        return client.get(f"/pay/{payment.reference}/return/{attempt.return_token}/").status_code

    def webhook() -> bool:
        return receive_webhook(raw, signature, at=at)

    later = at + timedelta(minutes=6)
    answers = at_once(visit, visit, webhook, webhook, lambda: sweep(later), lambda: refresh(attempt.pk, at=at).state)
    assert answers[:4] == [200, 200, True, True]
    assert answers[5] == "capturable"
    keep_promises(later)
    assert fresh(payment).state == "capturable"
    assert len(promised("payment-capturable")) == 1
    assert len(promised("refresh-attempt")) == 1


def test_two_workers_that_take_the_same_money_take_it_once(pay: CardPages, at: datetime) -> None:
    payment, attempt = _confirmed(pay, at)
    with transaction.atomic():
        capture(payment.reference, at=at)
    take_it = lambda: take(attempt.pk, at=at).state  # noqa: E731
    assert set(at_once(take_it, take_it, take_it, lambda: sweep(at + timedelta(minutes=6)) and "captured")) == {
        "captured"
    }
    assert fresh(payment).state == "settled"
    assert len(promised("payment-settled")) == 1
    assert balances(payment.pk)[Bucket.HELD] == 7000
    demand_true_ledger()


def test_taking_and_letting_go_at_once_is_decided_one_way(pay: CardPages, at: datetime) -> None:
    payment, _attempt = _confirmed(pay, at)

    def decide(verb: object) -> str:
        with transaction.atomic():
            verb()  # type: ignore[operator]
        return "decided"

    answers = at_once(
        lambda: decide(lambda: capture(payment.reference, at=at)),
        lambda: decide(lambda: release(payment.reference, reason="no", at=at)),
    )
    assert sorted(str(answer) for answer in answers if answer == "decided") == ["decided"]
    assert any(isinstance(answer, CannotTake | CannotLetGo) for answer in answers)
    keep_promises(at)
    assert fresh(payment).state in {"settled", "released"}
    demand_true_ledger()


def test_the_same_pound_is_not_applied_and_owed_back_at_once(pay: CardPages, at: datetime) -> None:
    payment = _settled(pay, at)

    def use(verb: object, because: str) -> str:
        with transaction.atomic():
            verb(payment.reference, amount_pence=7000, because=because, at=at)  # type: ignore[operator]
        return "used"

    answers = at_once(lambda: use(apply_money, "a"), lambda: use(apply_money, "b"), lambda: use(owe_refund, "c"))
    assert [answer for answer in answers if answer == "used"] == ["used"]
    assert sum(isinstance(answer, NotEnough) for answer in answers) == 2
    demand_true_ledger()


def test_two_workers_and_two_refunds_at_once_return_what_is_owed_and_no_more(pay: CardPages, at: datetime) -> None:
    payment = _settled(pay, at)
    pay.later(seconds=5)
    with transaction.atomic():
        references = [
            owe_refund(payment.reference, amount_pence=3500, because=because, at=at).reference for because in "ab"
        ]
    at_once(*[lambda reference=reference: make_refund(reference, at=at) for reference in references * 3])
    assert sorted(Refund.everything.values_list("state", flat=True)) == ["made", "made"]
    assert [refund["amount"] for refund in pay.refunds(Attempt.everything.get())] == [3500, 3500]
    demand_true_ledger()


def test_pay_is_never_called_with_a_database_transaction_open(pay: CardPages, at: datetime) -> None:
    payment = opened(visitor(), at)
    attempt = begun(payment, visitor(), at)
    for call in (
        lambda: begin_attempt(payment, return_url=RETURN_URL, by=visitor(), at=at),
        lambda: refresh(attempt.pk, at=at),
    ):
        with pytest.raises(InsideTransaction), transaction.atomic():
            call()


def test_the_sweep_finds_whom_nobody_brought_back_and_one_silence_stops_nothing_else(
    pay: CardPages, at: datetime
) -> None:
    attempts = [begun(opened(visitor(), at, subject=f"REN-{n}"), visitor(), at) for n in range(3)]
    for attempt in attempts:
        pay.pay(attempt)
    assert sweep(at + timedelta(minutes=4)) == 0  # younger than five minutes: their return page is at it
    pay.fault(path=f"/v1/payments/{attempts[0].provider_id}", status=503)
    sweep(at + timedelta(minutes=6))
    assert [fresh(attempt.payment).state for attempt in attempts] == ["open", "capturable", "capturable"]
    sweep(at + timedelta(minutes=7))
    assert fresh(attempts[0].payment).state == "capturable"


def _confirmed(pay: CardPages, at: datetime) -> tuple[Payment, Attempt]:
    payment = opened(visitor(), at)
    attempt = begun(payment, visitor(), at)
    pay.pay(attempt)
    refresh(attempt.pk, at=at)
    return payment, attempt


def _settled(pay: CardPages, at: datetime) -> Payment:
    payment, _attempt = _confirmed(pay, at)
    with transaction.atomic():
        capture(payment.reference, at=at)
    keep_promises(at)
    return payment


def _message(attempt: Attempt) -> bytes:
    message = {
        "webhook_message_id": "m1",
        "resource_id": attempt.provider_id,
        "resource_type": "payment",
        "event_type": "card_payment_succeeded",
        "resource": {"payment_id": attempt.provider_id, "reference": attempt.reference},
    }
    return json.dumps(message).encode()
