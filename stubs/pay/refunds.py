"""Refunds of a payment as pure functions: what can be refunded, and how a refund goes on."""

from datetime import datetime, timedelta
from typing import Any

from stubs.pay.moments import new_id, read, stamp
from stubs.pay.payments import Payment, announce_refund, status
from stubs.pay.refusals import Refusal, not_refundable, refuse

Refund = dict[str, Any]

SETTLES_AFTER = timedelta(seconds=2)
MODES = ("success", "submitted", "submitted-error", "error")
_NEVER = frozenset({"failed", "cancelled", "error"})


def refunded(payment: Payment) -> int:
    """Pence refunded or on their way."""
    return sum(int(refund["amount"]) for refund in payment["refunds"] if refund["status"] != "error")


def available(payment: Payment) -> int:
    """Pence that can still be refunded."""
    return int(payment["asked"]["amount"]) - refunded(payment)


def summary_status(payment: Payment) -> str:
    """Return pending (until captured), available, full or unavailable."""
    if status(payment) in _NEVER or payment["disputed"]:
        return "unavailable"
    if not payment["captured_at"]:
        return "pending"
    return "available" if available(payment) > 0 else "full"


def request_refund(payment: Payment, asked: dict[str, Any], at: datetime, mode: str) -> Refund:
    """Add a refund; raises Refusal as Pay does. ``mode`` is how it will go: one of MODES."""
    _check(payment, asked)
    refund: Refund = {
        "refund_id": new_id(),
        "amount": asked["amount"],
        "created_date": stamp(at),
        "status": {"success": "success", "error": "error"}.get(mode, "submitted"),
        "ends_as": "error" if mode == "submitted-error" else "success",
    }
    payment["refunds"].append(refund)
    if refund["status"] == "success":
        announce_refund(payment, at)
    return refund


def _check(payment: Payment, asked: dict[str, Any]) -> None:
    if payment["disputed"]:
        raise Refusal(400, "P0603", "The payment is disputed and cannot be refunded")
    if summary_status(payment) != "available":
        raise not_refundable(summary_status(payment))
    expected = asked.get("refund_amount_available")
    if expected is not None and expected != available(payment):
        raise refuse("P0604")
    if asked["amount"] > available(payment):
        raise not_refundable("amount_not_available")


def age(payment: Payment, now: datetime) -> bool:
    """End the refunds whose time has come; say whether anything changed."""
    changed = False
    for refund in payment["refunds"]:
        ends_at = read(refund["created_date"]) + SETTLES_AFTER
        if refund["status"] == "submitted" and now >= ends_at:
            refund["status"] = refund["ends_as"]
            changed = True
            if refund["status"] == "success":
                announce_refund(payment, ends_at)
    return changed


def open_refunds(payment: Payment) -> bool:
    """Is a refund still on its way?"""
    return any(refund["status"] == "submitted" for refund in payment["refunds"])
