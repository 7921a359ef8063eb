"""Objecting to a link with the address from a message: it freezes the new link and changes, never payment."""

from datetime import datetime

from django.db import transaction

from core import audit
from core.actor import Actor
from rights.linking.holding import hold
from rights.linking.problems import CodeOver
from rights.linking.staff import tell_staff
from rights.linking.telling import digest_of, tell_frozen
from rights.models import Link, LinkRequest, NotMeToken

State = LinkRequest.State
FREEZABLE = (State.WAITING, State.WITH_STAFF, State.GRANTED)


def numbers_of(token: str, *, at: datetime) -> list[str]:
    """The rights that a "this was not me" address is about; looking changes nothing.

    Raises:
        CodeOver: for a token that is used, expired or unknown.
    """
    found = NotMeToken.objects.filter(digest=digest_of(token), used_at=None, expires_at__gt=at).first()
    if found is None:
        raise CodeOver
    requests = LinkRequest.everything.filter(tokens=found).order_by("pk")
    return list(requests.values_list("right__number", flat=True))


def this_was_not_me(token: str, *, by: Actor, at: datetime) -> list[str]:
    """Freezes the new links and every change to their rights, never a payment; works once.

    Returns the numbers that are frozen now, none where the requests came to nothing before.

    Raises:
        CodeOver: for a token that is used, expired or unknown.
    """
    with transaction.atomic():
        row = NotMeToken.objects.select_for_update().filter(digest=digest_of(token)).first()
        if row is None or row.used_at is not None or row.expires_at <= at:
            raise CodeOver
        row.used_at = at
        row.save(update_fields=["used_at"])
        rows = LinkRequest.everything.filter(tokens=row).select_for_update(of=("self",)).select_related("right")
        requests = list(rows.order_by("pk"))
        frozen = [request for request in requests if _freeze(request, by=by, at=at)]
        if frozen:
            tell_frozen(frozen, at=at)
    return [request.right.number for request in frozen]


def _freeze(request: LinkRequest, *, by: Actor, at: datetime) -> bool:
    """Stops one link and holds its right until staff have looked; what came to nothing needs no freezing."""
    audit.note("link-objected", by=by, at=at, subject=request.right.number, details={"request": request.reference})
    if request.state not in FREEZABLE:
        return False
    if request.link_id:
        Link.everything.filter(pk=request.link_id).exclude(state=Link.State.ENDED).update(state=Link.State.FROZEN)
    request.state = State.FROZEN
    request.save(update_fields=["state"])
    tell_staff([request], at=at)
    hold(request.right, about=request.reference, by=by, at=at)
    return True
