"""Pay's own webhooks over HTTP: doubled, reordered, forged, altered and replayed, they have one effect."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from threading import Thread

import pytest
import requests
from builders.payments import (
    CardPages,
    begun,
    card_pages,
    demand_true_ledger,
    fresh,
    keep_promises,
    opened,
    promised,
    visitor,
)
from django.core.handlers.wsgi import WSGIHandler
from django.db import transaction
from werkzeug.serving import make_server

from core.clock import now
from core.models import AuditEvent
from payments.models import Attempt, WebhookDelivery
from payments.services import capture
from stubs.serving import QuietHandler


@pytest.fixture
def product(committed: None) -> Iterator[str]:
    """The product itself, answering on a port of its own."""
    server = make_server("127.0.0.1", 0, WSGIHandler(), threaded=False, request_handler=QuietHandler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    server.server_close()
    thread.join(5)


@pytest.fixture
def pay(product: str) -> Iterator[CardPages]:
    with card_pages(product) as pages:
        yield pages


@pytest.fixture
def at() -> datetime:
    """The product's front door reads the clock, so these tests live now."""
    return now()


def confirmed(pay: CardPages, at: datetime) -> Attempt:
    attempt = begun(opened(visitor(), at), visitor(), at)
    pay.pay(attempt)
    return attempt


def test_doubled_and_reordered_messages_have_one_effect(pay: CardPages, at: datetime) -> None:
    pay.control("webhooks", duplicate=2, reorder=True)
    attempt = confirmed(pay, at)
    pay.later(seconds=10)
    keep_promises(at + timedelta(hours=1))
    with transaction.atomic():
        capture(attempt.payment.reference, at=at)
    keep_promises(at + timedelta(hours=2))
    pay.later(seconds=10)
    pay.control("webhooks/replay", reference=attempt.reference)
    keep_promises(at + timedelta(days=2))
    events = sorted(WebhookDelivery.objects.values_list("event_type", flat=True))
    assert events == ["card_payment_captured", "card_payment_succeeded"]
    assert fresh(attempt.payment).state == "settled"
    assert len(promised("payment-settled")) == 1
    demand_true_ledger()


def test_forged_messages_are_refused_and_tried_again_rightly_signed_they_arrive(pay: CardPages, at: datetime) -> None:
    pay.control("webhooks", forge=True)
    attempt = confirmed(pay, at)
    pay.later(seconds=1)
    assert not WebhookDelivery.objects.exists()
    assert AuditEvent.objects.filter(verb="webhook-refused", reason="forged").exists()
    pay.control("webhooks")
    pay.later(minutes=2)
    keep_promises(at + timedelta(hours=1))
    assert fresh(attempt.payment).state == "capturable"


def test_a_message_with_another_amount_is_not_believed(pay: CardPages, at: datetime) -> None:
    pay.control("webhooks", alter={"amount": 1, "state": {"status": "success", "finished": True}})
    attempt = confirmed(pay, at)
    pay.later(seconds=1)
    keep_promises(at + timedelta(hours=1))
    assert fresh(attempt.payment).state == "capturable"
    assert fresh(attempt.payment).amount_pence == 7000
    demand_true_ledger()


def test_the_webhook_is_answered_without_waiting_for_pay(pay: CardPages, product: str, at: datetime) -> None:
    attempt = confirmed(pay, at)
    pay.fault(path="/v1/payments/*", status=503, times=99)
    pay.later(seconds=1)
    assert WebhookDelivery.objects.filter(resource_id=attempt.provider_id).count() == 1
    assert pay.coming_faults() == 1  # nobody has asked Pay yet
    assert requests.get(f"{product}/webhooks/pay/", timeout=5).status_code == 405
