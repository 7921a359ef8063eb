"""A payment's life as a pure state machine: what may follow what, when it expires, and which events it leaves."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from stubs.pay.cards import Card, Outcome
from stubs.pay.moments import read, stamp

Payment = dict[str, Any]

EXPIRES_AFTER = timedelta(minutes=90)
CAPTURE_WITHIN = timedelta(hours=120)
AUTHORISES_SAVED_CARD_AFTER = timedelta(seconds=1)

MESSAGES = {
    "P0010": "Payment method rejected",
    "P0020": "Payment expired",
    "P0030": "Payment was cancelled by the user",
    "P0040": "Payment was cancelled by the service",
    "P0050": "Payment provider returned an error",
}
FINISHED = frozenset({"success", "failed", "cancelled", "error"})
BEFORE_CONFIRMATION = frozenset({"created", "started", "submitted"})
WEB_FLOW = frozenset({"created", "started"})


class CannotDo(Exception):
    """The payment is not in a state that allows this."""


def begin(payment_id: str, asked: Mapping[str, Any], at: datetime) -> Payment:
    """Return a new payment as asked for."""
    payment: Payment = {
        "payment_id": payment_id,
        "asked": dict(asked),
        "created_date": stamp(at),
        "email": asked.get("email"),
        "card": {},
        "captured_at": None,
        "capture_asked_at": None,
        "can_retry": None,
        "refunds": [],
        "disputed": False,
        "events": [],
        "announced": [],
    }
    _move(payment, "created", at)
    return payment


def state(payment: Payment, *, of: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return the state as the API shows it: of the payment, or of one of its events."""
    shown = of or payment["events"][-1]
    body: dict[str, Any] = {"status": shown["status"], "finished": shown["status"] in FINISHED}
    if shown["code"]:
        body |= {"code": shown["code"], "message": MESSAGES[shown["code"]]}
    if payment["can_retry"] is not None and body["status"] == "failed":
        body["can_retry"] = payment["can_retry"]
    return body


def status(payment: Payment) -> str:
    """Return the status alone."""
    return str(payment["events"][-1]["status"])


def start(payment: Payment, at: datetime) -> None:
    """The person has followed next_url."""
    if status(payment) == "created":
        _move(payment, "started", at)


def authorise(payment: Payment, card: Card, details: Mapping[str, Any], at: datetime) -> None:
    """The person has entered a card; raises CannotDo unless card details were awaited."""
    if status(payment) not in WEB_FLOW:
        raise CannotDo("Card details are not awaited")
    start(payment, at)
    payment["card"] = _card_details(card, details)
    if card.outcome is Outcome.DECLINED:
        _fail(payment, "failed", "P0010", at)
    elif card.outcome is Outcome.ERROR:
        _fail(payment, "error", "P0050", at)
    else:
        _move(payment, "submitted", at)


def confirm(payment: Payment, at: datetime) -> None:
    """The person has confirmed: success, or capturable when the service captures later; raises CannotDo."""
    if status(payment) != "submitted":
        raise CannotDo("There is nothing to confirm")
    _announce(payment, "card_payment_succeeded", at)
    if payment["asked"].get("delayed_capture"):
        _move(payment, "capturable", at)
    else:
        _approve_capture(payment, at)


def capture(payment: Payment, at: datetime) -> None:
    """The service captures; asking again for one already captured changes nothing; raises CannotDo."""
    if status(payment) == "capturable":
        _approve_capture(payment, at)
    elif status(payment) != "success":
        raise CannotDo("The payment is not capturable")


def cancel_by_service(payment: Payment, at: datetime) -> None:
    """The service cancels; raises CannotDo once the payment is finished."""
    if status(payment) in FINISHED:
        raise CannotDo("The payment is finished")
    _fail(payment, "cancelled", "P0040", at)


def cancel_by_user(payment: Payment, at: datetime) -> None:
    """The person cancels on the card pages; raises CannotDo once they have confirmed."""
    if status(payment) not in BEFORE_CONFIRMATION:
        raise CannotDo("The payment can no longer be cancelled")
    _fail(payment, "failed", "P0030", at)


def expire(payment: Payment, at: datetime) -> None:
    """The payment's time is over; raises CannotDo once it is finished."""
    if status(payment) in FINISHED:
        raise CannotDo("The payment is finished")
    _move(payment, "failed", at, "P0020")
    _announce(payment, "card_payment_expired", at)


def age(payment: Payment, now: datetime, capture_delay: timedelta) -> bool:
    """Bring about what time alone brings about, dated when it was due; say whether anything changed.

    90 minutes from creation without confirmation, 120 hours from creation without capture: expired.
    """
    due = due_at(payment, capture_delay)
    if due is None or now < due:
        return False
    if status(payment) == "success":
        payment["captured_at"] = stamp(due)
        _announce(payment, "card_payment_captured", due)
    elif payment.get("saved_card") and status(payment) == "created":
        _use_saved_card(payment, due)
    else:
        expire(payment, due)
    return True


def due_at(payment: Payment, capture_delay: timedelta) -> datetime | None:
    """When time alone will next change this payment; None if never."""
    now = status(payment)
    if now == "success" and not payment["captured_at"]:
        return read(payment["capture_asked_at"]) + capture_delay
    created_at = read(payment["created_date"])
    if payment.get("saved_card") and now == "created":
        return created_at + AUTHORISES_SAVED_CARD_AFTER
    if now in BEFORE_CONFIRMATION:
        return created_at + EXPIRES_AFTER
    return created_at + CAPTURE_WITHIN if now == "capturable" else None


def _use_saved_card(payment: Payment, at: datetime) -> None:
    saved = payment["saved_card"]
    payment["card"] = saved["details"]
    if saved["outcome"] == Outcome.DECLINED_LATER.value:
        payment["can_retry"] = False
        _fail(payment, "failed", "P0010", at)
        return
    _move(payment, "submitted", at)
    confirm(payment, at)


def _approve_capture(payment: Payment, at: datetime) -> None:
    payment["capture_asked_at"] = stamp(at)
    _move(payment, "success", at)


def _fail(payment: Payment, status: str, code: str, at: datetime) -> None:
    _move(payment, status, at, code)
    _announce(payment, "card_payment_failed", at)


def _move(payment: Payment, status: str, at: datetime, code: str | None = None) -> None:
    payment["events"].append({"status": status, "code": code, "updated": stamp(at)})


def _announce(payment: Payment, event_type: str, at: datetime) -> None:
    payment["announced"].append({"event_type": event_type, "created_date": stamp(at)})


def announce_refund(payment: Payment, at: datetime) -> None:
    """Leave the event that tells the service of a refund paid out."""
    _announce(payment, "card_payment_refunded", at)


def _card_details(card: Card, details: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "first_digits_card_number": card.number[:6],
        "last_digits_card_number": card.number[-4:],
        "cardholder_name": details["cardholder_name"],
        "expiry_date": details["expiry_date"],
        "billing_address": details.get("billing_address"),
        "card_brand": card.brand,
        "card_type": card.kind,
    }
