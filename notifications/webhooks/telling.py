"""Tells firms' systems of an event: promised in the transaction that causes it, then spread over their webhooks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from accounts.api_clients.acting import machine
from core.outbox import keeps
from core.outbox.promises import promise_many
from core.walls import is_open_to
from notifications.models import Delivery, Webhook
from notifications.webhooks.kinds import HEARD_BY, EventKind

EVENT, DELIVERY = "webhook-event", "webhook-delivery"
Data = Mapping[str, Any]


@dataclass(frozen=True)
class Event:
    """One event of an organisation's: what it is about, what is said of it, and behind whose walls it is told.

    ``behind`` are the references and numbers that must be open to a system; without any it is ``about``.
    """

    organisation_id: UUID
    about: str
    data: Data
    behind: tuple[str, ...] = ()


def tell_systems(
    organisation_id: UUID | None, kind: EventKind, about: str, *, version: object, at: datetime, **data: Any
) -> None:
    """Promises one event; ``version`` tells it from earlier ones about the same thing.

    The body says where it can be read and no more than the reference and ``data``: the receiver reads it with its own
    token.
    """
    if organisation_id is not None:
        tell_systems_of([Event(organisation_id, about, data)], kind, version=version, at=at)


def tell_systems_of(events: Sequence[Event], kind: EventKind, *, version: object, at: datetime) -> None:
    """The same for many; one query where nobody listens."""
    listening = _listening(kind, {one.organisation_id for one in events})
    promises = [
        (f"{kind}:{one.about}:{version}", _payload(one, kind, version, at=at))
        for one in events
        if one.organisation_id in listening
    ]
    promise_many(EVENT, promises, at=at, in_bulk=True)


def _payload(one: Event, kind: EventKind, version: object, *, at: datetime) -> dict[str, Any]:
    return {
        "organisation": str(one.organisation_id),
        "kind": kind,
        "about": one.about,
        "behind": one.behind or [one.about],
        "data": dict(one.data),
        "version": str(version),
        "at": at.isoformat(),
    }


def _listening(kind: EventKind, organisation_ids: set[UUID]) -> set[UUID]:
    if not organisation_ids:
        return set()
    rows = subscribed(kind).filter(organisation_id__in=organisation_ids)
    return set(rows.values_list("organisation_id", flat=True))


def subscribed(kind: EventKind) -> QuerySet[Webhook]:
    """The webhooks in use that want to hear of the kind."""
    return Webhook.everything.filter(ended_at=None, paused_at=None, events__contains=[kind])


@keeps(EVENT)
def spread(payload: dict[str, Any], *, at: datetime) -> None:
    """Writes a delivery for every webhook that is to hear of the event, and promises each; harmless to repeat."""
    kind, about = EventKind(payload["kind"]), payload["about"]
    rows = subscribed(kind).filter(organisation_id=payload["organisation"])
    for webhook in rows.select_related("client"):
        if hears(webhook, kind, behind=payload["behind"]):
            event_id = id_of(kind, about, payload["version"])
            told_at = datetime.fromisoformat(payload["at"])
            write_delivery(webhook, kind, about, event_id=event_id, data=payload["data"], told_at=told_at, at=at)


def id_of(kind: str, about: str, version: object) -> str:
    """The same for the same event, however often it is told; without a full stop, as the signature demands."""
    return "evt_" + sha256(f"{kind}:{about}:{version}".encode()).hexdigest()[:32]


def hears(webhook: Webhook, kind: EventKind, *, behind: Iterable[str] = ()) -> bool:
    """Whether its system is still let in, has a scope for the kind, and none of the things is shut to it by a wall."""
    client = webhook.client
    if client.revoked_at is not None or not HEARD_BY[kind] & set(client.scopes):
        return False
    actor = machine(client, client.scopes)
    return all(is_open_to(actor, subject) for subject in behind)


def write_delivery(
    webhook: Webhook,
    kind: EventKind,
    about: str,
    *,
    event_id: str,
    data: Data,
    told_at: datetime,
    at: datetime,
) -> Delivery:
    """One event for one webhook, once, with its first try promised."""
    body = {
        "id": event_id,
        "type": kind,
        "occurredAt": told_at,
        "data": {**({"reference": about} if about else {}), **data},
    }
    values = {
        "kind": kind,
        "about": about,
        "body": orjson.dumps(body, option=orjson.OPT_UTC_Z).decode(),
        "created_at": at,
        "next_at": at,
    }
    with transaction.atomic():
        made, is_new = Delivery.everything.get_or_create(webhook=webhook, event_id=event_id, defaults=values)
        if is_new:
            promise_try(made, at=at, due_at=at)
    return made


def promise_try(delivery: Delivery, *, at: datetime, due_at: datetime) -> None:
    """Promises its next try; tries of an earlier round, from before it was sent again, come to nothing."""
    key = f"{delivery.reference}:{delivery.round}:{delivery.attempts}:{due_at.isoformat()}"
    payload = {"reference": delivery.reference, "round": delivery.round, "attempts": delivery.attempts}
    promise_many(DELIVERY, [(key, payload)], at=at, due_at=due_at, in_bulk=True)


def address_in_api(path: str) -> str:
    """Where something can be read through the API."""
    return f"{settings.PUBLIC_URL}{settings.API_PATH}{path}"
