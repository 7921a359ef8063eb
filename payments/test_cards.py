"""The test cards of GOV.UK Pay's sandbox, and how a payment with each of them ends."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Ends(models.TextChoices):
    """What becomes of the payment; the codes in the words are Pay's own."""

    PAID = "paid", _("The payment succeeds")
    DECLINED = "declined", _("The card is declined (P0010)")
    EXPIRED = "expired", _("The card has expired (P0010)")
    WRONG_CODE = "wrong-security-code", _("The security code is wrong (P0010)")
    ERROR = "error", _("The card company returns an error (P0050)")


@dataclass(frozen=True)
class TestCard:
    """One card number; any expiry date to come, any name, security code and UK postcode go with it."""

    __test__ = False  # not a class of tests, whatever its name

    number: str
    ends: Ends = Ends.PAID
    brand: str = ""

    @property
    def spaced(self) -> str:
        """The number as it stands on a card."""
        return " ".join(self.number[start : start + 4] for start in range(0, len(self.number), 4))


TEST_CARDS = (
    TestCard("4444333322221111"),
    TestCard("4242424242424242"),
    TestCard("4000056655665556"),
    TestCard("371449635398431", brand="American Express"),
    TestCard("3566002020360505", brand="JCB"),
    TestCard("6011000990139424", brand="Discover"),
    TestCard("36148900647913", brand="Diners Club"),
    TestCard("4000000000000002", Ends.DECLINED),
    TestCard("4000000000000069", Ends.EXPIRED),
    TestCard("4000000000000127", Ends.WRONG_CODE),
    TestCard("4000000000000119", Ends.ERROR),
)
"""The usual ones, from pay-connector's ``SandboxCardNumbers``; the brand where it is sure."""
