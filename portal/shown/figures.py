"""The numbers that matter first: what needs doing, each leading to the list it counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from rights.portfolio import DUE, LATE, RESTORABLE, NeedsDoing, View
from rights.portfolio.needs import COUNTED_TO
from rights.shown.words import capped

MESSAGES_COUNTED_TO = 99


@dataclass(frozen=True)
class Figure:
    """One key figure; ``tone`` is "attention", "urgent" or empty."""

    label: str
    value: str
    href: str
    tone: str = ""
    hint: str = ""


def figures(needs: NeedsDoing, *, unread: int) -> list[Figure]:
    """Renewals that are due, late or lapsed, and unread messages."""
    return [*_renewals(needs), _messages(unread)]


def _renewals(needs: NeedsDoing) -> Iterator[Figure]:
    shown: list[tuple[int, str, str, str]] = [
        (needs.due, DUE, _("Due in the next 3 months"), "attention"),
        (needs.late, LATE, _("Late"), "urgent"),
        (needs.restorable, RESTORABLE, _("Ceased, can be restored"), "urgent"),
    ]
    for count, need, label, tone in shown:
        href = reverse("portfolio") + View(need=need).address()
        yield Figure(label, capped(count, at_most=COUNTED_TO), href, tone if count else "")


def _messages(unread: int) -> Figure:
    value = capped(unread, at_most=MESSAGES_COUNTED_TO)
    return Figure(_("Unread messages"), value, reverse("messages"), "attention" if unread else "")


def with_requests(shown: list[Figure], *, to_finish: int) -> list[Figure]:
    """The same with the requests that wait for the account itself."""
    tone: dict[str, Any] = {"tone": "attention"} if to_finish else {}
    value = capped(to_finish, at_most=MESSAGES_COUNTED_TO)
    return [*shown, Figure(_("Requests to finish"), value, reverse("filings"), **tone)]
