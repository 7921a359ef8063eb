"""Choosing a proof: what is open to the patent, in plain words, with how long each takes."""

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SiteRequest
from core.clock import now
from core.design.formats import counted
from core.design.forms import GovukForm
from core.design.look import shown
from portal.views.linking.loading import request_or_404
from rights.linking.codes import send_code
from rights.linking.offers import Offer, offers_for
from rights.linking.owner import ask_owner
from rights.linking.problems import CannotLink
from rights.models import Proof

MOST_NAMED = 6
PAGES = {Proof.IDENTITY: "link-prove-identity", Proof.AUTHORITY: "link-give-authority"}


class ProofForm(GovukForm):
    """One of the ways that are open."""

    def __init__(self, offers: list[Offer], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = forms.ChoiceField(
            label=_("How do you want to prove it?"),
            choices=[(offer.option.key, _label(offer)) for offer in offers],
            widget=forms.RadioSelect,
            error_messages={"required": _("Select how you want to prove the link")},
        )
        self.fields["proof"] = shown(field, size="m", hints=_hints(offers))


@require_http_methods(["GET", "POST"])
def proof(request: SiteRequest, reference: str) -> HttpResponse:
    """Shows the ways; choosing a code sends it."""
    actor, found = request_or_404(request, reference)
    offers = offers_for(found, by=actor, at=now())
    if not offers:
        return HttpResponseRedirect(reverse("link-request", args=[found.reference]))
    form = ProofForm(offers, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        key = form.cleaned_data["proof"]
        try:
            return HttpResponseRedirect(_begin(request, found.reference, key))
        except CannotLink as problem:
            form.add_error("proof", str(problem))
    together = "" if _differ(offers) else _covers(offers[0])
    context = {"form": form, "found": found, "together": together, "section": "portfolio"}
    return TemplateResponse(request, "linking/proof.html", context)


def _begin(request: SiteRequest, reference: str, key: str) -> str:
    """The next page; a code is on its way before it opens."""
    if key in PAGES:
        return reverse(PAGES[Proof(key)], args=[reference])
    actor, found = request_or_404(request, reference)
    if key == Proof.OWNER:
        ask_owner(found, by=actor, at=now())
        return reverse("link-request", args=[reference])
    send_code(found, key, by=actor, at=now())
    return reverse("link-enter-code", args=[reference])


def _label(offer: Offer) -> str:
    option = offer.option
    if option.proof == Proof.IDENTITY:
        return _("Prove who you are with GOV.UK One Login")
    if option.proof == Proof.AUTHORITY:
        return _("Upload a signed authority")
    if option.proof == Proof.OWNER:
        return _("Ask the owner in this service")
    if option.channel == "email":
        return _("Get a code by email at %(where)s") % {"where": option.hint}
    return _("Get a code by post at the address on the register in %(where)s") % {"where": option.hint}


def _hints(offers: list[Offer]) -> dict[str, str]:
    """How long each way takes and, where that differs from way to way, which patents it proves."""
    differ = _differ(offers)
    return {one.option.key: f"{_time(one)} {_covers(one) if differ else ''}".strip() for one in offers}


def _differ(offers: list[Offer]) -> bool:
    return len({tuple(offer.numbers) for offer in offers}) > 1


def _time(offer: Offer) -> str:
    option = offer.option
    if option.proof == Proof.IDENTITY:
        return _(
            "For a person who owns the patent alone. Takes about 10 minutes with photo ID. Your name and postcode must "
            "be those on the register. The link then takes effect after 5 working days."
        )
    if option.proof == Proof.OWNER:
        return _(
            "For an owner who has linked the patent to an account here. The owner says what you may do, and has "
            "28 days to answer. We do not say whether there is such an account, so talk to your client first."
        )
    if option.proof == Proof.AUTHORITY:
        return _("Signed by the owner. We check it and write to you within 5 working days.")
    if option.channel == "email":
        return _("Takes a few minutes. You are linked as soon as you enter the code.")
    return _("Takes about 4 working days. You are linked as soon as you enter the code.")


def _covers(offer: Offer) -> str:
    """Which patents this proves, where there are several."""
    numbers = offer.numbers
    if len(numbers) == 1:
        return ""
    if len(numbers) > MOST_NAMED:
        return _("Proves %(count)s patents at once.") % {"count": counted(len(numbers))}
    return _("Proves %(numbers)s at once.") % {"numbers": get_text_list(numbers, _("and"))}
