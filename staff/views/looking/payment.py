"""A payment as the office reads it: what was paid, where each penny stands, and a proposal to return some."""

from decimal import Decimal
from typing import Any

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SiteRequest
from accounts.roles import OfficePermission, allows
from casework.payments import money_of
from casework.refunds import CannotPropose, propose_refund
from core.clock import now
from core.design.forms import GovukForm
from core.design.look import shown
from core.references import normalise
from payments.models import Payment
from staff.pages import here, needs


class Proposal(GovukForm):
    """How much, and why."""

    amount = shown(
        forms.DecimalField(label=_("How much, in pounds?"), min_value=Decimal("0.01"), decimal_places=2, max_digits=9),
        noun=_("how much to return"),
        prefix="£",
        width="5",
    )
    reason = shown(
        forms.CharField(label=_("Why should it be returned?"), max_length=300, widget=forms.Textarea),
        noun=_("why it should be returned"),
        rows=3,
    )


@require_http_methods(["GET", "POST"])
@needs(OfficePermission.SEE_WORK)
def payment_page(request: SiteRequest, reference: str) -> HttpResponse:
    """The payment; a POST proposes a refund of what was used, which another officer decides."""
    by = here(request)
    payment = Payment.objects.visible_to(by).filter(reference=normalise(reference)[:24]).first()
    if payment is None:
        raise Http404
    form = Proposal(request.POST or None)
    if request.method == "POST" and form.is_valid():
        proposed = _proposed(request, payment, form)
        if proposed:
            return HttpResponseRedirect(reverse("staff:case", args=[proposed]))
    context: dict[str, Any] = {"payment": payment, "money": money_of(payment, by=by), "form": form, "section": "search"}
    return TemplateResponse(
        request, "office/payment.html", context | {"may_propose": allows(by, OfficePermission.DECIDE)}
    )


def _proposed(request: SiteRequest, payment: Payment, form: Proposal) -> str:
    pence = int(form.cleaned_data["amount"] * 100)
    try:
        proposal = propose_refund(
            payment, amount_pence=pence, reason=form.cleaned_data["reason"], by=here(request), at=now()
        )
    except CannotPropose as refusal:
        form.add_error("amount", str(refusal))
        return ""
    return proposal.reference
