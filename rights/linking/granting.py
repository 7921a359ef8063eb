"""Making the link once it is proved: at once, or after the contact on record had five working days to object."""

from datetime import date, datetime, timedelta

from django.db import transaction

from core import audit
from core.actor import Actor, System, label
from core.days import legal_day, start_of
from rights.linking.telling import tell_concerned, tell_linked
from rights.models import COPIED_KEYS, Link, LinkRequest
from rights.rulebook import rulebook

WORKING_DAYS = 5
AT_ONCE = 500


def grant(request: LinkRequest, *, active_from: datetime, by: Actor, at: datetime) -> Link:
    """Makes the link of a locked request, in the caller's transaction, and tells everyone concerned at once."""
    now_active = active_from <= at
    link = Link.everything.create(
        right=request.right,
        organisation_id=request.organisation_id,
        relation=request.relation,
        proof=request.proof,
        stands_for=request.stands_for,
        state=Link.State.ACTIVE if now_active else Link.State.WAITING,
        since_at=at,
        active_from=active_from,
        **{key: getattr(request.right, key) for key in COPIED_KEYS},
    )
    request.link, request.code_hash = link, ""
    request.state = LinkRequest.State.GRANTED if now_active else LinkRequest.State.WAITING
    request.effective_at, request.decided_at, request.decided_by = active_from, at, label(by)
    request.save()
    audit.note("link-granted", by=by, at=at, subject=request.right.number, details={"proof": request.proof})
    tell_concerned(request, at=at)
    tell_linked(request, at=at)
    return link


def after_working_days(at: datetime, *, days: int = WORKING_DAYS) -> datetime:
    """Midnight in London after so many full working days of the office."""
    calendar, day = rulebook().calendar, legal_day(at)
    for _ in range(days):
        day = calendar.next_open_day(day + timedelta(days=1))
    return start_of(_next_day(day))


def _next_day(day: date) -> date:
    return day + timedelta(days=1)


def activate_due(*, at: datetime) -> int:
    """Makes links active whose five working days are over and to which nobody objected; returns how many."""
    waiting = LinkRequest.everything.filter(state=LinkRequest.State.WAITING, effective_at__lte=at)
    due = list(waiting.order_by("effective_at").values_list("pk", flat=True)[:AT_ONCE])
    return sum(_activate(pk, at=at) for pk in due)


def _activate(pk: int, *, at: datetime) -> bool:
    with transaction.atomic():
        request = LinkRequest.everything.select_for_update().select_related("right").get(pk=pk)
        if request.state != LinkRequest.State.WAITING or request.link_id is None:
            return False
        link = Link.everything.select_for_update().get(pk=request.link_id)
        if link.state != Link.State.WAITING:
            return False
        link.state = Link.State.ACTIVE
        link.save(update_fields=["state"])
        request.state = LinkRequest.State.GRANTED
        request.save(update_fields=["state"])
        audit.note("link-activated", by=System(), at=at, subject=request.right.number)
        tell_linked(request, at=at)
    return True
