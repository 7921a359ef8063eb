"""Reads what a service sends to Notify and refuses it in Notify's own words."""

import json
import re
from typing import Any
from uuid import UUID

from stubs.notify.refusals import bad, invalid

Body = dict[str, Any]

LONGEST_REFERENCE = 1000
LARGEST_EMAIL_BYTES = 2_000_000
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~\\-]+@([A-Za-z0-9-]+\.)+[A-Za-z0-9-]{2,}")
_PHONE = re.compile(r"\+?[\d\s()-]{7,20}")
_ALLOWED = {
    "email": {
        "email_address",
        "template_id",
        "personalisation",
        "reference",
        "scheduled_for",
        "email_reply_to_id",
        "one_click_unsubscribe_url",
        "sanitise_content_for",
    },
    "sms": {"phone_number", "template_id", "personalisation", "reference", "scheduled_for", "sms_sender_id"},
    "letter": {"template_id", "personalisation", "reference"},
    "precompiled": {"reference", "content", "postage"},
    "preview": {"personalisation"},
}
_REQUIRED = {
    "email": ("email_address", "template_id"),
    "sms": ("phone_number", "template_id"),
    "letter": ("personalisation", "template_id"),
    "precompiled": ("reference", "content"),
    "preview": (),
}


def read_json(raw: bytes) -> Body:
    """Return the JSON object sent; raise Refusal for anything else."""
    try:
        body = json.loads(raw)
    except ValueError as error:
        raise bad("Invalid JSON supplied in POST data") from error
    if not isinstance(body, dict):
        raise invalid("data is not of type object")
    return body


def read_message(kind: str, body: Body) -> Body:
    """Check a request to send a message of a kind and return it; raise Refusal with every problem."""
    problems = [f"{name} is a required property" for name in _REQUIRED[kind] if name not in body]
    unexpected = sorted(set(body) - _ALLOWED[kind])
    if unexpected:
        verb = "was" if len(unexpected) == 1 else "were"
        problems.append(f"Additional properties are not allowed ({', '.join(unexpected)} {verb} unexpected)")
    problems += filter(None, (_problem(name, value) for name, value in body.items() if name in _ALLOWED[kind]))
    if problems:
        raise invalid(*problems)
    return body


def is_uuid(text: object) -> bool:
    """Is this the text of a UUID?"""
    try:
        UUID(str(text))
    except ValueError:
        return False
    return isinstance(text, str)


def _problem(name: str, value: object) -> str:
    if name == "personalisation":
        return "" if isinstance(value, dict) else f"personalisation {value} is not of type object"
    if name == "sanitise_content_for":
        return "" if isinstance(value, list) else f"sanitise_content_for {value} is not of type array"
    if value is None and name in ("reference", "scheduled_for"):
        return ""
    if not isinstance(value, str):
        return f"{name} {value} is not of type string"
    return _problem_of_text(name, value)


def _problem_of_text(name: str, value: str) -> str:
    if name in ("template_id", "email_reply_to_id", "sms_sender_id"):
        return "" if is_uuid(value) else f"{name} is not a valid UUID"
    if name == "email_address":
        return "" if _EMAIL.fullmatch(value.strip()) else "email_address Not a valid email address"
    if name == "phone_number":
        return _phone_problem(value)
    simple = {
        "reference": (len(value) <= LONGEST_REFERENCE, f"reference {value[:40]}... is too long"),
        "one_click_unsubscribe_url": (
            value.startswith("https://"),
            "one_click_unsubscribe_url is not a valid https url",
        ),
        "postage": (
            value in ("first", "second", "economy"),
            "postage invalid. It must be first, second or economy.",
        ),
    }
    holds, words = simple.get(name, (True, ""))
    return "" if holds else words


def _phone_problem(value: str) -> str:
    if not _PHONE.fullmatch(value.strip()):
        return "phone_number Must not contain letters or symbols"
    digits = re.sub(r"\D", "", value)
    if len(digits) < 8:
        return "phone_number Not enough digits"
    return "phone_number Too many digits" if len(digits) > 15 else ""
