"""Webhooks are verified over the raw bytes, noted once, and never believed: the news is fetched."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from builders.payments import CardPages, begun, demand_true_ledger, fresh, keep_promises, opened, owner, promised
from django.core.cache import cache
from django.test import Client

from core.models import AuditEvent
from payments.models import Attempt, WebhookDelivery
from payments.services import capture, receive_webhook

pytestmark = pytest.mark.django_db


def body(
    attempt: Attempt, *, message_id: str = "m1", event: str = "card_payment_succeeded", **resource: object
) -> bytes:
    shown = {"payment_id": attempt.provider_id, "reference": attempt.reference} | resource
    return json.dumps(
        {
            "webhook_message_id": message_id,
            "api_version": 1,
            "created_date": "2024-06-12T09:30:00.000Z",
            "resource_id": attempt.provider_id or "0" * 26,
            "resource_type": "payment",
            "event_type": event,
            "resource": shown,
        }
    ).encode()


def signed(raw: bytes, secret: str) -> str:
    return hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()


@pytest.fixture(autouse=True)
def counted_from_zero() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def attempt(pay: CardPages, at: datetime) -> Attempt:
    by = owner()
    return begun(opened(by, at), by, at)


def test_a_signed_message_leads_to_a_look_at_pay(
    attempt: Attempt, pay: CardPages, at: datetime, settings: object
) -> None:
    pay.pay(attempt)
    raw = body(attempt)
    assert receive_webhook(raw, signed(raw, settings.PAY_WEBHOOK_SECRET), at=at)  # type: ignore[attr-defined]
    assert fresh(attempt.payment).state == "open"  # nothing is concluded from the message itself
    keep_promises(at)
    assert fresh(attempt.payment).state == "capturable"
    assert WebhookDelivery.objects.count() == 1


def test_what_a_signed_message_says_is_not_believed(
    attempt: Attempt, pay: CardPages, at: datetime, settings: object
) -> None:
    raw = body(attempt, event="card_payment_captured", amount=1, state={"status": "success", "finished": True})
    assert receive_webhook(raw, signed(raw, settings.PAY_WEBHOOK_SECRET), at=at)  # type: ignore[attr-defined]
    keep_promises(at)
    assert Attempt.everything.get().state == "created"


def test_a_message_delivered_three_times_is_noted_once_and_has_one_effect(
    attempt: Attempt, pay: CardPages, at: datetime, settings: object
) -> None:
    pay.pay(attempt)
    raw = body(attempt)
    for _ in range(3):
        assert receive_webhook(raw, signed(raw, settings.PAY_WEBHOOK_SECRET), at=at)  # type: ignore[attr-defined]
    keep_promises(at)
    assert len(promised("refresh-attempt")) == 1
    assert len(promised("payment-capturable")) == 1


def test_messages_in_the_wrong_order_and_days_late_change_nothing_more(
    attempt: Attempt, pay: CardPages, at: datetime, settings: object
) -> None:
    pay.pay(attempt)
    names = ["card_payment_captured", "card_payment_succeeded", "card_payment_expired", "card_payment_failed"]
    for number, name in enumerate(names):
        raw = body(attempt, message_id=f"m{number}", event=name)
        receive_webhook(raw, signed(raw, settings.PAY_WEBHOOK_SECRET), at=at)  # type: ignore[attr-defined]
        keep_promises(at)
    capture(attempt.payment.reference, at=at)
    keep_promises(at)
    for number, name in enumerate(names):
        raw = body(attempt, message_id=f"late{number}", event=name)
        later = at + timedelta(days=3)
        receive_webhook(raw, signed(raw, settings.PAY_WEBHOOK_SECRET), at=later)  # type: ignore[attr-defined]
        keep_promises(later)
    assert fresh(attempt.payment).state == "settled"
    assert len(promised("payment-settled")) == 1
    demand_true_ledger()


@pytest.mark.parametrize("signature", ["", "0" * 64, "é" * 64, "wrong-secret", "upper"])
def test_a_forged_message_is_refused_noted_in_the_audit_and_has_no_effect(
    attempt: Attempt, at: datetime, signature: str, settings: object
) -> None:
    raw = body(attempt)
    right = signed(raw, settings.PAY_WEBHOOK_SECRET)  # type: ignore[attr-defined]
    given = {"wrong-secret": signed(raw, "another"), "upper": right.upper()}.get(signature, signature)
    assert not receive_webhook(raw, given, at=at)
    assert not WebhookDelivery.objects.exists()
    assert promised("refresh-attempt") == []
    assert [event.reason for event in AuditEvent.objects.filter(verb="webhook-refused")] == ["forged"]


def test_forged_messages_without_end_do_not_fill_the_audit(attempt: Attempt, at: datetime) -> None:
    for _ in range(25):
        assert not receive_webhook(body(attempt), "0" * 64, at=at)
    noted = [event.reason for event in AuditEvent.objects.filter(verb="webhook-refused").order_by("pk")]
    assert noted == ["forged"] * 20 + ["forged-and-more"]


def test_one_changed_byte_breaks_the_signature(attempt: Attempt, at: datetime, settings: object) -> None:
    raw = body(attempt)
    signature = signed(raw, settings.PAY_WEBHOOK_SECRET)  # type: ignore[attr-defined]
    assert not receive_webhook(raw.replace(b'"api_version": 1', b'"api_version": 2'), signature, at=at)


@pytest.mark.parametrize("raw", [b"", b"[]", b"{}", b"\xff", b'{"webhook_message_id": 1}', b"null"])
def test_a_signed_message_that_cannot_be_read_is_refused(raw: bytes, at: datetime, settings: object, db: None) -> None:
    assert not receive_webhook(raw, signed(raw, settings.PAY_WEBHOOK_SECRET), at=at)  # type: ignore[attr-defined]


def test_a_message_about_a_payment_whose_id_we_had_no_time_to_store_is_found_by_our_reference(
    attempt: Attempt, pay: CardPages, at: datetime, settings: object
) -> None:
    pay.pay(attempt)
    raw = body(attempt)
    Attempt.everything.update(provider_id=None)
    assert receive_webhook(raw, signed(raw, settings.PAY_WEBHOOK_SECRET), at=at)  # type: ignore[attr-defined]
    keep_promises(at)
    assert fresh(attempt.payment).state == "capturable"


def test_a_message_about_somebody_elses_payment_is_noted_and_leads_nowhere(at: datetime, settings: object) -> None:
    raw = body(Attempt(provider_id="x" * 26, number=1, payment=opened(owner(), at)), reference="INV-7")
    assert receive_webhook(raw, signed(raw, settings.PAY_WEBHOOK_SECRET), at=at)  # type: ignore[attr-defined]
    assert promised("refresh-attempt") == []


def test_the_address_answers_200_to_pay_401_to_a_forger_and_405_to_a_browser(
    attempt: Attempt, client: Client, settings: object
) -> None:
    raw = body(attempt)
    good = {"Pay-Signature": signed(raw, settings.PAY_WEBHOOK_SECRET)}  # type: ignore[attr-defined]
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/webhooks/pay/", raw, "application/json", headers=good).status_code == 200
    assert strict.post("/webhooks/pay/", raw, "application/json").status_code == 401
    assert client.get("/webhooks/pay/").status_code == 405
