"""The test cards that GOV.UK Pay's sandbox knows, and what each of them does."""

import re
from dataclasses import dataclass
from enum import Enum


class Outcome(Enum):
    """What the bank says when a card is used."""

    AUTHORISED = "authorised"
    DECLINED = "declined"
    ERROR = "error"
    DECLINED_LATER = "declined when the saved card is used again"


@dataclass(frozen=True)
class Card:
    """One card: digits only, brand as Pay names it, credit or debit."""

    number: str
    brand: str
    kind: str
    outcome: Outcome = Outcome.AUTHORISED

    @property
    def cvc_length(self) -> int:
        """How many digits the security code has."""
        return 4 if self.brand == "American Express" else 3


_AUTHORISED = [
    ("4444333322221111", "Visa", "debit"),
    ("4242424242424242", "Visa", "credit"),
    ("4000056655665556", "Visa", "debit"),
    ("4917610000000000003", "Visa", "debit"),
    ("371449635398431", "American Express", "credit"),
    ("3566002020360505", "JCB", "credit"),
    ("6011000990139424", "Discover", "credit"),
    ("36148900647913", "Diners Club", "credit"),
    ("222100000000000", "Mastercard", "credit"),
    ("4000000000000010", "Visa", "credit"),
    ("4000160000000004", "Visa", "debit"),
    ("4000020000000000", "Visa", "credit"),
    ("4988080000000000", "Visa", "credit"),
    ("4111111111111111", "Visa", "credit"),
    ("4293189100000008", "Visa", "credit"),
    ("5101180000000007", "Mastercard", "credit"),
    ("4131840000000003", "Visa", "debit"),
    ("4000180000000002", "Visa", "debit"),
    ("5200828282828210", "Mastercard", "debit"),
]
_OTHERS = [
    Card("5105105105105100", "Mastercard", "debit", Outcome.DECLINED_LATER),
    Card("4000000000000002", "Visa", "credit", Outcome.DECLINED),
    Card("4000000000000069", "Visa", "credit", Outcome.DECLINED),
    Card("4000000000000127", "Visa", "credit", Outcome.DECLINED),
    Card("4000000000000119", "Visa", "credit", Outcome.ERROR),
]
SANDBOX = {card.number: card for card in [*(Card(*row) for row in _AUTHORISED), *_OTHERS]}

_BRANDS = [
    (r"4", "Visa"),
    (r"5[1-5]|2[2-7]", "Mastercard"),
    (r"3[47]", "American Express"),
    (r"35", "JCB"),
    (r"6011|65", "Discover"),
    (r"3[068]", "Diners Club"),
]


def digits_of(text: str) -> str:
    """Return a card number without the spaces and hyphens that people type."""
    return re.sub(r"[\s-]", "", text)


def passes_luhn(number: str) -> bool:
    """Is the check digit of this card number right?"""
    reverse = [int(digit) for digit in reversed(number)]
    doubled = sum(sum(divmod(2 * digit, 10)) for digit in reverse[1::2])
    return (sum(reverse[0::2]) + doubled) % 10 == 0


def find(number: str) -> Card | None:
    """Return the card behind a number; None for a type that is not accepted, such as Maestro.

    A number of an accepted type that the sandbox does not know ends in an error, as it does there.
    """
    if number in SANDBOX:
        return SANDBOX[number]
    brand = next((name for prefix, name in _BRANDS if re.match(prefix, number)), None)
    return Card(number, brand, "credit", Outcome.ERROR) if brand else None
