"""Beginning: what it is, for which rights, what stands against it; a POST makes the draft."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from accounts.actors import SignInNeeded
from accounts.requests import SiteRequest
from core.actor import Public, require_fresh_sign_in
from core.clock import now
from core.days import legal_day
from filling.loading import type_or_404
from filling.way import first_page
from portal.pages import ensure_visitor
from portal.shown.declared import about
from rights.lookup import bears, readings_of
from rights.models import Right
from rights.numbers import NotANumber
from transactions.examination import Examination, examine
from transactions.kind import TransactionType, Who
from transactions.models import Filing
from transactions.services import CannotBegin, NoSuchRight, TooManyRights, begin
from transactions.standings import load

MOST_SHOWN = 51


@require_http_methods(["GET", "POST"])
def begin_filing(request: SiteRequest, slug: str) -> HttpResponse:
    """The first page of a type; rights are named by ``right`` in the address or the form."""
    declared = type_or_404(slug)
    if declared.own_page:
        return redirect(f"{reverse(declared.own_page)}?{request.GET.urlencode()}")
    if isinstance(request.actor, Public) and Who.ANYONE not in declared.who:
        raise SignInNeeded
    if declared.gives_away:
        require_fresh_sign_in(request.actor, at=now(), reason=str(declared.title))
    rights = chosen_rights(request)
    if request.method == "POST" and rights:
        return _begun(request, declared, rights)
    return begin_page(request, declared, rights)


def chosen_rights(request: SiteRequest) -> list[Right]:
    """The rights that the request names by number, of those that the actor may see."""
    return list(Right.objects.visible_to(request.actor).filter(bears(_asked(request))).order_by("number"))


def _asked(request: SiteRequest) -> list[str]:
    """The numbers as the address or the form has them; one that a person typed may be written in any way."""
    given = request.POST if request.method == "POST" else request.GET
    typed = [number.strip().upper() for number in given.getlist("right")][:MOST_SHOWN]
    return [number for text in typed for number in _read(text)]


def _read(text: str) -> list[str]:
    try:
        return [text, *readings_of(text)] if text else []
    except NotANumber:
        return [text]


def begin_page(request: SiteRequest, declared: TransactionType, rights: list[Right]) -> HttpResponse:
    """What the type is, and what stands for and against it for these rights."""
    found = survey_for(request, declared, rights) if rights else None
    context = {
        "declared": declared,
        "about": about(declared),
        "found": found,
        "rights": rights,
        "asked": [number for number in _asked(request) if number],
        "section": "change",
    }
    return TemplateResponse(request, "filings/begin.html", context)


def survey_for(request: SiteRequest, declared: TransactionType, rights: list[Right]) -> Examination:
    """What the rules say before anything was answered."""
    on = legal_day(now())
    standings = load([right.pk for right in rights], by=request.actor, on=on)
    return examine(declared, {}, [standings[right.pk] for right in rights], on=on, by=request.actor, asked=False)


def draft_of(request: SiteRequest, declared: TransactionType, rights: list[Right]) -> Filing:
    """The new draft, or the one that this account has for the same rights.

    Raises:
        CannotBegin, NoSuchRight, TooManyRights.
    """
    by = ensure_visitor(request)
    language = (get_language() or "en")[:2]
    return begin(declared.slug, [right.pk for right in rights], by=by, at=now(), language=language)


def _begun(request: SiteRequest, declared: TransactionType, rights: list[Right]) -> HttpResponse:
    try:
        filing = draft_of(request, declared, rights)
    except (CannotBegin, NoSuchRight, TooManyRights):
        return begin_page(request, declared, rights)
    return HttpResponseRedirect(first_page(request, filing))
