"""What can be done with a right now, with the address at which it begins, and why not for the rest."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from transactions.offers import Offer


@dataclass(frozen=True)
class Action:
    """One thing that people can do with a right now."""

    title: str
    summary: str
    href: str


@dataclass(frozen=True)
class Closed:
    """Things that cannot be done now, all for the same reasons."""

    titles: tuple[str, ...]
    reasons: tuple[str, ...]


def actions(offers: Iterable[Offer], number: str) -> tuple[list[Action], list[Closed]]:
    """Those that can be begun, and those that cannot, each reason said once."""
    found, closed = [], dict[tuple[str, ...], list[str]]()
    for offer in offers:
        if offer.reasons:
            closed.setdefault(offer.reasons, []).append(str(offer.declared.title))
        else:
            found.append(_action(offer, number))
    return found, [Closed(tuple(titles), reasons) for reasons, titles in closed.items()]


def _action(offer: Offer, number: str) -> Action:
    declared = offer.declared
    begins = reverse("filing-begin", args=[declared.slug])
    return Action(str(declared.title), str(declared.summary), f"{begins}?{urlencode({'right': number})}")
