"""What can be done with a right now, with the address at which it begins, and why not for the rest."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from transactions.offers import Offer


@dataclass(frozen=True)
class Action:
    """One thing that people do with a right; it can be begun where ``reasons`` is empty."""

    title: str
    summary: str
    href: str
    reasons: tuple[str, ...]


def actions(offers: Iterable[Offer], number: str) -> tuple[list[Action], list[Action]]:
    """Those that can be begun, and those that cannot."""
    found = [_action(offer, number) for offer in offers]
    return [one for one in found if not one.reasons], [one for one in found if one.reasons]


def _action(offer: Offer, number: str) -> Action:
    declared = offer.declared
    begins = reverse("filing-begin", args=[declared.slug])
    href = f"{begins}?{urlencode({'right': number})}"
    return Action(str(declared.title), str(declared.summary), href, offer.reasons)
