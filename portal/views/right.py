"""A linked right's own page: what the register says, what it costs, what happened, and what can be done now."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.requests import SiteRequest
from core.actor import Actor, Applicant
from core.clock import now
from core.days import legal_day
from portal.pages import signed_in
from portal.shown import costs
from portal.shown.actions import actions
from portal.shown.addresses import in_address, renew_address, right_address
from portal.shown.requests import request_lines
from rights.clients.files import note_right_opened
from rights.history import timeline
from rights.linking.listing import undecided_about
from rights.models import Link
from rights.numbers import meanings
from rights.outlook import outlook_of
from rights.portfolio import link_bearing
from rights.shown import answers, interests, register
from rights.shown.history import own_history
from rights.shown.words import RELATIONS, status_tone, status_words
from rights.standing import Standing
from transactions.certificates import Certified
from transactions.kind import CertificateKind
from transactions.models import Certificate, Filing
from transactions.offers import offers
from transactions.standings import load

RECENT = 10


@require_safe
def right(request: SiteRequest, number: str) -> HttpResponse:
    """Everything about one right of the account."""
    actor, on = signed_in(request), legal_day(now())
    try:
        link = linked(actor, number)
    except Http404:
        return _to_the_request(actor, number)
    if in_address(link.number) != number:
        return redirect("right", in_address(link.number))
    note_right_opened(link, by=actor, at=now())
    standing = load([link.right_id], by=actor, on=on)[link.right_id]
    context = {
        "section": "portfolio",
        "link": link,
        "number": link.number,
        "take_away": right_address("right-everything", link.number),
        "right": standing.right,
        "relation": RELATIONS[link.relation],
        "on_hold": standing.on_hold,
        "is_public": standing.right.published_on is not None and not standing.right.is_withheld,
        "people": register.people(standing, register.OWN_ROLES),
        "addresses": register.own_addresses(standing),
        **standing_context(standing, on=on),
        **_actions(standing, actor, on=on),
        **_account(link, actor),
    }
    return render(request, "rights/right.html", context)


def _to_the_request(actor: Applicant, number: str) -> HttpResponse:
    """While one's own link is only asked for, or frozen, the request says how it stands; others find nothing."""
    asked = undecided_about(meanings(number), by=actor)
    if asked is None:
        raise Http404
    return redirect("link-request", asked.reference)


def linked(actor: Actor, number: str) -> Link:
    """The account's link to the right of the number, as an owner rather than as a representative.

    Raises:
        Http404: for every other right, whether it exists or not.
    """
    found = link_bearing(number, by=actor)
    if found is None:
        raise Http404
    return found


def standing_context(standing: Standing, *, on: date) -> dict[str, Any]:
    """What the account's page and the public one both tell of a right."""
    outlook = outlook_of(standing.right, on=on)
    answer, in_force = answers.answer(standing, outlook), answers.is_in_force(standing)
    return {
        "answer": answer,
        "steps": outlook.steps,
        "periods": costs.period_rows(outlook.periods, is_open=answer.is_payable) if in_force else [],
        "whole_term": costs.whole_term(outlook.years) if in_force else None,
        "register_rows": register.register_rows(standing.right),
        "interest_rows": interests.interest_rows(standing),
        "procedure_rows": interests.procedure_rows(standing),
        "then_address": right_address("right-then", standing.right.number),
        "title_address": right_address("right-title", standing.right.number),
        "documents_address": right_address("right-documents", standing.right.number),
        "status_words": status_words(standing.right.status),
        "status_tone": status_tone(standing.right.status),
        "renew_address": renew_address(standing.right.number),
        "public_address": right_address("public-right", standing.right.number),
    }


def _actions(standing: Standing, actor: Actor, *, on: date) -> dict[str, Any]:
    open_now, closed = actions(offers(standing, by=actor, on=on), standing.right.number)
    return {"open_actions": open_now, "closed_actions": closed}


def _account(link: Link, actor: Actor) -> dict[str, Any]:
    """What is the account's own: its requests, certificates and words, and the history with its own requests named."""
    mine = Filing.objects.visible_to(actor)
    here = mine.filter(rights__right_id=link.right_id).order_by("-changed_at", "-pk")[:RECENT]
    events = timeline(link.right_id)
    own = mine.filter(reference__in={event.because for event in events})
    return {
        "requests": request_lines(here),
        "certificates": _certificates(link, mine),
        "events": own_history(events, own=_addresses(own.values_list("reference", flat=True))),
        "reference_address": right_address("right-reference", link.number),
        "unlink_address": right_address("link-unlink", link.number),
        "dispute_address": right_address("link-dispute", link.number),
    }


def _addresses(references: Iterable[str]) -> dict[str, str]:
    return {reference: reverse("filing", args=[reference]) for reference in references}


def _certificates(link: Link, mine: Iterable[Filing]) -> list[dict[str, Any]]:
    about = {"right_id": link.right_id, "filing__in": mine, "kind": CertificateKind.RENEWAL}
    found = Certificate.objects.filter(**about).order_by("-issued_at", "-pk")
    return [{"certified": Certified.read(one), "href": reverse("certificate", args=[one.code])} for one in found]
