"""Tells firms' systems that their portfolio changed; looked for each minute: thousands of changes are one event."""

from datetime import datetime

from accounts.api_clients.acting import machine
from notifications.models import Webhook
from notifications.webhooks.kinds import EventKind
from notifications.webhooks.telling import address_in_api, hears, id_of, subscribed, write_delivery
from rights.portfolio.changes import newest_change


def tell_changed(*, at: datetime) -> int:
    """Tells every webhook that asked for it and does not know yet; returns how many. Harmless to repeat."""
    rows = subscribed(EventKind.PORTFOLIO_CHANGED).select_related("client").order_by("pk")
    return sum(_tell(webhook, at=at) for webhook in rows.iterator())


def _tell(webhook: Webhook, *, at: datetime) -> bool:
    kind, client = EventKind.PORTFOLIO_CHANGED, webhook.client
    if not hears(webhook, kind):
        return False
    newest = newest_change(by=machine(client, client.scopes))
    if newest is None or newest <= webhook.seen_change:
        return False
    event_id = id_of(kind, webhook.reference, newest)
    href = address_in_api("portfolio/changes")
    write_delivery(webhook, kind, "", event_id=event_id, data={"href": href}, told_at=at, at=at)
    Webhook.everything.filter(pk=webhook.pk, seen_change__lt=newest).update(seen_change=newest)
    return True
