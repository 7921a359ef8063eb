"""Asking for a link: one request for one right, limited, giving nothing away."""

from datetime import datetime, timedelta

from django.db import transaction

from core import audit
from core.actor import Applicant, Permission, label, require
from core.references import new_reference
from rights.linking.problems import AlreadyLinked, NotFound, TooMany
from rights.linking.proofs import stands_for
from rights.models import Link, LinkRequest, Right

REQUESTS_A_DAY = 200
OPEN = [
    LinkRequest.State.ASKED,
    LinkRequest.State.CODE_SENT,
    LinkRequest.State.WAITING,
    LinkRequest.State.WITH_STAFF,
]
RESUMABLE = [LinkRequest.State.ASKED, LinkRequest.State.CODE_SENT]


def ask_link(number: str, *, relation: str, by: Applicant, at: datetime) -> LinkRequest:
    """Begins a request for a published right, or goes on with the one begun before.

    Raises:
        NotFound: for unknown, unpublished and withheld numbers alike.
        AlreadyLinked: where the account has the link or staff look at it.
        TooMany: past the limit of a day.
        NotPermitted: for a member who may not prepare.
    """
    require(by, [Permission.PREPARE], reason="Ask an administrator of your organisation to link patents.")
    right = Right.published().filter(number=number).first()
    if right is None:
        raise NotFound
    with transaction.atomic():
        Right.everything.select_for_update(no_key=True).get(pk=right.pk)
        return _open_request(right, relation, by=by) or _new_request(right, relation, by=by, at=at)


def _open_request(right: Right, relation: str, *, by: Applicant) -> LinkRequest | None:
    ours = {"right": right, "organisation_id": by.organisation_id, "relation": relation}
    if Link.everything.filter(**ours).exclude(state=Link.State.ENDED).exists():
        raise AlreadyLinked
    request = LinkRequest.everything.filter(**ours, state__in=OPEN).first()
    if request is not None and request.state not in RESUMABLE:
        raise AlreadyLinked
    return request


def _new_request(right: Right, relation: str, *, by: Applicant, at: datetime) -> LinkRequest:
    since = at - timedelta(days=1)
    asked = LinkRequest.everything.filter(organisation_id=by.organisation_id, asked_at__gt=since)
    if asked.count() >= REQUESTS_A_DAY:
        raise TooMany
    audit.note("link-asked", by=by, at=at, subject=right.number, details={"relation": relation})
    return LinkRequest.everything.create(
        reference=new_reference("LNK"),
        organisation_id=by.organisation_id,
        right=right,
        relation=relation,
        stands_for=stands_for(right, relation),
        proof="code",
        state=LinkRequest.State.ASKED,
        asked_at=at,
        asked_by=label(by),
    )
