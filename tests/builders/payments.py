"""Payments for tests: the stand-in for Pay on a port of its own, a person who pays there, and promises kept by hand."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import requests
from django.conf import settings
from django.test import override_settings

from core.actor import Applicant, Public
from core.models import OutboxMessage
from core.outbox.relay import keep_one
from payments.models import Attempt, Payment
from payments.services import begin_attempt, check, open_payment
from stubs.pay import Pay
from tests.stubs.money import running

RETURN_URL = "http://localhost:8000/pay/return/"
DATA = Path(os.environ.get("REFERENCE_DATA_DIR") or Path(__file__).parents[3] / "shared" / "data")
OURS = ["refresh-attempt", "capture-payment", "cancel-payment", "make-refund"]
CARD, DECLINED, FAULTY = "4444333322221111", "4000000000000002", "4000000000000119"


def owner(organisation_id: UUID | None = None) -> Applicant:
    """A member with every permission of an organisation."""
    return Applicant(user_id=uuid4(), organisation_id=organisation_id or uuid4())


def visitor(name: str = "a" * 64) -> Public:
    """Somebody who has not signed in, known again by their browser."""
    return Public(visitor=name)


@dataclass(frozen=True)
class CardPages:
    """The stand-in for Pay and what a person, or time, does there."""

    url: str

    def control(self, name: str, **body: Any) -> Any:
        """Forces something; raises if the stand-in refuses."""
        answer = requests.post(f"{self.url}/__stub__/{name}", json=body, timeout=30)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def pay(self, attempt: Attempt, **details: Any) -> None:
        """The person enters a card and confirms, unless the details say otherwise."""
        self.control("pay", reference=attempt.reference, **details)

    def at(self, moment: datetime) -> None:
        """Sets Pay's clock to the moment."""
        self.control("clock", offset_seconds=(moment - datetime.now(UTC)).total_seconds())
        self.control("tick")

    def later(self, **ahead: float) -> None:
        """Moves Pay's clock on."""
        self.control("clock", shift_seconds=timedelta(**ahead).total_seconds())
        self.control("tick")

    def fault(self, path: str = "/v1/payments*", **fault: Any) -> None:
        """Forces a fault on the coming calls."""
        self.control("faults", path=path, **fault)

    def coming_faults(self) -> int:
        """How many forced faults nobody has met yet."""
        return len(
            requests.get(f"{self.url}/__stub__/faults", headers={"Accept": "application/json"}, timeout=10).json()[
                "faults"
            ]
        )

    def charges(self, attempt: Attempt) -> list[dict[str, Any]]:
        """What Pay itself knows under the attempt's reference."""
        return list(self.ask("/v1/payments", reference=attempt.reference)["results"])

    def refunds(self, attempt: Attempt) -> list[dict[str, Any]]:
        """The refunds that Pay knows of the attempt's payment."""
        return list(self.ask(f"/v1/payments/{attempt.provider_id}/refunds")["_embedded"]["refunds"])

    def ask(self, path: str, **params: str) -> Any:
        """GETs from Pay's API as an onlooker."""
        headers = {"Authorization": f"Bearer {settings.PAY_API_KEY}"}
        answer = requests.get(f"{self.url}{path}", params=params, headers=headers, timeout=10)
        answer.raise_for_status()
        return answer.json()


@contextmanager
def card_pages(public_url: str = "http://127.0.0.1:9") -> Iterator[CardPages]:
    """Runs the stand-in, checked against Pay's published description where that is at hand, with the settings on it."""
    description = DATA / "pay-openapi.json"
    environ = {"PAY_API_KEY": settings.PAY_API_KEY, "PAY_WEBHOOK_SECRET": settings.PAY_WEBHOOK_SECRET}
    environ |= {"STUBS_PAY_POST_LIMIT": "10000", "STUBS_PAY_GET_LIMIT": "10000"}
    environ |= {"PAY_OPENAPI": str(description)} if description.exists() else {}
    with running(Pay, public_url, **environ) as url, override_settings(PAY_URL=url):
        yield CardPages(url)


def opened(
    by: Applicant | Public, at: datetime, *, amount_pence: int = 7000, subject: str = "REN-1", **more: Any
) -> Payment:
    """A payment of £70 for one renewal."""
    fields = {"description": "Renew GB2400001 for year 5", "email": "avery@example.com", "language": "en"} | more
    return open_payment(subject=subject, amount_pence=amount_pence, by=by, at=at, **fields)


def begun(payment: Payment, by: Applicant | Public, at: datetime) -> Attempt:
    """The payment's attempt, after the person was sent to the card pages."""
    begin_attempt(payment, return_url=RETURN_URL, by=by, at=at)
    return Attempt.everything.filter(payment=payment).latest("number")


def keep_promises(at: datetime) -> None:
    """Keeps every promise about money that is due; those to layers above stay."""
    ours = OutboxMessage.objects.filter(kind__in=OURS, state="promised", due_at__lte=at).order_by("due_at", "id")
    while message := ours.first():
        message.lease, message.attempts = uuid4(), message.attempts + 1
        message.save()
        keep_one(message, at=at)


def promised(kind: str) -> list[dict[str, Any]]:
    """The payloads promised under a kind, oldest first."""
    return list(OutboxMessage.objects.filter(kind=kind).order_by("id").values_list("payload", flat=True))


def fresh(payment: Payment) -> Payment:
    """The payment as it is stored now."""
    return Payment.everything.get(pk=payment.pk)


def demand_true_ledger() -> None:
    """No penny is lost."""
    if breaches := check():
        pytest.fail("\n".join(breaches))
