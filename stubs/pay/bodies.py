"""Writes payments, refunds, agreements and disputes the way Pay's API shows them."""

from collections.abc import Mapping
from typing import Any

from stubs.pay import payments, refunds
from stubs.pay.payments import Payment

Json = dict[str, Any]

_ECHOED = ("amount", "description", "reference", "return_url", "metadata", "agreement_id", "agreement_payment_type")


def without_nothing(body: Mapping[str, Any]) -> Json:
    """Leave out what has no value, at every depth, as Pay does."""
    return {
        key: without_nothing(value) if isinstance(value, dict) else value
        for key, value in body.items()
        if value is not None
    }


def payment(found: Payment, own_url: str, token: str | None = None) -> Json:
    """Return a payment with its links; ``token`` makes the one-time next_url."""
    asked = found["asked"]
    body = {name: asked.get(name) for name in _ECHOED} | {
        "payment_id": found["payment_id"],
        "payment_provider": "sandbox",
        "created_date": found["created_date"],
        "state": payments.state(found),
        "language": asked.get("language", "en"),
        "delayed_capture": asked.get("delayed_capture", False),
        "moto": False,
        "authorisation_mode": asked.get("authorisation_mode", "web"),
        "email": found["email"],
        "card_details": _card_details(found),
        "card_brand": found["card"].get("card_brand"),
        "provider_id": found["payment_id"] if found["card"] else None,
        "refund_summary": {
            "status": refunds.summary_status(found),
            "amount_available": refunds.available(found),
            "amount_submitted": refunds.refunded(found),
        },
        "settlement_summary": _settlement(found),
        "_links": links(found, own_url, token),
    }
    return without_nothing(body)


def links(found: Payment, own_url: str, token: str | None = None) -> Json:
    """Return where one may go on from a payment."""
    own = f"{own_url}/v1/payments/{found['payment_id']}"
    offered = {
        "self": _get(own),
        "events": _get(f"{own}/events"),
        "refunds": _get(f"{own}/refunds"),
    }
    if token:
        offered["next_url"] = _get(f"{own_url}/secure/{token}")
        offered["next_url_post"] = _post(f"{own_url}/secure") | {
            "type": "application/x-www-form-urlencoded",
            "params": {"chargeTokenId": token},
        }
    if payments.status(found) not in payments.FINISHED:
        offered["cancel"] = _post(f"{own}/cancel")
    if payments.status(found) == "capturable":
        offered["capture"] = _post(f"{own}/capture")
    return offered


def events(found: Payment, own_url: str) -> Json:
    """Return what has happened to a payment, oldest first."""
    own = f"{own_url}/v1/payments/{found['payment_id']}"
    listed = [
        {
            "payment_id": found["payment_id"],
            "state": payments.state(found, of=event),
            "updated": event["updated"],
            "_links": {"payment_url": _get(own)},
        }
        for event in found["events"]
    ]
    return {"events": listed, "payment_id": found["payment_id"], "_links": {"self": _get(f"{own}/events")}}


def refund(found: Payment, one: Mapping[str, Any], own_url: str) -> Json:
    """Return one refund."""
    own = f"{own_url}/v1/payments/{found['payment_id']}"
    return {
        "refund_id": one["refund_id"],
        "payment_id": found["payment_id"],
        "created_date": one["created_date"],
        "amount": one["amount"],
        "status": one["status"],
        "settlement_summary": {},
        "_links": {"self": _get(f"{own}/refunds/{one['refund_id']}"), "payment": _get(own)},
    }


def refund_list(found: Payment, own_url: str) -> Json:
    """Return all refunds of a payment."""
    own = f"{own_url}/v1/payments/{found['payment_id']}"
    return {
        "payment_id": found["payment_id"],
        "_links": {"self": _get(f"{own}/refunds"), "payment": _get(own)},
        "_embedded": {"refunds": [refund(found, one, own_url) for one in found["refunds"]]},
    }


def agreement(found: Mapping[str, Any]) -> Json:
    """Return an agreement, without what only the stand-in needs to know."""
    return without_nothing({key: value for key, value in found.items() if key != "outcome"})


def dispute(found: Mapping[str, Any], own_url: str) -> Json:
    """Return a card dispute."""
    link = _get(f"{own_url}/v1/payments/{found['payment_id']}")
    return without_nothing({**found, "_links": {"payment": link}})


def _get(href: str) -> Json:
    return {"href": href, "method": "GET"}


def _post(href: str) -> Json:
    return {"href": href, "method": "POST"}


def _card_details(found: Payment) -> Json | None:
    if found["card"]:
        return dict(found["card"])
    prefilled = found["asked"].get("prefilled_cardholder_details")
    return dict(prefilled) if prefilled else None


def _settlement(found: Payment) -> Json:
    return {
        "capture_submit_time": found["capture_asked_at"],
        "captured_date": found["captured_at"] and found["captured_at"][:10],
    }
