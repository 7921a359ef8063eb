"""Automatic renewals: what is agreed, what is planned by it, agreeing, and stopping."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.requests import SiteRequest
from core.actor import Applicant
from core.clock import now
from core.design.forms import GovukForm
from core.design.listing import listed
from core.design.look import shown
from portal.pages import signed_in
from portal.views.organisations.asking import question, stored
from rights.clients.files import NoSuchClient, client_file, files_of
from rights.clients.placing import NotYours, numbers_in, rights_bearing
from rights.instructions.asking import not_to_renew
from transactions.automatic.agreeing import NoAccountToPayFrom, agree, stop, stop_one
from transactions.models import AutomaticRenewal, PlannedRenewal

ON_A_PAGE = 50


def _pounds(label: Any, help_text: Any) -> forms.DecimalField:
    return shown(
        forms.DecimalField(
            label=label, help_text=help_text, min_value=0, max_digits=9, decimal_places=2, required=False
        ),
        prefix="£",
        width="10",
        size="s",
        inputmode="decimal",
    )


class AgreeForm(GovukForm):
    """About which patents, and within which limits."""

    scope = shown(
        forms.ChoiceField(
            label=gettext_lazy("Which patents should be renewed automatically?"),
            choices=[
                ("all", gettext_lazy("All that are linked to us")),
                ("client", gettext_lazy("All of one client")),
                ("right", gettext_lazy("Only these")),
            ],
            widget=forms.RadioSelect,
            error_messages={"required": gettext_lazy("Select which patents should be renewed automatically")},
        ),
        size="m",
        reveals={"client": ("client",), "right": ("numbers",)},
    )
    client = forms.ChoiceField(label=gettext_lazy("Which client?"))
    numbers = shown(
        forms.CharField(
            label=gettext_lazy("Which patents?"),
            help_text=gettext_lazy("Type or paste numbers, one on a line or with commas between."),
            widget=forms.Textarea,
            max_length=200_000,
            error_messages={"required": gettext_lazy("Enter at least one patent number")},
        ),
        rows=5,
        spellcheck=False,
    )
    limit = _pounds(
        gettext_lazy("Most for one patent (optional)"),
        gettext_lazy("What costs more is not renewed by itself."),
    )
    month = _pounds(
        gettext_lazy("Most in a month (optional)"),
        gettext_lazy("For everything that this agreement renews."),
    )

    def __init__(self, *args: Any, by: Applicant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(file.reference, file.name) for file in files_of(by)]
        self.fields["client"].choices = choices  # type: ignore[attr-defined]

    def pence(self, name: str) -> int | None:
        """A limit in pence."""
        amount = self.cleaned_data[name]
        return None if amount is None else int(amount * 100)


@require_GET
def automatic(request: SiteRequest) -> HttpResponse:
    """What runs, and what is planned, the next first."""
    actor = signed_in(request)
    running = AutomaticRenewal.objects.visible_to(actor).filter(stopped_at=None).select_related("right", "client_file")
    plans = PlannedRenewal.objects.visible_to(actor).select_related("right", "filing", "agreement")
    page = listed(plans, request.GET, column="renews_on", descending=True, size=ON_A_PAGE)
    context = {
        "agreements": running.order_by("agreed_at", "pk")[:ON_A_PAGE],
        "plans": page.rows,
        "refused": not_to_renew(plan.right_id for plan in page.rows),
        "listed": page,
        "section": "portfolio",
    }
    return render(request, "automatic/list.html", context)


@require_http_methods(["GET", "POST"])
def agreeing(request: SiteRequest) -> HttpResponse:
    """Agrees to renew automatically."""
    actor = signed_in(request)
    form = AgreeForm(request.POST if request.method == "POST" else None, by=actor)
    if form.is_bound and form.is_valid():
        try:
            agree(**_about(form, actor), by=actor, at=now())
        except NotYours as problem:
            form.add_error("numbers", str(problem))
        except NoAccountToPayFrom as problem:
            form.add_error(None, str(problem))
        else:
            return stored(
                request, _("Automatic renewal is on. We tell you before anything is renewed."), reverse("automatic")
            )
    intro = _(
        "We tell you at least 14 days before, or as soon as we can where less time is left, and pay from your deposit "
        "account. An owner’s instruction not to renew always stops it."
    )
    title, button = _("Renew automatically"), _("Agree")
    more = {"intro": intro, "button": button, "section": "portfolio"}
    return question(request, form, title=title, back=reverse("automatic"), **more)


def _about(form: AgreeForm, actor: Applicant) -> dict[str, Any]:
    given = form.cleaned_data
    about: dict[str, Any] = {"limit_pence": form.pence("limit"), "month_pence": form.pence("month")}
    if given["scope"] == "right":
        return about | {"right_ids": sorted(rights_bearing(numbers_in(given["numbers"]), by=actor))}
    if given["scope"] == "client":
        try:
            return about | {"client_file": client_file(given["client"], by=actor)}
        except NoSuchClient:
            raise Http404 from None
    return about


@require_POST
def stopping(request: SiteRequest, reference: str) -> HttpResponse:
    """Stops an agreement."""
    actor = signed_in(request)
    found = AutomaticRenewal.objects.visible_to(actor).filter(reference=reference).first()
    if found is None:
        raise Http404
    stop(found, by=actor, at=now())
    return stored(request, _("Stopped. Nothing more is renewed by this agreement."), reverse("automatic"))


@require_POST
def stopping_one(request: SiteRequest, reference: str) -> HttpResponse:
    """Stops one planned renewal."""
    actor = signed_in(request)
    found = PlannedRenewal.objects.visible_to(actor).filter(reference=reference).first()
    if found is None:
        raise Http404
    words = _("Stopped. This patent is not renewed by itself.")
    return stored(
        request, words if stop_one(found, by=actor, at=now()) else _("It is under way."), reverse("automatic")
    )
