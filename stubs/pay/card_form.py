"""Checks what a person typed on the card page, field by field, and says what is wrong by the key of its words."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from stubs.pay.cards import Card, digits_of, find, passes_luhn
from stubs.pay.countries import COUNTRIES

Errors = dict[str, str]

FIELDS = (
    "cardNo",
    "expiryMonth",
    "expiryYear",
    "cardholderName",
    "cvc",
    "addressCountry",
    "addressLine1",
    "addressLine2",
    "addressCity",
    "addressPostcode",
    "email",
)
_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}|GIR0AA")
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_MANY_DIGITS = 11


def typed(form: Mapping[str, str]) -> dict[str, str]:
    """Return every field of the page without spaces around it."""
    return {name: form.get(name, "").strip() for name in FIELDS}


def check(values: Mapping[str, str], today: date) -> Errors:
    """Return the words' key of what is wrong with each field, in the order of the page."""
    found = {
        "cardNo": _card_error(digits_of(values["cardNo"])),
        "expiryMonth": _expiry_error(values["expiryMonth"], values["expiryYear"], today),
        "cardholderName": _name_error(values["cardholderName"]),
        "cvc": _cvc_error(values["cvc"], digits_of(values["cardNo"])),
        "addressCountry": "" if values["addressCountry"] in COUNTRIES else "bad_country",
        "addressLine1": _line_error(values["addressLine1"], "bad_line1"),
        "addressLine2": _line_error(values["addressLine2"], "bad_line2", needed=False),
        "addressCity": _line_error(values["addressCity"], "bad_city"),
        "addressPostcode": _postcode_error(values["addressPostcode"], values["addressCountry"]),
        "email": _email_error(values["email"]),
    }
    return {name: key for name, key in found.items() if key}


def card_of(values: Mapping[str, str]) -> Card:
    """Return the card typed; call it only when ``check`` found nothing wrong."""
    card = find(digits_of(values["cardNo"]))
    if card is None:
        raise LookupError("This card type is not accepted")
    return card


def details_of(values: Mapping[str, str]) -> dict[str, Any]:
    """Return what is kept of the page: never the number or the security code."""
    address = {
        "line1": values["addressLine1"],
        "line2": values["addressLine2"] or None,
        "postcode": values["addressPostcode"],
        "city": values["addressCity"],
        "country": values["addressCountry"],
    }
    return {
        "cardholder_name": values["cardholderName"],
        "expiry_date": f"{int(values['expiryMonth']):02d}/{int(values['expiryYear']) % 100:02d}",
        "email": values["email"],
        "billing_address": address,
    }


def _card_error(number: str) -> str:
    if not number.isascii() or not number.isdigit():
        return "bad_card_number"
    if not 12 <= len(number) <= 19:
        return "bad_card_length"
    if not passes_luhn(number):
        return "bad_card_number"
    return "" if find(number) else "bad_card_type"


def _expiry_error(month: str, year: str, today: date) -> str:
    if not re.fullmatch(r"0?[1-9]|1[0-2]", month) or not re.fullmatch(r"[0-9]{2}|20[0-9]{2}", year):
        return "bad_expiry"
    expires = (2000 + int(year) % 100, int(month))
    return "past_expiry" if expires < (today.year, today.month) else ""


def _name_error(name: str) -> str:
    looks_like_code = re.fullmatch(r"[0-9]{3,4}", name)
    return "bad_name" if not name or len(name) > 255 or _digits(name) > _MANY_DIGITS or looks_like_code else ""


def _cvc_error(cvc: str, number: str) -> str:
    card = find(number) if number.isascii() and number.isdigit() else None
    lengths = (card.cvc_length,) if card else (3, 4)
    return "" if cvc.isascii() and cvc.isdigit() and len(cvc) in lengths else "bad_cvc"


def _line_error(line: str, key: str, *, needed: bool = True) -> str:
    wrong = (needed and not line) or len(line) > 255 or _digits(line) > _MANY_DIGITS
    return key if wrong else ""


def _postcode_error(postcode: str, country: str) -> str:
    if country == "GB":
        return "" if _POSTCODE.fullmatch(postcode.upper().replace(" ", "")) else "bad_postcode"
    return "bad_postcode" if not postcode or len(postcode) > 25 else ""


def _email_error(email: str) -> str:
    return "" if len(email) <= 254 and _EMAIL.fullmatch(email) else "bad_email"


def _digits(text: str) -> int:
    return sum(character.isdigit() for character in text)
