"""A system's webhooks: made, changed, paused, tried, given new secrets, ended; and what was told, sent again."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from accounts.api_clients.acting import client_of
from core import audit
from core.actor import Acting, Machine
from notifications.models import Delivery, Webhook
from notifications.webhooks.calling import demand_address
from notifications.webhooks.kinds import EventKind
from notifications.webhooks.signing import new_secret, sealed
from notifications.webhooks.telling import address_in_api, id_of, promise_try, write_delivery

MOST = 20
BOTH_GOOD_FOR = timedelta(hours=24)
KEPT_FOR = timedelta(days=30)


class TooManyWebhooks(ValueError):
    """The organisation has as many as it may; the message says so."""


class NotASystem(PermissionError):
    """Webhooks belong to systems; a person's tool has none."""


def make(url: str, events: Collection[str], description: str, *, by: Acting, at: datetime) -> tuple[Webhook, str]:
    """A new webhook with its secret, which is shown this once.

    Raises:
        NotASystem, TooManyWebhooks, BadAddress.
    """
    if not isinstance(by, Machine):
        raise NotASystem
    secret = new_secret()
    with transaction.atomic():
        client = client_of(by.client_id, by=by)
        mine = Webhook.everything.filter(organisation_id=by.organisation_id, ended_at=None)
        if mine.count() >= MOST:
            raise TooManyWebhooks(_("End one first: an organisation has up to %(most)s webhooks.") % {"most": MOST})
        made = Webhook.everything.create(
            organisation_id=by.organisation_id,
            client=client,
            url=demand_address(url),
            events=sorted(set(events)),
            description=description,
            sealed_secret=sealed(secret, at=at),
            created_at=at,
            changed_at=at,
        )
        audit.note("webhook-made", by=by, at=at, subject=made.reference)
    return made, secret


def change(
    webhook: Webhook,
    *,
    by: Acting,
    at: datetime,
    url: str | None = None,
    events: Collection[str] | None = None,
    description: str | None = None,
    is_paused: bool | None = None,
) -> Webhook:
    """Changes what is given. After a pause, whatever waits is told.

    Raises:
        BadAddress.
    """
    with transaction.atomic():
        locked = _lock(webhook, by)
        locked.url = locked.url if url is None else demand_address(url)
        locked.events = locked.events if events is None else sorted(set(events))
        locked.description = locked.description if description is None else description
        if is_paused is not None:
            _pause(locked, is_paused, at=at)
        locked.changed_at = at
        locked.save()
        audit.note("webhook-changed", by=by, at=at, subject=locked.reference)
    return locked


def renew_secret(webhook: Webhook, *, by: Acting, at: datetime) -> str:
    """A new secret, which is shown this once; for a day events are signed by both."""
    secret = new_secret()
    with transaction.atomic():
        locked = _lock(webhook, by)
        locked.sealed_earlier, locked.earlier_until = bytes(locked.sealed_secret), at + BOTH_GOOD_FOR
        locked.sealed_secret, locked.changed_at = sealed(secret, at=at), at
        locked.save()
        audit.note("webhook-secret-changed", by=by, at=at, subject=locked.reference)
    return secret


def end(webhook: Webhook, *, by: Acting, at: datetime) -> None:
    """It is called no more; its log stays for 30 days."""
    with transaction.atomic():
        locked = _lock(webhook, by)
        locked.ended_at = locked.changed_at = at
        locked.save()
        audit.note("webhook-removed", by=by, at=at, subject=locked.reference)


def try_out(webhook: Webhook, *, by: Acting, at: datetime) -> Delivery:
    """Sends an event that means nothing."""
    kind, about = EventKind.TEST, webhook.reference
    event_id = id_of(kind, about, f"{at.isoformat()}")
    data = {"href": address_in_api(f"webhooks/{about}")}
    return write_delivery(webhook, kind, about, event_id=event_id, data=data, told_at=at, at=at)


def send_again(delivery: Delivery, *, at: datetime) -> None:
    """The same event under the same id, from now on, whatever became of it."""
    with transaction.atomic():
        rows = Delivery.everything.filter(pk=delivery.pk)
        rows.update(state=Delivery.State.WAITING, round=F("round") + 1, attempts=0, next_at=at, delivered_at=None)
        Webhook.everything.filter(pk=delivery.webhook_id).update(rests_until=None)
        promise_try(rows.get(), at=at, due_at=at)


def send_again_since(webhook: Webhook, since: datetime, *, by: Acting, at: datetime) -> int:
    """Everything that happened since, what arrived as well; returns how many."""
    rows = Delivery.objects.visible_to(by).filter(webhook=webhook, created_at__gte=since).order_by("created_at", "pk")
    found = list(rows)
    for one in found:
        send_again(one, at=at)
    audit.note("webhook-replayed", by=by, at=at, subject=webhook.reference, details={"events": len(found)})
    return len(found)


def webhooks_of(by: Acting) -> QuerySet[Webhook]:
    """Those in use that the actor may see."""
    return Webhook.objects.visible_to(by).filter(ended_at=None).select_related("client")


def forget_old(*, at: datetime) -> int:
    """Deletes what is older than 30 days from the logs; returns how many."""
    return Delivery.everything.filter(created_at__lt=at - KEPT_FOR).delete()[0]


def _lock(webhook: Webhook, by: Acting) -> Webhook:
    mine = Webhook.objects.visible_to(by).filter(pk=webhook.pk, ended_at=None)
    return Webhook.everything.select_for_update(of=("self",)).get(pk__in=mine.values("pk"))


def _pause(locked: Webhook, is_paused: bool, *, at: datetime) -> None:
    if is_paused:
        locked.paused_at = locked.paused_at or at
        return
    if locked.paused_at is None:
        return
    locked.paused_at = locked.failing_since = locked.rests_until = None
    for waiting in Delivery.everything.filter(webhook=locked, state=Delivery.State.WAITING).order_by("created_at"):
        promise_try(waiting, at=at, due_at=at)
