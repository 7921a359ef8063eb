"""The basket: every request that waits for its payment, paid together by one payment."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.requests import SiteRequest
from core.clock import now
from core.days import legal_day
from core.outside import Refused, Unavailable
from payments.models import Method
from payments.services import (
    AlreadyPaid,
    NoAccount,
    NothingInBasket,
    PaymentUnderWay,
    TooMuchForACard,
    account_of,
    card_can_take,
)
from payments.services import NothingToPay as NotOpen
from portal.pages import signed_in
from portal.shown.ways import last_day_near, ways_to_pay
from portal.views.payments import return_address
from transactions.models import Filing
from transactions.registry import type_named
from transactions.services import NothingToPay, NotReady, PriceChanged, Seen
from transactions.services.basket import pay_together, to_pay
from transactions.telling import numbers_of


@never_cache
@require_http_methods(["GET", "POST"])
def basket(request: SiteRequest) -> HttpResponse:
    """What waits, each with its price; a POST pays what is ticked."""
    actor = signed_in(request)
    waiting = to_pay(actor, at=now())
    if request.method == "GET":
        return _page(request, waiting)
    wanted = set(request.POST.getlist("filing"))
    chosen = [filing for filing in waiting if filing.reference in wanted]
    if not chosen:
        return _page(request, waiting, trouble=_("Select what you want to pay"))
    return _pay(request, waiting, chosen)


def _pay(request: SiteRequest, waiting: list[Filing], chosen: list[Filing]) -> HttpResponse:
    seen = {one.reference: _seen(request, one) for one in chosen}
    try:
        address = pay_together(
            chosen,
            seen=seen,
            way=request.POST.get("way", Method.CARD),
            keeps=request.POST.get("unused") == "keep",
            return_address=return_address,
            continue_path=reverse("basket"),
            by=request.actor,
            at=now(),
        )
    except (PriceChanged, NotReady, NothingToPay, NothingInBasket, NotOpen, AlreadyPaid) as problem:
        return _page(request, to_pay(request.actor, at=now()), trouble=_changed(problem))
    except (PaymentUnderWay, NoAccount, TooMuchForACard, Unavailable, Refused) as problem:
        return _page(request, waiting, trouble=_trouble(problem))
    if address == reverse("basket"):
        messages.success(request, _said(request.POST.get("way", "")))
    return HttpResponseRedirect(address)


def _said(way: str) -> str:
    if way == Method.BANK_TRANSFER:
        return _("We wait for your transfer. What to quote stands with each request.")
    return _("It is paid from your deposit account, or will be as soon as the account holds enough.")


def _seen(request: SiteRequest, filing: Filing) -> Seen:
    """The price that stood on the page, else the one that is stored."""
    day, _colon, pence = request.POST.get(f"seen-{filing.reference}", "").partition(":")
    try:
        return Seen(date.fromisoformat(day), int(pence))
    except ValueError:
        return Seen(filing.quoted_on or legal_day(now()), filing.amount_pence)


def _changed(problem: Exception) -> str:
    if isinstance(problem, PriceChanged):
        return _("A price has changed since you saw it: %(why)s Look at the new prices and pay again.") % {
            "why": problem.why
        }
    return _("Something here was paid or changed meanwhile. Look at what is left and pay again.")


def _trouble(problem: Exception) -> str:
    if isinstance(problem, PaymentUnderWay):
        return _("An earlier payment for this is still being confirmed. Wait a minute and try again.")
    if isinstance(problem, TooMuchForACard):
        return _("This is more than a card can pay at once. Choose another way, or pay for less.")
    if isinstance(problem, NoAccount):
        return _("Your organisation has no deposit account.")
    return _("You cannot pay by card at the moment. Nothing was taken and your answers are saved.")


def _page(request: SiteRequest, waiting: list[Filing], *, trouble: str = "") -> HttpResponse:
    actor, on = signed_in(request), legal_day(now())
    ticked = set(request.POST.getlist("filing")) or {filing.reference for filing in waiting}
    total = sum(filing.amount_pence for filing in waiting if filing.reference in ticked)
    days = [day for filing in waiting if (day := last_day_near(actor, filing, on=on))]
    context: dict[str, Any] = {
        "rows": [(one, type_named(one.type).title, numbers_of(one), one.reference in ticked) for one in waiting],
        "total": total,
        "ways": ways_to_pay(actor, total),
        "fits_card": card_can_take(total),
        "may_keep": account_of(actor) is not None,
        "last_day": min(days, default=None),
        "trouble": trouble,
        "section": "filings",
    }
    return TemplateResponse(request, "basket/basket.html", context)
