"""A filing's own page: how it stands, what happens next, its answers, rights, certificates and history."""

from collections.abc import Mapping
from contextlib import suppress

from django.db.models import Count, Q
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.organising.log import names_of
from accounts.requests import SiteRequest
from core.actor import Actor, Applicant, label
from core.clock import now
from core.days import legal_day
from core.design.formats import moment_words
from core.files import is_drawn
from filling.loading import filing_for, questions_for
from filling.way import first_page
from payments.services import on_its_way
from portal.shown.ways import last_day_near, waiting_payment
from transactions.bundling import bundle_of
from transactions.certificates import certificates_of
from transactions.consents.asking import requests_of
from transactions.consents.words import agreements
from transactions.dues import awaits_money, payments_of, subject_of
from transactions.examination import NAMED_ON_A_PAGE, Examination
from transactions.examining import examine_filing
from transactions.models import FilerNote, Filing, FilingDocument, FilingRight, Movement
from transactions.office_questions import questions_of
from transactions.presence import others_at_work
from transactions.progress import progress
from transactions.registry import type_named
from transactions.review import sections_of
from transactions.sending_more import may_send_more
from transactions.services import BeingPaid, reopen, withdraw
from transactions.services.sharing import has_colleagues
from transactions.stages import exits_open_to, take_exit
from transactions.states import Outcome, State
from transactions.withdrawal import consequences
from transactions.workflow import CannotMove, moves_open_to

LOOK_AGAIN_SECONDS = 3
PASSING = frozenset({"settle-stage"})
"""Moves that another one follows in the same moment."""


@never_cache
@require_GET
def filing_page(request: SiteRequest, reference: str) -> HttpResponse:
    """Everything about one filing."""
    filing = filing_for(request, reference)
    declared, stands = type_named(filing.type), progress(filing)
    is_paid = awaits_money(filing, on=legal_day(now())) and bool(on_its_way([subject_of(filing)]))
    rows = FilingRight.objects.visible_to(request.actor).filter(filing=filing).select_related("right")
    context = {
        "filing": filing,
        "declared": declared,
        "progress": stands,
        "rows": rows.order_by("right__number")[:NAMED_ON_A_PAGE],
        "far": _how_far(request, filing),
        "bundle": bundle_of(filing, by=request.actor) if filing.by_list else None,
        "sections": [one for one in sections_of(questions_for(request, filing)) if not one.is_missing],
        "found": _due(request, filing),
        "waiting": waiting_payment(request.actor, filing),
        "is_paid": is_paid,
        "last_day": last_day_near(request.actor, filing, on=legal_day(now())),
        "payments": payments_of(filing),
        "questions": questions_of(filing, by=request.actor),
        "documents": _documents(request, filing),
        "notes": FilerNote.objects.visible_to(request.actor).filter(filing=filing).order_by("number"),
        "may_send_more": may_send_more(request.actor, filing),
        "has_colleagues": has_colleagues(request.actor),
        "at_work": others_at_work(filing, by=request.actor, at=now()) if filing.state == State.DRAFT else [],
        "agreements": agreements(list(requests_of(filing))),
        "certificates": [] if filing.by_list else certificates_of(filing),
        "events": _events(request, filing),
        "open_moves": {move.name for move in moves_open_to(request.actor, filing)},
        "exits": exits_open_to(request.actor, filing),
        "resume": first_page(request, filing) if filing.state == State.DRAFT else "",
        "section": "filings",
    }
    response = TemplateResponse(request, "filings/filing.html", context)
    if stands.is_moving or is_paid:
        response["Refresh"] = str(LOOK_AGAIN_SECONDS)
    return response


def _how_far(request: SiteRequest, filing: Filing) -> dict[str, int]:
    """How many of a long request's rights there are, are done, and could not be done; nothing for a short one."""
    if not filing.by_list:
        return {}
    rows = FilingRight.objects.visible_to(request.actor).filter(filing=filing, left_out=False)
    counts = {"all": Count("pk"), "done": Count("pk", filter=Q(outcome=Outcome.DONE))}
    return dict(rows.aggregate(**counts, not_done=Count("pk", filter=Q(outcome=Outcome.NOT_DONE))))


def _due(request: SiteRequest, filing: Filing) -> Examination | None:
    """What is to be paid in the wait in which the filing is, at the price of today; None where nothing can be."""
    on = legal_day(now())
    is_due = filing.state == State.WAITING and awaits_money(filing, on=on)
    return examine_filing(filing, by=request.actor, on=on) if is_due else None


def _documents(request: SiteRequest, filing: Filing) -> list[dict[str, object]]:
    """What was given with the filing, once it was sent; drafts list it on their own pages."""
    if filing.submitted_at is None:
        return []
    given = FilingDocument.objects.visible_to(request.actor).filter(filing=filing, removed_at=None)
    rows = given.select_related("file").order_by("given_at", "pk")
    return [{"one": row, "is_drawn": is_drawn(row.file)} for row in rows]


@require_http_methods(["GET", "POST"])
def withdraw_page(request: SiteRequest, reference: str) -> HttpResponse:
    """Asks once more, says what follows, and withdraws."""
    filing = filing_for(request, reference)
    here = reverse("filing", args=[filing.reference])
    if "withdraw" not in {move.name for move in moves_open_to(request.actor, filing)}:
        return HttpResponseRedirect(here)
    if request.method == "POST":
        with suppress(CannotMove, BeingPaid):
            withdraw(filing, by=request.actor, at=now())
        return HttpResponseRedirect(here)
    context = {
        "filing": filing,
        "declared": type_named(filing.type),
        "consequences": consequences(filing),
        "section": "filings",
    }
    return TemplateResponse(request, "filings/withdraw.html", context)


@require_POST
def reopen_action(request: SiteRequest, reference: str) -> HttpResponse:
    """Back to the answers before anything was paid."""
    filing = filing_for(request, reference)
    try:
        reopened = reopen(filing, by=request.actor, at=now())
    except (CannotMove, BeingPaid):
        return HttpResponseRedirect(reverse("filing", args=[filing.reference]))
    return HttpResponseRedirect(reverse("filing-check", args=[reopened.reference]))


@require_POST
def exit_action(request: SiteRequest, reference: str, key: str) -> HttpResponse:
    """Takes an exit that the type declares out of a wait."""
    filing = filing_for(request, reference)
    with suppress(CannotMove):
        take_exit(filing, key, by=request.actor, at=now())
    return HttpResponseRedirect(reverse("filing", args=[filing.reference]))


def _events(request: SiteRequest, filing: Filing) -> list[dict[str, str]]:
    """The history, newest first, in words."""
    moves = Movement.objects.visible_to(request.actor).filter(filing=filing).order_by("-number")
    lasting = [move for move in moves if move.to_state not in (State.RECEIVED, State.ACCEPTED)]
    lasting = [move for move in lasting if move.name not in PASSING]
    titles = {stage.key: str(stage.title) for stage in type_named(filing.type).stages}
    told = [{"title": _title(move, titles), "when": moment_words(move.at), "text": _reason(move)} for move in lasting]
    return [*told, {"title": _began(request.actor, filing), "when": moment_words(filing.created_at), "text": ""}]


def _began(actor: Actor, filing: Filing) -> str:
    """Who began it: the reader, a colleague by name, or the office."""
    if filing.created_by == label(actor) or not isinstance(actor, Applicant):
        return _("You began this")
    if filing.created_by.startswith("officer:"):
        return _("The office began this")
    return _("%(who)s began this") % {"who": names_of(actor).get(filing.created_by, _("A colleague"))}


def _title(move: Movement, stages: Mapping[str, str]) -> str:
    """A wait by its own name, anything else by its state's."""
    label = str(State(move.to_state).label)
    return stages.get(move.stage, label) if move.to_state == State.WAITING else label


def _reason(move: Movement) -> str:
    return move.why if move.to_state in (State.REFUSED, State.WITHDRAWN) else ""
