"""What firms' systems can be told of, and which scopes let a system hear of it."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.api_clients.scopes import Scope


class EventKind(models.TextChoices):
    """The kinds of events, as they stand in bodies."""

    FILING_MOVED = "filing.moved", _("A request came to another state")
    PAYMENT_MOVED = "payment.moved", _("A payment came to another state")
    LIST_CHECKED = "list.checked", _("Every line of a list has been tried")
    MESSAGE_RECEIVED = "message.received", _("A message came into the mailbox")
    PORTFOLIO_CHANGED = "portfolio.changed", _("Something changed in the portfolio; the changes feed says what")
    TEST = "webhook.test", _("Somebody tries the webhook")


HEARD_BY: Mapping[str, frozenset[str]] = {
    EventKind.FILING_MOVED: frozenset({Scope.FILINGS_READ, Scope.FILINGS_WRITE, Scope.RIGHTS_RENEW}),
    EventKind.PAYMENT_MOVED: frozenset({Scope.PAYMENTS_READ, Scope.PAYMENTS_WRITE}),
    EventKind.LIST_CHECKED: frozenset({Scope.FILINGS_READ, Scope.FILINGS_WRITE, Scope.RIGHTS_RENEW}),
    EventKind.MESSAGE_RECEIVED: frozenset({Scope.MESSAGES_READ}),
    EventKind.PORTFOLIO_CHANGED: frozenset({Scope.RIGHTS_READ}),
    EventKind.TEST: frozenset({Scope.WEBHOOKS_WRITE}),
}
"""One of these is enough; asked again with every event."""

CHOSEN = [kind for kind in EventKind if kind != EventKind.TEST]
"""What a webhook can be subscribed to; a test is sent to any."""
