"""Reads what a service sends to Pay and refuses it in Pay's own words."""

import json
import re
from typing import Any
from urllib.parse import urlsplit

from stubs.pay.refusals import Refusal, invalid, missing, refuse

Body = dict[str, Any]

MAX_PENCE = 10_000_000
_FORBIDDEN = re.compile(r"[<>|]")
_IDEMPOTENCY_KEY = re.compile(r"[a-zA-Z0-9-]{1,255}")
_ADDRESS_LIMITS = {"line1": 255, "line2": 255, "postcode": 25, "city": 255, "country": 2}
_NOT_FOR_SAVED_CARDS = ("return_url", "email", "prefilled_cardholder_details", "set_up_agreement")


def read_json(raw: bytes, code: str) -> Body:
    """Return the JSON object sent; raise Refusal with ``code`` for anything else."""
    try:
        body = json.loads(raw)
    except ValueError as error:
        raise refuse(code) from error
    if not isinstance(body, dict):
        raise refuse(code)
    return body


def read_payment(body: Body, *, test_key: bool) -> Body:
    """Check a request to create a payment and return it; raise Refusal."""
    _check_amount(body, "P0101", "P0102")
    for name in ("reference", "description"):
        _check_wording(body, name, "P0101", "P0102")
    _check_choices(body)
    if body.get("authorisation_mode", "web") == "agreement":
        _check_saved_card(body)
    else:
        _check_return_url(body, test_key=test_key)
        if "agreement_id" in body:
            raise _unexpected("agreement_id")
    _check_length(body, "email", 254)
    _check_prefilled(body.get("prefilled_cardholder_details"))
    _check_metadata(body)
    return body


def read_refund(body: Body) -> Body:
    """Check a request for a refund and return it; raise Refusal."""
    _check_amount(body, "P0601", "P0602")
    expected = body.get("refund_amount_available")
    if expected is not None and not _whole(expected):
        raise invalid("refund_amount_available", "Must be a valid numeric format", status=400, code="P0602")
    return body


def read_agreement(body: Body) -> Body:
    """Check a request to create an agreement and return it; raise Refusal."""
    for name in ("reference", "description"):
        _check_wording(body, name, "P2101", "P2102")
    _check_length(body, "user_identifier", 255, code="P2102")
    return body


def check_idempotency_key(key: str | None) -> None:
    """Refuse an Idempotency-Key of the wrong form."""
    if key is not None and not _IDEMPOTENCY_KEY.fullmatch(key):
        raise Refusal(
            422,
            "P0102",
            "Header [Idempotency-Key] can have a size between 1 and 255. "
            "It can only contain alphanumeric characters and hyphens",
            header="Idempotency-Key",
        )


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _check_amount(body: Body, missing_code: str, invalid_code: str) -> None:
    amount = body.get("amount")
    if amount is None:
        raise missing("amount", missing_code)
    if not _whole(amount):
        raise invalid("amount", "Must be a valid numeric format", status=400, code=invalid_code)
    if amount < 1:
        raise invalid("amount", "Must be greater than or equal to 1", code=invalid_code)
    if amount > MAX_PENCE:
        raise invalid("amount", f"Must be less than or equal to {MAX_PENCE}", code=invalid_code)


def _check_wording(body: Body, name: str, missing_code: str, invalid_code: str) -> None:
    value = body.get(name)
    if value is None or value == "":
        raise missing(name, missing_code)
    if not isinstance(value, str):
        raise invalid(name, "Must be a valid string format", status=400, code=invalid_code)
    if not value.strip():
        raise missing(name, missing_code)
    if len(value) > 255:
        raise invalid(name, "Must be less than or equal to 255 characters length", code=invalid_code)
    if _FORBIDDEN.search(value):
        raise invalid(name, "Must not contain the characters < > |", status=400, code=invalid_code)
    if name == "reference" and re.search(r"https?://|www\.", value):
        raise invalid(name, "Must not contain a URL", status=400, code=invalid_code)


def _check_length(body: Body, name: str, longest: int, code: str = "P0102") -> None:
    value = body.get(name)
    if value is None:
        return
    if not isinstance(value, str):
        raise invalid(name, "Field must be a string", status=400, code=code)
    if len(value) > longest:
        raise invalid(name, f"Must be less than or equal to {longest} characters length", code=code)


def _check_choices(body: Body) -> None:
    for name in ("delayed_capture", "moto"):
        if name in body and not isinstance(body[name], bool):
            raise invalid(name, "Must be true or false")
    if "language" in body and body["language"] not in ("en", "cy"):
        raise invalid("language", 'Must be "en" or "cy"')
    if body.get("authorisation_mode", "web") not in ("web", "agreement", "moto_api"):
        raise invalid("authorisation_mode", "Must be one of web, agreement, moto_api")
    kinds = ("instalment", "recurring", "unscheduled")
    if "agreement_payment_type" in body and body["agreement_payment_type"] not in kinds:
        raise invalid("agreement_payment_type", f"Must be one of {', '.join(kinds)}")
    if body.get("authorisation_mode") == "moto_api":
        raise refuse("P0195")
    if body.get("moto"):
        raise refuse("P0196")


def _unexpected(name: str) -> Refusal:
    return Refusal(422, "P0104", f"Unexpected attribute: {name}", field=name)


def _check_saved_card(body: Body) -> None:
    if "agreement_id" not in body:
        raise missing("agreement_id")
    for name in _NOT_FOR_SAVED_CARDS:
        if name in body:
            raise _unexpected(name)


def _check_return_url(body: Body, *, test_key: bool) -> None:
    url = body.get("return_url")
    if url is None or url == "":
        raise missing("return_url")
    if not isinstance(url, str):
        raise invalid("return_url", "Must be a valid URL format", status=400)
    if len(url) > 2000:
        raise invalid("return_url", "Must be less than or equal to 2000 characters length")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise invalid("return_url", "Must be a valid URL format")
    if parts.scheme == "http" and not test_key:
        raise refuse("P0920")


def _check_prefilled(details: object) -> None:
    if details is None:
        return
    if not isinstance(details, dict):
        raise invalid("prefilled_cardholder_details", "Must be a valid object", status=400)
    _check_length(details, "cardholder_name", 255)
    for name, longest in _ADDRESS_LIMITS.items():
        _check_length(details.get("billing_address") or {}, name, longest)


def _check_metadata(body: Body) -> None:
    if "metadata" not in body:
        return
    metadata = body["metadata"]
    if not isinstance(metadata, dict):
        raise invalid("metadata", "Must be an object of JSON key-value pairs")
    if not 1 <= len(metadata) <= 15:
        raise invalid("metadata", "Cannot have more than 15 key-value pairs" if metadata else "Must not be empty")
    for key, value in metadata.items():
        reason = _metadata_problem(key, value)
        if reason:
            raise invalid("metadata", reason)


def _metadata_problem(key: str, value: object) -> str:
    if not 1 <= len(key) <= 30:
        return "Keys must be between 1 and 30 characters long"
    if value is None:
        return "Must not have null values"
    if not isinstance(value, str | int | float):
        return "Values must be of type String, Boolean or Number"
    return "Values must be no greater than 100 characters long" if len(str(value)) > 100 else ""
