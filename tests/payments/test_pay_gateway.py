"""The gateway speaks our words, tells what may be asked again from what may not, and waits for nobody for long."""

from datetime import UTC, datetime, timedelta

import pytest
from builders.payments import RETURN_URL, CardPages
from django.conf import settings as django_settings

from core.outside import Refused, Unavailable
from payments import pay_words
from payments.charges import (
    AvailableDiffers,
    Ending,
    Event,
    NotPossibleNow,
    NotRefundable,
    PayRefused,
    Refundable,
    State,
    UnknownCharge,
    confirmed_at,
)
from payments.pay import Ask, Pay

ASK = Ask("PAY-1-1", 7000, "Renew GB2400001", RETURN_URL, "cy", "avery@example.com")


@pytest.fixture
def gateway(pay: CardPages, db: None) -> Pay:
    return Pay(pay.url, django_settings.PAY_API_KEY)


def test_a_charge_is_asked_for_with_delayed_capture_in_the_payers_language(gateway: Pay, pay: CardPages) -> None:
    charge = gateway.create(ASK)
    assert (charge.reference, charge.amount_pence, charge.state) == ("PAY-1-1", 7000, State.CREATED)
    assert charge.next_url.startswith(f"{pay.url}/secure/")
    seen = pay.ask(f"/v1/payments/{charge.id}")
    assert (seen["delayed_capture"], seen["language"], seen["email"]) == (True, "cy", "avery@example.com")


def test_a_search_finds_our_reference_and_no_longer_one(gateway: Pay) -> None:
    gateway.create(ASK)
    gateway.create(Ask("PAY-1-11", 7000, "Renew", RETURN_URL))
    assert [charge.reference for charge in gateway.charges_of("pay-1-1")] == ["PAY-1-1"]


def test_a_wrong_key_is_refused_and_not_asked_again(pay: CardPages, db: None) -> None:
    with pytest.raises(Refused):
        Pay(pay.url, "api_test_wrong").create(ASK)


def test_nobody_at_the_address_is_unavailable(db: None) -> None:
    with pytest.raises(Unavailable):
        Pay("http://127.0.0.1:9", "key").create(ASK)


def test_an_answer_that_takes_too_long_is_unavailable(
    gateway: Pay, pay: CardPages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("payments.pay.READ_SECONDS", 0.2)
    pay.fault(method="POST", delay_seconds=1.5)
    with pytest.raises(Unavailable):
        gateway.create(ASK)


@pytest.mark.parametrize("status", [301, 408, 429, 500, 502, 503, 504])
def test_what_may_be_asked_again(gateway: Pay, pay: CardPages, status: int) -> None:
    pay.fault(status=status)
    with pytest.raises(Unavailable):
        gateway.charges_of("x")


@pytest.mark.parametrize("call", ["charge", "events", "cancel", "capture", "refunds"])
def test_what_pay_does_not_know_is_refused(gateway: Pay, call: str) -> None:
    with pytest.raises(UnknownCharge):
        getattr(gateway, call)("0" * 26)


def test_cancelling_twice_and_capturing_what_is_cancelled_is_not_possible_now(gateway: Pay) -> None:
    charge = gateway.create(ASK)
    gateway.cancel(charge.id)
    assert gateway.charge(charge.id).ending is Ending.WITHDRAWN
    for call in (gateway.cancel, gateway.capture):
        with pytest.raises(NotPossibleNow):
            call(charge.id)


def test_refunds_are_asked_for_with_what_we_think_is_available(gateway: Pay, pay: CardPages) -> None:
    charge = gateway.create(ASK)
    pay.control("pay", payment_id=charge.id)
    gateway.capture(charge.id)
    with pytest.raises(NotRefundable) as early:
        gateway.refund(charge.id, amount_pence=1000, available_pence=7000)
    assert early.value.refundable is Refundable.NOT_YET
    pay.later(seconds=5)
    with pytest.raises(AvailableDiffers):
        gateway.refund(charge.id, amount_pence=1000, available_pence=6999)
    assert gateway.refund(charge.id, amount_pence=7000, available_pence=7000).is_made is True
    assert gateway.charge(charge.id).refundable is Refundable.ALL_GONE
    with pytest.raises(NotRefundable) as late:
        gateway.refund(charge.id, amount_pence=1, available_pence=0)
    assert late.value.refundable is Refundable.ALL_GONE


def test_disputes_are_read_from_every_page(gateway: Pay, pay: CardPages) -> None:
    charge = gateway.create(ASK)
    pay.control("pay", payment_id=charge.id)
    gateway.capture(charge.id)
    pay.later(seconds=5)
    pay.control("dispute", payment_id=charge.id, reason="fraudulent")
    [dispute] = gateway.disputes(since=datetime.now(UTC) - timedelta(days=1))
    assert (dispute.charge_id, dispute.amount_pence, dispute.reason) == (charge.id, 7000, "fraudulent")


def test_the_moment_of_confirmation_is_the_first_and_surest_event() -> None:
    early, late = datetime(2026, 3, 31, 22, 50, tzinfo=UTC), datetime(2026, 4, 1, 9, tzinfo=UTC)
    submitted = Event(State.SUBMITTED, early - timedelta(minutes=1))
    assert confirmed_at([submitted, Event(State.CONFIRMED, early), Event(State.PAID, late)]) == early
    assert confirmed_at([submitted, Event(State.PAID, late)]) == late
    assert confirmed_at([submitted]) == submitted.at
    assert confirmed_at([Event(State.CREATED, early)]) is None


@pytest.mark.parametrize(
    ("code", "kind"),
    [("P0200", UnknownCharge), ("P0502", NotPossibleNow), ("P1001", NotPossibleNow), ("P0604", AvailableDiffers)],
)
def test_pays_codes_become_our_refusals(code: str, kind: type[PayRefused]) -> None:
    assert type(pay_words.read_refusal(400, {"code": code, "description": "x"})) is kind
    assert type(pay_words.read_refusal(422, {"code": "P0102"})) is PayRefused
    assert type(pay_words.read_refusal(401, {})) is PayRefused


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"payment_id": "x", "reference": "y", "amount": 1.5, "state": {"status": "created"}},
        {"payment_id": "x", "reference": "y", "amount": "7000", "state": {"status": "created"}},
        {"payment_id": "x", "reference": "y", "amount": True, "state": {"status": "created"}},
        {"payment_id": "x", "reference": "y", "amount": 1, "state": {"status": "molten"}},
        {"payment_id": "x", "reference": "y", "amount": 1, "state": None},
    ],
)
def test_what_cannot_be_a_payment_is_not_guessed_at(body: dict[str, object]) -> None:
    with pytest.raises(Unavailable):
        pay_words.read_charge(body)


def test_a_surcharge_counts_into_the_amount() -> None:
    body = {"payment_id": "x", "reference": "y", "amount": 7000, "total_amount": 7250, "state": {"status": "success"}}
    assert pay_words.read_charge(body).amount_pence == 7250
