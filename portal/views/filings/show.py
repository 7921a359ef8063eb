"""A filing's own page: how it stands, what happens next, its answers, rights, certificates and history."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.clock import now
from portal.views.filings.begin import first_page
from portal.views.filings.loading import filing_for
from transactions.certificates import certificates_of
from transactions.examination import Examination
from transactions.models import Filing, FilingRight, Movement
from transactions.moves import MOVES
from transactions.progress import progress
from transactions.registry import type_named
from transactions.review import in_words
from transactions.services import BeingPaid, reopen, withdraw
from transactions.stages import exits_open_to, take_exit
from transactions.states import State
from transactions.workflow import CannotMove, moves_open_to

LOOK_AGAIN_SECONDS = 3


@never_cache
@require_GET
def filing_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Everything about one filing."""
    filing = filing_for(request, reference)
    declared, stands = type_named(filing.type), progress(filing)
    rows = FilingRight.objects.visible_to(request.actor).filter(filing=filing).select_related("right")
    context = {
        "filing": filing,
        "declared": declared,
        "progress": stands,
        "rows": rows.order_by("right__number"),
        "sections": _sections(filing),
        "certificates": certificates_of(filing),
        "events": _events(request, filing),
        "open_moves": {move.name for move in moves_open_to(request.actor, filing)},
        "exits": exits_open_to(request.actor, filing),
        "resume": first_page(filing, declared) if filing.state == State.DRAFT else "",
        "section": "filings",
    }
    response = TemplateResponse(request, "filings/filing.html", context)
    if stands.is_moving:
        response["Refresh"] = str(LOOK_AGAIN_SECONDS)
    return response


@require_http_methods(["GET", "POST"])
def withdraw_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Asks once more, says what follows, and withdraws."""
    filing = filing_for(request, reference)
    here = reverse("filing", args=[filing.reference])
    if "withdraw" not in {move.name for move in moves_open_to(request.actor, filing)}:
        return HttpResponseRedirect(here)
    if request.method == "POST":
        try:
            withdraw(filing, by=request.actor, at=now())
        except (CannotMove, BeingPaid):
            return HttpResponseRedirect(here)
        return HttpResponseRedirect(here)
    context = {"filing": filing, "declared": type_named(filing.type), "section": "filings"}
    return TemplateResponse(request, "filings/withdraw.html", context)


@require_POST
def reopen_action(request: HttpRequest, reference: str) -> HttpResponse:
    """Back to the answers before anything was paid."""
    filing = filing_for(request, reference)
    try:
        reopened = reopen(filing, by=request.actor, at=now())
    except (CannotMove, BeingPaid):
        return HttpResponseRedirect(reverse("filing", args=[filing.reference]))
    return HttpResponseRedirect(reverse("filing-check", args=[reopened.reference]))


@require_POST
def exit_action(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """Takes an exit that the type declares out of a wait."""
    filing = filing_for(request, reference)
    try:
        take_exit(filing, key, by=request.actor, at=now())
    except CannotMove:
        pass
    return HttpResponseRedirect(reverse("filing", args=[filing.reference]))


def _sections(filing: Filing) -> list[dict[str, object]]:
    steps = type_named(filing.type).steps_for(filing.answers)
    return [{"step": one, "rows": list(in_words(one, filing.answers[one.key]))} for one in steps if one.key in filing.answers]


def _events(request: HttpRequest, filing: Filing) -> list[dict[str, object]]:
    """The history, newest first, in words."""
    moves = Movement.objects.visible_to(request.actor).filter(filing=filing).order_by("-number")
    told = [{"title": _title(move), "on": move.at, "text": _reason(move)} for move in moves]
    return [*told, {"title": _("You began this"), "on": filing.created_at, "text": ""}]


def _title(move: Movement) -> str:
    return str(State(move.to_state).label) if move.name in {one.name for one in MOVES} else move.name


def _reason(move: Movement) -> str:
    return move.why if move.to_state in (State.REFUSED, State.WITHDRAWN) else ""


__all__ = ["Examination", "exit_action", "filing_page", "reopen_action", "withdraw_page"]
