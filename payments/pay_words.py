"""Reads what GOV.UK Pay answers into our words; members it does not know are let be."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from core.outside import Unavailable
from payments.charges import (
    AvailableDiffers,
    Charge,
    DisputeSeen,
    Ending,
    Event,
    NotPossibleNow,
    NotRefundable,
    PayRefused,
    Refundable,
    RefundSeen,
    State,
    UnknownCharge,
)

Body = Mapping[str, Any]

STATES = {
    "created": State.CREATED,
    "started": State.STARTED,
    "submitted": State.SUBMITTED,
    "capturable": State.CONFIRMED,
    "success": State.PAID,
    "failed": State.FAILED,
    "cancelled": State.CANCELLED,
    "error": State.ERROR,
}
ENDINGS = {
    "P0010": Ending.REJECTED,
    "P0020": Ending.EXPIRED,
    "P0030": Ending.GIVEN_UP,
    "P0040": Ending.WITHDRAWN,
    "P0050": Ending.FAULT,
}
REFUNDABLE = {"pending": Refundable.NOT_YET, "available": Refundable.YES, "full": Refundable.ALL_GONE}
REFUND_ENDS = {"submitted": None, "success": True, "error": False}
UNKNOWN = {"P0200", "P0300", "P0500", "P0600", "P0700", "P0800", "P1000"}
NOT_POSSIBLE = {"P0501", "P0502", "P1001", "P1003"}


class Unreadable(Unavailable):
    """Pay answered with something that cannot be what it meant: ask again later."""


def read_charge(body: Body) -> Charge:
    """Raises:
    Unreadable: if the answer lacks what every payment has.
    """
    try:
        return _charge(body)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Unreadable(f"A payment could not be read: {error}") from error


def _charge(body: Body) -> Charge:
    summary, card, code = (
        body.get("refund_summary") or {},
        body.get("card_details") or {},
        body["state"].get("code", ""),
    )
    return Charge(
        id=str(body["payment_id"]),
        reference=str(body["reference"]),
        amount_pence=_pence(body.get("total_amount") or body["amount"]),
        state=STATES[body["state"]["status"]],
        ending=ENDINGS.get(code, Ending.NONE),
        code=code,
        next_url=_link(body, "next_url"),
        refundable=REFUNDABLE.get(summary.get("status", "pending"), Refundable.NO),
        refundable_pence=int(summary.get("amount_available") or 0),
        card_brand=str(card.get("card_brand") or ""),
        card_last_four=str(card.get("last_digits_card_number") or "")[-4:],
    )


def read_charges(body: Body) -> list[Charge]:
    """The payments of one page of a search."""
    return [read_charge(one) for one in _members(body, "results")]


def read_events(body: Body) -> list[Event]:
    """What happened to a payment, oldest first."""
    try:
        known = [one for one in _members(body, "events") if one["state"]["status"] in STATES]
        return [Event(STATES[one["state"]["status"]], moment(one["updated"])) for one in known]
    except (KeyError, TypeError, ValueError) as error:
        raise Unreadable(f"Events could not be read: {error}") from error


def read_refund(body: Body) -> RefundSeen:
    """One refund."""
    try:
        made = REFUND_ENDS[body["status"]]
        return RefundSeen(str(body["refund_id"]), _pence(body["amount"]), made, moment(body["created_date"]))
    except (KeyError, TypeError, ValueError) as error:
        raise Unreadable(f"A refund could not be read: {error}") from error


def read_refunds(body: Body) -> list[RefundSeen]:
    """All refunds of a payment."""
    return [read_refund(one) for one in _members(body.get("_embedded") or {}, "refunds")]


def read_disputes(body: Body) -> list[DisputeSeen]:
    """The disputes of one page."""
    try:
        return [_dispute(one) for one in _members(body, "results")]
    except (KeyError, TypeError, ValueError) as error:
        raise Unreadable(f"Disputes could not be read: {error}") from error


def _dispute(body: Body) -> DisputeSeen:
    return DisputeSeen(
        id=str(body["dispute_id"]),
        charge_id=str(body["payment_id"]),
        amount_pence=_pence(body["amount"]),
        reason=str(body.get("reason") or ""),
        state=str(body["status"]),
        raised_at=moment(body["created_date"]),
        evidence_due_at=moment(body["evidence_due_date"]) if body.get("evidence_due_date") else None,
    )


def read_refusal(status: int, body: Body) -> PayRefused:
    """The exception for a 4xx answer, by Pay's code."""
    code, description = str(body.get("code") or status), str(body.get("description") or "")
    if code in UNKNOWN:
        return UnknownCharge(code, description)
    if code in NOT_POSSIBLE:
        return NotPossibleNow(code, description)
    if code == "P0604":
        return AvailableDiffers(code, description)
    if code == "P0603":
        status_word = description.rpartition(":")[2].strip()
        return NotRefundable(code, description, REFUNDABLE.get(status_word, Refundable.NO))
    return PayRefused(code, description)


def moment(text: str) -> datetime:
    """An aware moment from Pay's ``2026-03-31T22:50:00.000Z``."""
    read = datetime.fromisoformat(text)
    if read.tzinfo is None:
        raise ValueError(f"{text} has no zone")
    return read


def _members(body: Body, name: str) -> list[Body]:
    members = body.get(name)
    if not isinstance(members, list):
        raise Unreadable(f"The answer has no list of {name}")
    return members


def _pence(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"{value!r} is not a whole number of pence")
    return value


def _link(body: Body, name: str) -> str:
    return str(((body.get("_links") or {}).get(name) or {}).get("href") or "")
