"""An officer's decision on a request for a link: one that waits for staff, or one that somebody objected to."""

from datetime import datetime

from django.db import transaction

from accounts.roles import OfficePermission, demand
from core import audit
from core.actor import NotPermitted, Officer, label
from rights.interest import are_linked, own_accounts
from rights.link_ends import tell_links_ended
from rights.linking.granting import grant_all
from rights.linking.holding import lift
from rights.linking.problems import CannotLink, NoSuchProof
from rights.linking.staff import tell_staff
from rights.linking.telling import tell_linked, tell_refused
from rights.models import Link, LinkRequest

State = LinkRequest.State


def decide(reference: str, *, accept: bool, by: Officer, why: str, at: datetime) -> LinkRequest:
    """Makes the link or refuses it; of a frozen one, lets it go on or ends it, and lifts the hold either way.

    Raises:
        NotPermitted: for an officer without a deciding role, or with an interest of their own.
        NoSuchProof: if the request does not wait for staff.
        CannotLink: for a refusal without a reason, or if the account has the link by now.
        LinkRequest.DoesNotExist: for an unknown reference.
    """
    demand(by, OfficePermission.DECIDE)
    if not accept and not why.strip():
        raise CannotLink("Say why it is refused")
    with transaction.atomic():
        rows = LinkRequest.everything.select_for_update(of=("self",)).select_related("right")
        request = rows.get(reference=reference)
        _demand_disinterested(request, by)
        if request.state not in (State.WITH_STAFF, State.FROZEN):
            raise NoSuchProof
        lift(request.right, about=request.reference, by=by, at=at)
        request.why = why[:500]
        _accept(request, by=by, at=at) if accept else _refuse(request, by=by, at=at)
        tell_staff([request], at=at)
    return request


def _accept(request: LinkRequest, *, by: Officer, at: datetime) -> None:
    frozen = Link.everything.filter(requests=request, state=Link.State.FROZEN)
    if frozen.update(state=Link.State.ACTIVE, active_from=at):
        request.state, request.decided_at, request.decided_by = State.GRANTED, at, label(by)
        request.save()
        audit.note("link-unfrozen", by=by, at=at, subject=request.right.number, reason=request.why)
        tell_linked([request], at=at)
    else:
        grant_all([request], active_from=at, by=by, at=at)


def _refuse(request: LinkRequest, *, by: Officer, at: datetime) -> None:
    ended = {"state": Link.State.ENDED, "ended_at": at, "ended_because": request.reference}
    denied = Link.everything.filter(requests=request).exclude(state=Link.State.ENDED)
    ids = list(denied.values_list("pk", flat=True))
    Link.everything.filter(pk__in=ids).update(**ended)
    tell_links_ended(ids, at=at)
    request.state, request.decided_at, request.decided_by = State.REFUSED, at, label(by)
    request.save()
    audit.note("link-refused", by=by, at=at, subject=request.right.number, reason=request.why)
    tell_refused(request, at=at)


def _demand_disinterested(request: LinkRequest, by: Officer) -> None:
    """Raises:
    NotPermitted: for an officer who is linked to the right, or asks to be.
    """
    accounts = own_accounts(by.user_id)
    if request.organisation_id in accounts or are_linked(accounts, [request.right_id]):
        raise NotPermitted("You are linked to this right yourself, or ask to be: leave it to another officer.")
