"""Takes in the cheque or the transfer that pays for a request that was keyed in."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.requests import SiteRequest
from core.clock import now
from core.days import LONDON, legal_day
from core.design.fields import DateInputField
from core.design.forms import GovukForm
from core.design.look import shown
from filling.loading import filing_for
from payments.models import Method
from payments.services import AlreadyPaid, PaymentUnderWay, Received
from staff.pages import here, needs
from staff.views.keyed import KEY_IN
from staff.views.keyed.new import NOON
from transactions.models import Filing
from transactions.registry import type_named
from transactions.services import KeyedWrong, LinkedToRight, check, take_payment
from transactions.states import State
from transactions.workflow import CannotMove

METHODS = [(Method.CHEQUE, Method.CHEQUE.label), (Method.BANK_TRANSFER, Method.BANK_TRANSFER.label)]


class Payment(GovukForm):
    """What came."""

    method = shown(
        forms.ChoiceField(label=gettext_lazy("How was it paid?"), choices=METHODS, widget=forms.RadioSelect),
        noun=gettext_lazy("how it was paid"),
        size="m",
    )
    bears = shown(
        forms.CharField(label=gettext_lazy("Number of the cheque, or reference of the transfer"), max_length=60),
        noun=gettext_lazy("the number or the reference"),
        size="m",
        width="20",
    )
    amount = shown(
        forms.DecimalField(
            label=gettext_lazy("Amount"),
            max_digits=9,
            decimal_places=2,
            min_value=Decimal("0.01"),
            localize=False,
            widget=forms.TextInput,
            error_messages={
                "invalid": gettext_lazy("Enter the amount in pounds, like 70 or 70.50"),
                "min_value": gettext_lazy("Enter an amount above nothing"),
                "max_decimal_places": gettext_lazy("Enter the amount in pounds, like 70 or 70.50"),
            },
        ),
        noun=gettext_lazy("the amount"),
        size="m",
        width="5",
        prefix="£",
    )
    paid_on = shown(
        DateInputField(
            label=gettext_lazy("When did the money come?"),
            help_text=gettext_lazy("A cheque: when we received it. A transfer: when our account was credited."),
        ),
        noun=gettext_lazy("the day on which the money came"),
        size="m",
    )


@never_cache
@require_http_methods(["GET", "POST"])
@needs(KEY_IN)
def pay_page(request: SiteRequest, reference: str) -> HttpResponse:
    """What is due, and what came."""
    filing = filing_for(request, reference)
    if filing.state != State.AWAITING_PAYMENT:
        return HttpResponseRedirect(reverse("staff:filing", args=[filing.reference]))
    form = Payment(request.POST or None, initial={"paid_on": legal_day(filing.received_at)})
    if request.method == "POST" and form.is_valid() and _taken(request, filing, form):
        messages.success(request, _("The payment is taken in."))
        return HttpResponseRedirect(reverse("staff:filing", args=[filing.reference]))
    review = check(filing, by=here(request), at=now())
    context = {"filing": filing, "declared": type_named(filing.type), "found": review.examination, "form": form}
    return TemplateResponse(request, "office/keyed/pay.html", context)


def _taken(request: SiteRequest, filing: Filing, form: Payment) -> bool:
    said: dict[str, Any] = form.cleaned_data
    day = said["paid_on"]
    came_at = now() if day == legal_day(now()) else datetime.combine(day, NOON, LONDON)
    received = Received(said["method"], said["bears"], int(said["amount"] * 100), came_at)
    try:
        take_payment(filing, received, by=here(request), at=now())
    except KeyedWrong as wrong:
        form.add_error(wrong.field, str(wrong))
    except (CannotMove, LinkedToRight) as refusal:
        form.add_error("method", str(refusal))
    except (AlreadyPaid, PaymentUnderWay):
        form.add_error("method", _("This request is paid, or being paid, already."))
    return not form.errors
