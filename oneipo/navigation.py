"""Where the links at the top of every page lead."""

from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from accounts.models import Organisation
from accounts.roles import OfficePermission, allows
from casework.queues import mentions_of
from core.actor import Actor, Applicant, Officer
from core.design.navigation import Destination
from notifications.mailbox import unread

WAITING_SHOWN = 99
WITH_CLIENTS = (Organisation.Kind.FIRM, Organisation.Kind.BODY)
"""Whose work is by client or department, so that the files stand in the navigation."""


def destinations(
    actor: Actor | None, organisation: Organisation | None = None
) -> "SimpleLazyObject[list[Destination]]":
    """The links for whoever is here; worked out, and the mailbox asked, only where a page shows them."""
    return SimpleLazyObject(lambda: _destinations(actor, organisation))


def _destinations(actor: Actor | None, organisation: Organisation | None) -> list[Destination]:
    if isinstance(actor, Applicant):
        kind = organisation.kind if organisation else Organisation.Kind.PERSON
        return _for_account(actor, has_clients=kind in WITH_CLIENTS, has_money=kind != Organisation.Kind.PERSON)
    return _for_staff(actor) if isinstance(actor, Officer) else _for_anyone()


def _for_account(actor: Applicant, *, has_clients: bool, has_money: bool) -> list[Destination]:
    return [
        Destination(_("Home"), reverse("home"), "home"),
        Destination(_("Portfolio"), reverse("portfolio"), "portfolio"),
        *([Destination(_("Clients"), reverse("clients"), "clients")] if has_clients else []),
        Destination(_("Change"), reverse("change"), "change"),
        Destination(_("Requests"), reverse("filings"), "filings"),
        Destination(_("Messages"), reverse("messages"), "messages", waiting=unread(actor, at_most=WAITING_SHOWN)),
        *([Destination(_("Money"), reverse("money"), "money")] if has_money else []),
        Destination(_("Account"), reverse("account"), "account"),
    ]


def _for_staff(by: Officer) -> list[Destination]:
    """The office's own pages, as far as the officer's role opens them."""
    pages = [
        (OfficePermission.SEE_WORK, _("My work"), "home", "mine"),
        (OfficePermission.SEE_WORK, _("Available work"), "available", "available"),
        (OfficePermission.SEE_WORK, _("Mentions"), "mentions", "mentions"),
        (OfficePermission.SEE_WORK, _("Teams"), "teams", "teams"),
        (OfficePermission.SEE_WORK, _("All work"), "all-work", "all"),
        (OfficePermission.SEE_WORK, _("Search"), "search", "search"),
        (OfficePermission.KEY_IN, _("Key in"), "keyed", "keyed"),
        (OfficePermission.LOAD_STATEMENTS, _("Bank"), "bank", "bank"),
        (OfficePermission.SEE_REPORTS, _("Reports"), "report", "reports"),
        (OfficePermission.READ_AUDIT, _("Audit log"), "audit", "audit"),
    ]
    waiting = mentions_of(by).count() if allows(by, OfficePermission.SEE_WORK) else 0
    return [
        Destination(text, reverse(f"staff:{name}"), section, waiting=waiting if name == "mentions" else 0)
        for permission, text, name, section in pages
        if allows(by, permission)
    ]


def _for_anyone() -> list[Destination]:
    return [
        Destination(_("Check a patent"), reverse("find"), "find"),
        Destination(_("Renew a patent"), reverse("renew"), "renew"),
        Destination(_("Make a change"), reverse("change"), "change"),
    ]
