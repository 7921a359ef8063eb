"""The deposit account: its balance, what waits for it, topping up, who may pay from it, and when to be warned."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.organising.members import members_of
from accounts.requests import SiteRequest, session_of
from core.actor import Applicant
from core.clock import now
from core.days import legal_day
from core.design.formats import pounds
from core.design.forms import GovukForm
from core.design.look import shown
from core.outside import Refused, Unavailable
from payments.deposits.accounts import (
    account_of,
    authorise,
    authorised,
    demand_keeper,
    demand_sight,
    may_see,
    may_spend,
    open_account,
    warn_below,
)
from payments.deposits.spending import waiting_of
from payments.deposits.statements import latest, months_of
from payments.deposits.topping_up import begin_top_up
from payments.models import DepositAccount
from payments.opening import TooMuchForACard
from payments.services import begin_attempt
from portal.pages import signed_in
from portal.views.organisations.asking import manages, question, stored
from portal.views.organisations.teams import PeopleForm
from portal.views.payments import return_address


class AmountForm(GovukForm):
    """How much is put in."""

    amount = shown(
        forms.DecimalField(
            label=gettext_lazy("How much do you want to put in?"),
            max_digits=9,
            decimal_places=2,
            min_value=Decimal("1"),
            error_messages={"invalid": gettext_lazy("Enter the amount in pounds, like 500 or 500.50")},
        ),
        noun=gettext_lazy("the amount"),
        prefix="£",
        width="10",
        heading=True,
        inputmode="decimal",
    )


class WarnForm(GovukForm):
    """Below which balance people are told."""

    low = shown(
        forms.DecimalField(
            label=gettext_lazy("Below which balance should we warn you?"),
            help_text=gettext_lazy("We tell everybody who may see the organisation’s money. Enter 0 for no warning."),
            max_digits=9,
            decimal_places=2,
            min_value=Decimal("0"),
        ),
        noun=gettext_lazy("the balance"),
        prefix="£",
        width="10",
        heading=True,
        inputmode="decimal",
    )


@require_GET
def money(request: SiteRequest) -> HttpResponse:
    """The account as it stands; what it is good for, where there is none."""
    actor = signed_in(request)
    account = account_of(actor)
    if account is None:
        return render(request, "money/none.html", {"may_open": manages(actor) and may_see(actor), "section": "money"})
    if not may_see(actor) and not may_spend(account, actor):
        demand_sight(actor)
    names = {one.user_id: one.user.name or one.user.email for one in members_of(actor)}
    waiting = waiting_of(actor)
    context = {
        "account": account,
        "waiting": waiting,
        "missing": max(0, sum(order.payment.amount_pence for order in waiting) - account.balance_pence),
        "lines": latest(account, by=actor) if may_see(actor) else [],
        "months": months_of(account, by=actor) if may_see(actor) else [],
        "today": legal_day(now()),
        "first": legal_day(now()).replace(day=1),
        "users": [names[one] for one in authorised(account) if one in names],
        "keeps": manages(actor) and may_see(actor),
        "sees": may_see(actor),
        "bank": settings.BANK_DETAILS,
        "section": "money",
    }
    return render(request, "money/account.html", context)


@require_POST
def open_it(request: SiteRequest) -> HttpResponse:
    """Opens the account."""
    open_account(by=signed_in(request), at=now())
    return stored(request, _("Your deposit account is open"), reverse("money"))


@require_http_methods(["GET", "POST"])
def top_up(request: SiteRequest) -> HttpResponse:
    """Puts money in by card."""
    actor, account = signed_in(request), _account(request)
    form = AmountForm(request.POST if request.method == "POST" else None)
    trouble = ""
    if form.is_bound and form.is_valid():
        try:
            return HttpResponseRedirect(_card_pages(request, account, actor, int(form.cleaned_data["amount"] * 100)))
        except TooMuchForACard as problem:
            text = _("A card can put in up to %(most)s at once. Enter less, or use a bank transfer.")
            form.add_error("amount", text % {"most": pounds(problem.most_pence)})
        except (Unavailable, Refused):
            trouble = _("You cannot pay by card at the moment. Nothing was taken.")
    more: dict[str, Any] = {"intro": trouble, "button": _("Continue to payment"), "is_heading": True}
    return question(request, form, title=_("Top up"), back=reverse("money"), **more)


def _card_pages(request: SiteRequest, account: DepositAccount, actor: Applicant, pence: int) -> str:
    payment = begin_top_up(
        account,
        pence,
        description=_("Deposit account %(reference)s: top-up") % {"reference": account.reference},
        email=session_of(request).user.email,
        language=get_language() or "en",
        by=actor,
        at=now(),
    )
    return begin_attempt(payment, return_url=return_address(payment.reference), by=actor, at=now())


@require_http_methods(["GET", "POST"])
def users(request: SiteRequest) -> HttpResponse:
    """Who may pay from the account."""
    actor, account = signed_in(request), _account(request)
    demand_keeper(actor)
    initial = {"people": [str(one) for one in authorised(account)]}
    form = PeopleForm(request.POST if request.method == "POST" else None, by=actor, initial=initial)
    form.fields["people"].label = _("Who may pay from the deposit account?")
    if form.is_bound and form.is_valid():
        authorise(account, [UUID(one) for one in form.cleaned_data["people"]], by=actor, at=now())
        return stored(request, _("Your choice is stored."), reverse("money"))
    intro = _("They also need a role that may pay.")
    title = _("Authorised people")
    return question(request, form, title=title, intro=intro, button=_("Save"), back=reverse("money"))


@require_http_methods(["GET", "POST"])
def warn(request: SiteRequest) -> HttpResponse:
    """Below which balance people are told."""
    actor, account = signed_in(request), _account(request)
    demand_keeper(actor)
    initial = {"low": f"{account.low_pence / 100:.2f}"}
    form = WarnForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        warn_below(account, int(form.cleaned_data["low"] * 100), by=actor, at=now())
        return stored(request, _("Your choice is stored."), reverse("money"))
    more = {"button": _("Save"), "is_heading": True}
    return question(request, form, title=_("Low balance"), back=reverse("money"), **more)


def _account(request: SiteRequest) -> DepositAccount:
    account = account_of(signed_in(request))
    if account is None:
        raise Http404
    return account
