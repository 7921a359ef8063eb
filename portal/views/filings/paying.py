"""The page before the card pages: the price of today, why it changed, and the way to pay."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.requests import SiteRequest
from core.clock import now
from core.days import legal_day
from core.outside import Refused, Unavailable
from filling.loading import filing_for
from filling.price import seen_in
from payments.models import Method
from payments.services import AlreadyPaid, PaymentUnderWay, card_can_take
from payments.services import NothingToPay as PaymentNotOpen
from portal.shown.ways import last_day_near, ways_to_pay
from portal.views.payments import return_address
from transactions.dues import awaits_money
from transactions.models import Filing
from transactions.services import NothingToPay, NotReady, PriceChanged, Seen, agree_price, check, pay
from transactions.states import State


@never_cache
@require_http_methods(["GET", "POST"])
def pay_page(request: SiteRequest, reference: str) -> HttpResponse:
    """The price as of now; a POST goes on to the card pages."""
    filing = filing_for(request, reference)
    if not awaits_money(filing, on=legal_day(now())):
        return redirect("filing", reference=filing.reference)
    if request.method == "POST":
        return go_and_pay(request, filing, seen=seen_in(request), way=request.POST.get("way", Method.CARD))
    try:
        agree_price(filing, by=request.actor, at=now())
    except PriceChanged as change:
        return _page(request, filing, change=change)
    except (NotReady, NothingToPay):
        return _page(request, filing)
    return _page(request, filing)


def choose_or_pay(request: SiteRequest, filing: Filing) -> HttpResponse:
    """Straight to the card pages, unless there is a choice of ways to pay, or somebody else has to pay."""
    ways = ways_to_pay(request.actor, filing.amount_pence)
    if not ways:
        return redirect("filing", reference=filing.reference)
    if len(ways) > 1 or not card_can_take(filing.amount_pence):
        return redirect("filing-pay", reference=filing.reference)
    return go_and_pay(request, filing)


def go_and_pay(
    request: SiteRequest, filing: Filing, *, seen: Seen | None = None, way: str = Method.CARD
) -> HttpResponse:
    """Sends the person to the card pages or takes it from the account, or says what stands in the way."""
    here = reverse("filing", args=[filing.reference])
    if way not in {one.key for one in ways_to_pay(request.actor, filing.amount_pence)}:
        return _page(request, filing)
    try:
        return HttpResponseRedirect(_card_pages(request, filing, here, seen, way))
    except PriceChanged as change:
        return _page(request, filing, change=change)
    except NotReady:
        return _page(request, filing)
    except (NothingToPay, AlreadyPaid, PaymentNotOpen):
        return HttpResponseRedirect(here)
    except (PaymentUnderWay, Unavailable, Refused) as problem:
        words, status = _trouble(problem)
        return _page(request, filing, trouble=words, status=status)


def _card_pages(request: SiteRequest, filing: Filing, here: str, seen: Seen | None, way: str) -> str:
    return pay(
        filing, return_address=return_address, continue_path=here, by=request.actor, at=now(), seen=seen, way=way
    )


def _trouble(problem: Exception) -> tuple[str, int]:
    if isinstance(problem, PaymentUnderWay):
        return _("An earlier payment for this is still being confirmed. Wait a minute and try again."), 200
    if isinstance(problem, Unavailable):
        return _("You cannot pay by card at the moment. Nothing was taken and your answers are saved."), 503
    return _("This payment cannot be started. Nothing was taken. Contact us and give the reference."), 502


def _page(
    request: SiteRequest,
    filing: Filing,
    *,
    change: PriceChanged | None = None,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    filing = filing_for(request, filing.reference)
    review = check(filing, by=request.actor, at=now())
    context = {
        "filing": filing,
        "declared": review.examination.declared,
        "review": review,
        "found": review.examination,
        "change": change,
        "ways": ways_to_pay(request.actor, review.examination.total_pence),
        "last_day": last_day_near(request.actor, filing, on=legal_day(now())),
        "is_wait": filing.state == State.WAITING,
        "trouble": trouble,
        "section": "filings",
    }
    return TemplateResponse(request, "filings/pay.html", context, status=status)
