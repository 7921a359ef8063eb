"""Making waiting links active: five working days after the contact on record was told, unless somebody objected."""

from datetime import datetime, timedelta

from django.db import transaction

from core import audit
from core.actor import System
from core.days import legal_day, start_of
from notifications.models import Notice
from rights.linking.concerned import CONTACT
from rights.linking.staff import tell_staff
from rights.linking.telling import tell_linked
from rights.models import Link, LinkRequest
from rights.rulebook import rulebook

WORKING_DAYS = 5
DAYS_IN_THE_POST = 3
AT_ONCE = 500
State = LinkRequest.State
REACHED = (Notice.State.SENT, Notice.State.DELIVERED)


def after_working_days(at: datetime, *, days: int = WORKING_DAYS) -> datetime:
    """Midnight in London after so many full working days of the office."""
    calendar, day = rulebook().calendar, legal_day(at)
    for _ in range(days):
        day = calendar.next_open_day(day + timedelta(days=1))
    return start_of(day + timedelta(days=1))


def objection_ends(at: datetime, *, by_post: bool) -> datetime:
    """When the time to object is over for a contact told at ``at``; a letter takes three working days more."""
    return after_working_days(at, days=WORKING_DAYS + (DAYS_IN_THE_POST if by_post else 0))


def activate_due(*, at: datetime) -> int:
    """Makes links active whose working days are over and to which nobody objected; returns how many."""
    waiting = LinkRequest.everything.filter(state=State.WAITING, effective_at__lte=at)
    due = list(waiting.order_by("effective_at").values_list("pk", flat=True)[:AT_ONCE])
    return sum(_activate(pk, at=at) for pk in due)


def _activate(pk: int, *, at: datetime) -> bool:
    with transaction.atomic():
        request = LinkRequest.everything.select_for_update(of=("self",)).select_related("right").get(pk=pk)
        link = Link.everything.select_for_update().filter(requests=request, state=Link.State.WAITING).first()
        if request.state != State.WAITING or link is None or not _may_begin(request, link, at=at):
            return False
        link.state, request.state = Link.State.ACTIVE, State.GRANTED
        link.save(update_fields=["state"])
        request.save(update_fields=["state"])
        audit.note("link-activated", by=System(), at=at, subject=request.right.number)
        tell_linked([request], at=at)
    return True


def _may_begin(request: LinkRequest, link: Link, *, at: datetime) -> bool:
    """Whether the contact on record has been told for long enough; a message that never arrived sends it to staff."""
    keys = request.tokens.filter(told_key__contains=f":{State.WAITING}:{CONTACT}:").values_list("told_key", flat=True)
    told = list(Notice.everything.filter(key__in=list(keys)))
    reached = [notice for notice in told if notice.state in REACHED and notice.sent_at]
    if not reached:
        if not any(notice.state == Notice.State.PROMISED for notice in told):
            _hand_to_staff(request, link, at=at)
        return False
    begins = min(objection_ends(n.sent_at, by_post=n.channel == Notice.Channel.LETTER) for n in reached if n.sent_at)
    if begins > at:
        _postpone(request, link, begins)
    return begins <= at


def _postpone(request: LinkRequest, link: Link, begins: datetime) -> None:
    """The message went out later than meant, so the days are counted from then."""
    request.effective_at = link.active_from = begins
    request.save(update_fields=["effective_at"])
    link.save(update_fields=["active_from"])


def _hand_to_staff(request: LinkRequest, link: Link, *, at: datetime) -> None:
    link.state, link.ended_at, link.ended_because = Link.State.ENDED, at, "contact not reached"
    link.save(update_fields=["state", "ended_at", "ended_because"])
    request.state, request.link = State.WITH_STAFF, None
    request.why = "The contact on record could not be reached"
    request.save(update_fields=["state", "link", "why"])
    tell_staff([request], at=at)
    audit.note("link-contact-not-reached", by=System(), at=at, subject=request.right.number)
