"""Making links once they are proved: at once, or from a later day on."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from core import audit
from core.actor import Actor, label
from rights.linking.problems import AlreadyLinked
from rights.linking.telling import tell_concerned, tell_linked
from rights.models import COPIED_KEYS, Link, LinkRequest

State = LinkRequest.State


def grant_all(requests: Sequence[LinkRequest], *, active_from: datetime, by: Actor, at: datetime) -> list[Link]:
    """Makes the links of locked requests, in the caller's transaction, and tells everyone concerned at once.

    Raises:
        AlreadyLinked: if the account has one of the links.
    """
    links = [_make(request, active_from=active_from, by=by, at=at) for request in requests]
    tell_concerned(requests, at=at)
    tell_linked(requests, at=at)
    return links


def _make(request: LinkRequest, *, active_from: datetime, by: Actor, at: datetime) -> Link:
    _demand_unlinked(request)
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
        **_own_words(request),
        **{key: getattr(request.right, key) for key in COPIED_KEYS},
    )
    request.link, request.code_hash = link, ""
    request.state = State.GRANTED if now_active else State.WAITING
    request.effective_at, request.decided_at, request.decided_by = active_from, at, label(by)
    request.save()
    audit.note("link-granted", by=by, at=at, subject=request.right.number, details={"proof": request.proof})
    return link


def _own_words(request: LinkRequest) -> dict[str, Any]:
    """What the account called the right when it was linked before, or calls it in its other link."""
    links = Link.everything.filter(right_id=request.right_id, organisation_id=request.organisation_id)
    before = links.order_by("-since_at", "-pk").first()
    words: dict[str, Any] = {name: getattr(before, name, "") for name in ("own_reference", "client", "wall_key")}
    return words | {"client_file_id": getattr(before, "client_file_id", None)}


def _demand_unlinked(request: LinkRequest) -> None:
    same = Link.everything.filter(
        right_id=request.right_id, organisation_id=request.organisation_id, relation=request.relation
    )
    if same.exclude(state=Link.State.ENDED).exists():
        raise AlreadyLinked
