"""Asking for links: one request for each right, limited, giving nothing away; and taking a request back."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.actor import Acting, Permission, label, require
from core.references import new_reference
from rights.linking.problems import AlreadyLinked, CannotLink, NotFound, TooMany
from rights.linking.proofs import holdings
from rights.linking.queries import hold_names
from rights.linking.staff import tell_staff
from rights.models import Link, LinkRequest, Proof, Relation, Right
from rights.models.requests import UNDECIDED

State = LinkRequest.State
REQUESTS_A_DAY = 200
PROVABLE = (State.ASKED, State.CODE_SENT, State.LOCKED, State.WITH_OWNER)
CANCELLABLE = (*PROVABLE, State.WAITING, State.WITH_STAFF)


def demand_may_link(by: Acting) -> None:
    """Raises NotPermitted for a member who may not prepare."""
    require(by, [Permission.PREPARE], reason=_("Ask an administrator of your organisation to link patents."))


def ask_links(numbers: Iterable[str], *, relation: str, by: Acting, at: datetime) -> list[LinkRequest]:
    """Begins a request for each right; those linked or asked for already, and those that nobody may see, are left out.

    Raises:
        TooMany: past the limit of a day, when nothing was begun.
        NotPermitted: for a member who may not prepare.
    """
    begun = []
    with transaction.atomic():
        for number in dict.fromkeys(numbers):
            try:
                begun.append(ask_link(number, relation=relation, by=by, at=at))
            except (AlreadyLinked, NotFound):
                continue
    return begun


def ask_link(number: str, *, relation: str, by: Acting, at: datetime) -> LinkRequest:
    """Begins a request for a published right, or goes on with the one begun before.

    Raises:
        NotFound: for unknown, unpublished and withheld numbers alike.
        AlreadyLinked: where the account has the link or staff look at it.
        TooMany: past the limit of a day.
        NotPermitted: for a member who may not prepare.
    """
    demand_may_link(by)
    if relation not in Relation.values:
        raise CannotLink
    with transaction.atomic():
        hold_names([f"asking {by.organisation_id}"], by=by)
        right = Right.published(to=by).filter(number=number).first()
        if right is None:
            raise NotFound
        return _open_request(right, relation, by=by) or _new_request(right, relation, by=by, at=at)


def _open_request(right: Right, relation: str, *, by: Acting) -> LinkRequest | None:
    links = Link.objects.visible_to(by).filter(right=right, relation=relation)
    if links.exclude(state=Link.State.ENDED).exists():
        raise AlreadyLinked
    undecided = LinkRequest.objects.visible_to(by).filter(right=right, relation=relation, state__in=UNDECIDED)
    requests = list(undecided)
    if any(request.state not in PROVABLE for request in requests):
        raise AlreadyLinked
    return next(iter(requests), None)


def _new_request(right: Right, relation: str, *, by: Acting, at: datetime) -> LinkRequest:
    asked = LinkRequest.objects.visible_to(by).filter(asked_at__gt=at - timedelta(days=1))
    if asked.count() >= REQUESTS_A_DAY:
        raise TooMany(_("You asked to link 200 patents within a day, which is the most. Go on tomorrow."))
    audit.note("link-asked", by=by, at=at, subject=right.number, details={"relation": relation})
    return LinkRequest.everything.create(
        reference=new_reference("LNK"),
        organisation_id=by.organisation_id,
        right=right,
        relation=relation,
        stands_for=holdings([right.pk])[right.pk].stands_for(relation),
        proof=Proof.CODE,
        state=State.ASKED,
        asked_at=at,
        asked_by=label(by),
    )


def cancel(request: LinkRequest, *, by: Acting, at: datetime) -> None:
    """Takes a request back; a link that waited for its day ends, and a code that was sent stops working.

    Raises:
        CannotLink: if the request is over.
        NotPermitted: for a member who may not prepare.
    """
    demand_may_link(by)
    with transaction.atomic():
        mine = LinkRequest.objects.visible_to(by).select_for_update().get(pk=request.pk)
        if mine.state not in CANCELLABLE:
            raise CannotLink(_("This request is over, so it cannot be cancelled."))
        if mine.link_id:
            ended = {"state": Link.State.ENDED, "ended_at": at, "ended_because": "cancelled"}
            Link.objects.visible_to(by).filter(pk=mine.link_id, state=Link.State.WAITING).update(**ended)
        mine.state, mine.code_hash, mine.decided_at, mine.decided_by = State.CANCELLED, "", at, label(by)
        mine.save(update_fields=["state", "code_hash", "decided_at", "decided_by"])
        tell_staff([mine], at=at)
        audit.note("link-request-cancelled", by=by, at=at, subject=mine.reference)
