"""The stand-in's webhooks are signed, tried again, and go wrong on demand, as GOV.UK Pay's may."""

import hashlib
import hmac
from collections.abc import Iterator
from typing import Any

import pytest

from stubs.pay import Pay
from tests.stubs.money import Receiver, pass_time, receiving, running, tick
from tests.stubs.pay_service import KEY, SECRET, Service


@pytest.fixture
def product() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def pay(product: Receiver) -> Iterator[Service]:
    limits = {"STUBS_PAY_POST_LIMIT": "1000", "STUBS_PAY_GET_LIMIT": "1000"}
    with running(Pay, product.url, PAY_API_KEY=KEY, PAY_WEBHOOK_SECRET=SECRET, **limits) as url:
        yield Service(url)


def types(product: Receiver) -> list[str]:
    return [message.body["event_type"] for message in product.got]


def rightly_signed(message: Any) -> bool:
    wanted = hmac.new(SECRET.encode(), message.raw, hashlib.sha256).hexdigest()
    return bool(message.headers["Pay-Signature"] == wanted)


def test_a_payments_webhooks_are_signed_and_carry_the_payment(pay: Service, product: Receiver) -> None:
    payment = pay.paid()
    tick(pay.url)
    message = product.got[0]
    assert message.path == "/webhooks/pay/"
    assert rightly_signed(message)
    assert set(message.body) == {
        "webhook_message_id",
        "api_version",
        "created_date",
        "resource_id",
        "resource_type",
        "event_type",
        "resource",
    }
    assert (message.body["api_version"], message.body["resource_type"]) == (1, "payment")
    assert message.body["resource_id"] == message.body["resource"]["payment_id"] == payment["payment_id"]
    assert message.body["resource"]["state"]["status"] == "success"
    pass_time(pay.url, seconds=3)
    assert types(product) == ["card_payment_succeeded", "card_payment_captured"]


@pytest.mark.parametrize(
    ("act", "event"),
    [
        ({"card": "4000000000000002"}, "card_payment_failed"),
        ({"card": "4000000000000119"}, "card_payment_failed"),
        ({"cancel": True}, "card_payment_failed"),
    ],
)
def test_what_fails_is_told_as_failed(pay: Service, product: Receiver, act: dict[str, Any], event: str) -> None:
    pay.control("pay", payment_id=pay.create()["payment_id"], **act)
    tick(pay.url)
    assert types(product) == [event]


def test_expiry_cancellation_and_refunds_are_told(pay: Service, product: Receiver) -> None:
    pay.create()
    pass_time(pay.url, seconds=5401)
    assert types(product) == ["card_payment_expired"]
    pay.post(f"/v1/payments/{pay.create()['payment_id']}/cancel")
    tick(pay.url)
    assert types(product)[1:] == ["card_payment_failed"]
    paid = pay.paid()["payment_id"]
    pass_time(pay.url, seconds=3)
    pay.post(f"/v1/payments/{paid}/refunds", {"amount": 1})
    tick(pay.url)
    assert types(product)[-1] == "card_payment_refunded"


def test_a_webhook_is_tried_again_along_the_ladder_and_then_given_up(pay: Service, product: Receiver) -> None:
    product.answers = [500] * 6
    pay.control("pay", payment_id=pay.create()["payment_id"], card="4000000000000002")
    tick(pay.url)
    for wait in (60, 300, 3600, 86_400, 172_800):
        before = len(product.got)
        pass_time(pay.url, seconds=wait - 30)
        assert len(product.got) == before
        pass_time(pay.url, seconds=31)
        assert len(product.got) == before + 1
    pass_time(pay.url, seconds=400_000)
    assert len(product.got) == 6
    assert len({message.body["webhook_message_id"] for message in product.got}) == 1


def test_any_2xx_ends_the_tries(pay: Service, product: Receiver) -> None:
    product.answers = [404, 204]
    pay.control("pay", payment_id=pay.create()["payment_id"], card="4000000000000002")
    tick(pay.url)
    pass_time(pay.url, seconds=61)
    pass_time(pay.url, seconds=100_000)
    assert len(product.got) == 2


def test_the_ladder_is_shortened_by_a_setting(product: Receiver) -> None:
    product.answers = [500]
    with running(Pay, product.url, PAY_API_KEY=KEY, STUBS_WEBHOOK_SPEED="60") as url:
        service = Service(url)
        service.control("pay", payment_id=service.create()["payment_id"], card="4000000000000002")
        tick(url)
        pass_time(url, seconds=1.01)
    assert len(product.got) == 2


def test_a_product_that_is_down_is_tried_again(pay: Service, product: Receiver) -> None:
    with running(Pay, "http://127.0.0.1:9", PAY_API_KEY=KEY) as url:
        service = Service(url)
        service.control("pay", payment_id=service.create()["payment_id"], card="4000000000000002")
        tick(url)
        listed = service.control("webhooks").json()["webhooks"]
    assert [(one["waiting"], [attempt["status"] for attempt in one["attempts"]]) for one in listed] == [(True, [None])]


def test_webhooks_can_be_doubled_and_forged(pay: Service, product: Receiver) -> None:
    pay.control("webhooks", duplicate=1, forge=True)
    pay.control("pay", payment_id=pay.create()["payment_id"], card="4000000000000002")
    tick(pay.url)
    assert len(product.got) == 2
    assert product.got[0].raw == product.got[1].raw
    assert not any(rightly_signed(message) for message in product.got)


def test_webhooks_can_come_in_reverse_order(pay: Service, product: Receiver) -> None:
    pay.control("webhooks", reorder=True)
    pay.paid()
    tick(pay.url)
    assert product.got == []
    pass_time(pay.url, seconds=5)
    assert types(product) == ["card_payment_captured", "card_payment_succeeded"]


def test_webhooks_can_come_late(pay: Service, product: Receiver) -> None:
    pay.control("webhooks", delay_seconds=86_400)
    pay.paid()
    pass_time(pay.url, seconds=86_000)
    assert product.got == []
    pass_time(pay.url, seconds=500)
    assert types(product) == ["card_payment_succeeded", "card_payment_captured"]


def test_webhooks_can_be_held_back_and_sent_on_demand(pay: Service, product: Receiver) -> None:
    pay.control("webhooks", pause=True)
    pay.paid()
    tick(pay.url)
    assert product.got == []
    assert pay.control("webhooks/deliver").json() == {"sent": 1}
    assert types(product) == ["card_payment_succeeded"]


def test_webhooks_can_name_another_amount_and_be_replayed(pay: Service, product: Receiver) -> None:
    pay.control("webhooks", alter={"amount": 1})
    payment = pay.paid()
    tick(pay.url)
    assert product.got[0].body["resource"]["amount"] == 1
    assert rightly_signed(product.got[0])
    assert pay.control("webhooks/replay", payment_id=payment["payment_id"]).json() == {"sent": 1}
    assert product.got[1].raw == product.got[0].raw


def test_an_unknown_switch_is_refused_in_words(pay: Service) -> None:
    answer = pay.control("webhooks", dublicate=1)
    assert answer.status_code == 400
    assert "There is no switch called dublicate" in answer.text
