"""New fees of forms: one colleague proposes, another approves."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SiteRequest
from accounts.roles import OfficePermission
from casework.colleagues import names_of
from core.clock import now
from core.days import legal_day
from core.design.fields import DateInputField
from core.design.formats import pounds
from core.design.forms import GovukForm
from core.design.look import shown
from rights.patents.fees import FormFee
from rights.proposing_fees import CannotPropose, NewFee, decide_fee, known_fees, names_in, proposals, propose_fee
from staff.pages import here, needs

MAY = OfficePermission.MANAGE_REFERENCE_DATA


class Proposal(GovukForm):
    """Which fee, how much, from when, and by which rule."""

    fee = shown(forms.ChoiceField(label=_("Which fee?")), noun=_("which fee"), size="m")
    amount = shown(
        forms.DecimalField(
            label=_("New amount"),
            max_digits=9,
            decimal_places=2,
            min_value=Decimal(0),
            widget=forms.TextInput,
            error_messages={"invalid": _("Enter the amount in pounds, like 70 or 70.50")},
        ),
        noun=_("the amount"),
        size="m",
        width="5",
        prefix="£",
    )
    from_on = shown(
        DateInputField(label=_("From which day on?"), help_text=_("A day in the future.")),
        noun=_("the first day"),
        size="m",
    )
    source = shown(
        forms.CharField(
            label=_("Where is it laid down?"), help_text=_("For example, the statutory instrument."), max_length=300
        ),
        noun=_("where it is laid down"),
        size="m",
    )


@require_http_methods(["GET", "POST"])
@needs(MAY)
def fees_page(request: SiteRequest) -> HttpResponse:
    """What waits for a second person, and a form for another fee."""
    by, known = here(request), known_fees(on=legal_day(now()))
    form = Proposal(request.POST or None)
    choices = [(str(place), _words(fee)) for place, fee in enumerate(known)]
    form.fields["fee"].choices = choices  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid() and _proposed(request, form, known):
        return HttpResponseRedirect(reverse("staff:fees"))
    waiting = proposals(by=by)
    names = names_of(names_in(waiting), by=by)
    rows = [{"one": one, "by": names.get(f"officer:{one.proposed_by}", "")} for one in waiting]
    context = {"form": form, "rows": rows, "mine": by.user_id}
    return TemplateResponse(request, "office/fees.html", context)


@require_POST
@needs(MAY)
def decide(request: SiteRequest, proposal: int) -> HttpResponse:
    """Approves a fee, or takes the proposal back."""
    try:
        decide_fee(proposal, approve="approve" in request.POST, by=here(request), at=now())
    except CannotPropose as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(reverse("staff:fees"))


def _words(fee: FormFee) -> str:
    amount = pounds(fee.pence) if fee.pence is not None else "–"
    return f"{fee.form}: {fee.use} ({fee.channel}), {amount}"


def _proposed(request: SiteRequest, form: Proposal, known: list[FormFee]) -> bool:
    said: dict[str, Any] = form.cleaned_data
    fee = known[int(said["fee"])]
    new = NewFee(fee.form, fee.use, fee.channel, int(said["amount"] * 100), said["from_on"], said["source"])
    try:
        propose_fee(new, by=here(request), at=now())
    except CannotPropose as refusal:
        form.add_error(refusal.name, str(refusal))
    return not form.errors
