"""Paying: how a payment stands, going to the card pages and coming back, the receipt, and Pay's webhooks."""

from contextlib import suppress

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.actors import SignInNeeded
from accounts.requests import SiteRequest
from core.actor import Public
from core.clock import now
from core.days import legal_day
from core.outside import Refused, Unavailable
from payments.deposits.topping_up import is_top_up
from payments.models import Attempt, Payment, PaymentState
from payments.services import (
    NoReceiptYet,
    NothingToPay,
    begin_attempt,
    facts_of,
    is_return_of_account,
    live_or_last_attempt,
    receipt_facts,
    receive_webhook,
    refresh,
    take_back,
)
from portal.payment_words import Words, refused, unreached, words_for

LOOK_AGAIN_SECONDS = 5
CONFIRMED = (PaymentState.CAPTURABLE, PaymentState.CAPTURING)


def return_address(reference: str) -> str:
    """What to give ``begin_attempt`` as return_url."""
    return f"{settings.PUBLIC_URL}{reverse('payment', args=[reference])}return/"


@never_cache
@require_http_methods(["GET", "POST"])
def payment(request: SiteRequest, reference: str) -> HttpResponse:
    """How the payment stands; a POST goes on to the card pages."""
    found = _own(request, reference)
    return _begin(request, found) if request.method == "POST" else _stands(request, found)


@never_cache
@require_GET
def payment_return(request: SiteRequest, reference: str, token: str) -> HttpResponse:
    """The person comes back from the card pages; whose session ended there signs in first and then sees."""
    if isinstance(request.actor, Public) and is_return_of_account(reference, token):
        raise SignInNeeded
    found = _own(request, reference)
    if not Attempt.objects.visible_to(request.actor).filter(payment=found, return_token=token).exists():
        raise Http404
    return _stands(request, found)


@require_GET
def receipt(request: SiteRequest, reference: str) -> HttpResponse:
    """The receipt, to read and print."""
    try:
        facts = receipt_facts(_own(request, reference).reference, request.actor)
    except NoReceiptYet:
        return redirect("payment", reference=reference)
    return render(request, "payments/receipt.html", {"receipt": facts})


@require_POST
def wait_no_more(request: SiteRequest, reference: str) -> HttpResponse:
    """What waits for a top-up or a transfer waits no more, and can be paid otherwise."""
    found = _own(request, reference)
    with suppress(NothingToPay):
        take_back(found, by=request.actor, at=now())
        messages.success(request, _("It waits no more. You can pay it another way."))
    return HttpResponseRedirect(found.continue_path or reverse("payment", args=[found.reference]))


@csrf_exempt
@require_POST
def pay_webhook(request: HttpRequest) -> HttpResponse:
    """A message from GOV.UK Pay: kept and answered at once, looked into afterwards; a forged one is refused."""
    is_known = receive_webhook(request.body, request.headers.get("Pay-Signature", ""), at=now())
    return HttpResponse(status=200 if is_known else 401)


def _own(request: SiteRequest, reference: str) -> Payment:
    found = Payment.objects.visible_to(request.actor).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def _begin(request: SiteRequest, found: Payment) -> HttpResponse:
    is_priced = bool(found.continue_path) and not is_top_up(found)
    if is_priced and legal_day(found.created_at) != legal_day(now()):
        return HttpResponseRedirect(found.continue_path)  # the amount was for another day: it is agreed anew there
    try:
        address = begin_attempt(found, return_url=return_address(found.reference), by=request.actor, at=now())
    except NothingToPay:
        return redirect("payment", reference=found.reference)
    except Unavailable:
        return _page(request, found, unreached(), status=503)
    except Refused:
        return _page(request, found, refused(), status=502)
    return HttpResponseRedirect(address)


def _stands(request: SiteRequest, found: Payment) -> HttpResponse:
    """Looks at Pay for news of an attempt that is not finished, and shows how the payment stands after that."""
    attempt, is_reached = _looked_at(found)
    found.refresh_from_db()
    if found.state == PaymentState.SETTLED:
        return redirect(found.continue_path or reverse("payment-receipt", args=[found.reference]))
    if found.state in CONFIRMED or not is_reached:
        return _being_confirmed(request, found, is_reached=is_reached)
    return _page(request, found, words_for(found, attempt))


def _looked_at(found: Payment) -> tuple[Attempt | None, bool]:
    """The attempt that counts, and whether what we know of it is what Pay knows."""
    attempt = live_or_last_attempt(found)
    if attempt is None or not attempt.is_live:
        return attempt, True
    try:
        return refresh(attempt.pk, at=now()), True
    except (Unavailable, Refused):
        return attempt, False


def _being_confirmed(request: SiteRequest, found: Payment, *, is_reached: bool) -> HttpResponse:
    """Looks again by itself, without JavaScript."""
    response = render(request, "payments/being_confirmed.html", {"payment": found, "is_reached": is_reached})
    response["Refresh"] = str(LOOK_AGAIN_SECONDS)
    return response


def _page(request: SiteRequest, found: Payment, words: Words, *, status: int = 200) -> HttpResponse:
    context = {"payment": found, "words": words, "facts": facts_of(found)}
    return render(request, "payments/stands.html", context, status=status)
