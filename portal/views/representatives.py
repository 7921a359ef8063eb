"""Who acts for the owner: requests that wait for its answer, and those whom it let in, with their limits."""

from itertools import groupby
from typing import Any
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models import Organisation
from accounts.requests import SiteRequest
from core.clock import now
from core.design.listing import listed
from core.design.look import shown
from core.design.paging import numbered
from portal.pages import signed_in
from portal.views.organisations.asking import stored
from rights.linking.authorising import Scope, asked_of, end, keep_out, let_in, limit, representatives
from rights.linking.problems import CannotLink
from rights.models import Link, Proof
from transactions.forms.authority import APPROVES, ScopeForm
from transactions.registry import type_named

ON_A_PAGE = 50


class AnswerForm(ScopeForm):
    """Whether the owner agrees, and if so to what."""

    answer = shown(
        forms.ChoiceField(
            label=gettext_lazy("May it act for you?"),
            choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
            widget=forms.RadioSelect,
            error_messages={"required": gettext_lazy("Select yes if it may act for you")},
        ),
        reveals={"yes": ("scope", "approval", "until_on")},
    )
    field_order = ("answer", "scope", "types", "approval", "until_on")


class ChangeForm(ScopeForm):
    """Other limits, or the end."""

    change = shown(
        forms.ChoiceField(
            label=gettext_lazy("What do you want to do?"),
            choices=[
                ("limit", gettext_lazy("Change what it may do")),
                ("end", gettext_lazy("End it, with effect at once")),
            ],
            widget=forms.RadioSelect,
            error_messages={"required": gettext_lazy("Select what you want to do")},
        ),
        reveals={"limit": ("scope", "approval", "until_on")},
    )
    field_order = ("change", "scope", "types", "approval", "until_on")


@require_GET
def list_all(request: SiteRequest) -> HttpResponse:
    """What waits for the account as an owner, and who acts for it, firm by firm."""
    actor = signed_in(request)
    asked = [list(rows) for _batch, rows in groupby(asked_of(actor), key=lambda row: row.batch)]
    counted = representatives(actor).order_by("organisation__name").values("organisation_id", "organisation__name")
    firms = counted.annotate(rights=Count("right", distinct=True), let_in=Count("pk", filter=Q(proof=Proof.OWNER)))
    page = Paginator(firms, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "asked": [{"first": rows[0], "rows": rows} for rows in asked],
        "firms": list(page),
        "page": page,
        "paging": numbered(page.number, page.paginator.num_pages, "?page={}".format),
        "section": "portfolio",
    }
    return TemplateResponse(request, "representatives/list.html", context)


@require_http_methods(["GET", "POST"])
def answer(request: SiteRequest, batch: str) -> HttpResponse:
    """One firm's requests, answered together."""
    actor = signed_in(request)
    rows = [row for row in asked_of(actor) if row.batch == batch]
    if not rows:
        raise Http404
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        firm = {"firm": rows[0].organisation.name}
        try:
            if form.cleaned_data["answer"] == "yes":
                let_in(batch, _scope(form), by=actor, at=now())
                return stored(request, _("%(firm)s may act for you") % firm, reverse("representatives"))
            keep_out(batch, by=actor, at=now())
            return stored(request, _("%(firm)s may not act for you") % firm, reverse("representatives"))
        except CannotLink as problem:
            form.add_error(None, str(problem))
    context = {"form": form, "rows": rows, "firm": rows[0].organisation, "section": "portfolio"}
    return TemplateResponse(request, "representatives/answer.html", context)


@require_http_methods(["GET", "POST"])
def one_firm(request: SiteRequest, firm: UUID) -> HttpResponse:
    """One firm: for which patents it acts, within which limits; to change or end what the account allowed."""
    actor = signed_in(request)
    links = representatives(actor).filter(organisation_id=firm)
    page = listed(links, request.GET, column="number", size=ON_A_PAGE)
    if not page.rows:
        raise Http404
    mine = links.filter(proof=Proof.OWNER)
    form = ChangeForm(request.POST if request.method == "POST" else None) if mine.exists() else None
    chosen = request.POST.getlist("link")
    if form is not None and form.is_bound and form.is_valid():
        wanted = mine.filter(pk__in=[key for key in chosen if key.isdigit()])
        ends = form.cleaned_data["change"] == "end" and bool(wanted)
        if ends and request.POST.get("sure") != "yes":
            return _sure(request, page.rows[0].organisation, list(wanted))
        if (done := _changed(request, form, list(wanted))) is not None:
            return done
    context = {
        "form": form,
        "firm": page.rows[0].organisation,
        "rows": [_row(link, chosen) for link in page.rows],
        "listed": page,
        "section": "portfolio",
    }
    return TemplateResponse(request, "representatives/one.html", context)


def _sure(request: SiteRequest, firm: Organisation, links: list[Link]) -> HttpResponse:
    """Names the patents once more before the authority ends."""
    context = {"firm": firm, "links": links, "section": "portfolio"}
    return TemplateResponse(request, "representatives/sure.html", context)


def _changed(request: SiteRequest, form: ChangeForm, links: list[Link]) -> HttpResponse | None:
    """Back to the list once it is done; None with the reason on the form."""
    actor = signed_in(request)
    try:
        if not links:
            raise CannotLink(_("Select at least one patent"))
        if form.cleaned_data["change"] == "end":
            number = end(links, by=actor, at=now())
            words = ngettext(
                "It acts for %(number)s patent no longer", "It acts for %(number)s patents no longer", number
            )
        else:
            number = limit(links, _scope(form), by=actor, at=now())
            words = ngettext(
                "The limits for %(number)s patent were changed",
                "The limits for %(number)s patents were changed",
                number,
            )
    except CannotLink as problem:
        form.add_error(None, str(problem))
        return None
    return stored(request, words % {"number": number}, reverse("representatives"))


def _scope(form: ScopeForm) -> Scope:
    given = form.cleaned_data
    types = tuple(given.get("types") or ()) if given["scope"] == "some" else ()
    return Scope(types, given["approval"] == APPROVES, given.get("until_on"))


def _row(link: Link, chosen: list[str]) -> dict[str, Any]:
    titles = ", ".join(str(type_named(slug).title) for slug in link.covers)
    return {
        "link": link,
        "is_let_in": link.proof == Proof.OWNER,
        "is_chosen": str(link.pk) in chosen,
        "covers": titles or _("Everything"),
    }
