"""Everything that an account can do with all of its rights at once, in one place."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import SiteRequest
from portal.pages import signed_in


@require_safe
def tools(request: SiteRequest) -> HttpResponse:
    """A list of pages, each with what it is for."""
    signed_in(request)
    return render(request, "tracking/tools.html", {"groups": _groups(), "section": "portfolio"})


def _groups() -> list[tuple[str, list[dict[str, Any]]]]:
    return [
        (
            _("Renew"),
            [
                _one("lists", _("Many patents at once"), _("Renew or change thousands from a list or a spreadsheet.")),
                _one("automatic", _("Automatic renewals"), _("Let us renew when each fee can be paid.")),
                _one("instructions", _("Instructions"), _("Ask owners what they want, or say what you want.")),
                _one("basket", _("Basket"), _("Pay for different requests together.")),
            ],
        ),
        (
            _("Plan"),
            [
                _one("forecast", _("Cost forecast"), _("What your patents will cost, year by year and by client.")),
                _one("reviews", _("Portfolio reviews"), _("Decide what to keep, lapse, sell or license.")),
                _one("calendar", _("Deadlines in your calendar"), _("A calendar feed of everything that is due.")),
                _one("account-reminders", _("Reminders"), _("When we write to you, and to whom else.")),
            ],
        ),
        (
            _("Organise"),
            [
                _one("clients", _("Client files"), _("Patents, contacts and references of each client.")),
                _one("views", _("Saved views"), _("Lists that you come back to, with an address to share.")),
                _one("representatives", _("Who acts for you"), _("Let a representative in, limit it, or end it.")),
                _one("money", _("Deposit account"), _("Money on account, with statements.")),
            ],
        ),
    ]


def _one(name: str, title: str, what: str) -> dict[str, Any]:
    return {"href": reverse(name), "title": title, "what": what}
