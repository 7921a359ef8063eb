"""The gateway to GOV.UK Notify, through its own client; the only module that speaks Notify's words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import requests
from django.conf import settings
from notifications_python_client.errors import HTTPError
from notifications_python_client.notifications import NotificationsAPIClient

from core.outside import Refused, Unavailable, outside

TIMEOUT_SECONDS = 10
RETRYABLE = {408, 429}


class Forgotten(Refused):
    """Notify knows no such message, or no longer: it keeps them for seven days."""


@dataclass(frozen=True)
class Delivery:
    """What Notify knows of one message: its id and its status, in Notify's words."""

    id: str
    status: str


class Notify:
    """One client for one call after another; it is not shared between threads."""

    def __init__(self) -> None:
        self._client = NotificationsAPIClient(  # type: ignore[no-untyped-call]
            settings.NOTIFY_API_KEY, base_url=settings.NOTIFY_URL, timeout=TIMEOUT_SECONDS
        )

    @outside
    def send_email(self, *, to: str, template_id: str, personalisation: dict[str, Any], reference: str) -> Delivery:
        """Raises:
        Unavailable: try again later.
        Refused: trying again changes nothing.
        """
        sent = self._ask(
            self._client.send_email_notification,
            email_address=to,
            template_id=template_id,
            personalisation=personalisation,
            reference=reference,
        )
        return Delivery(sent["id"], "created")

    @outside
    def send_letter(self, *, template_id: str, personalisation: dict[str, Any], reference: str) -> Delivery:
        """The personalisation holds ``address_line_1`` to ``address_line_7``; raises as ``send_email`` does."""
        sent = self._ask(
            self._client.send_letter_notification,
            template_id=template_id,
            personalisation=personalisation,
            reference=reference,
        )
        return Delivery(sent["id"], "accepted")

    @outside
    def find(self, reference: str) -> Delivery | None:
        """The message that already carries our reference: a call may have succeeded without our knowing."""
        found = self._ask(self._client.get_all_notifications, reference=reference)["notifications"]
        return Delivery(found[0]["id"], found[0]["status"]) if found else None

    @outside
    def look(self, notify_id: str) -> Delivery:
        """How a message is doing; raises Forgotten beside what ``send_email`` raises."""
        found = self._ask(self._client.get_notification_by_id, notify_id)
        return Delivery(found["id"], found["status"])

    def _ask(self, method: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        try:
            return method(*args, **kwargs)
        except HTTPError as error:
            if error.status_code >= 500 or error.status_code in RETRYABLE:
                raise Unavailable(f"Notify answered {error.status_code}") from error
            if error.status_code == 404:
                raise Forgotten("Notify knows no such message") from error
            raise Refused(f"Notify answered {error.status_code}: {error.message}"[:300]) from error
        except requests.RequestException as error:
            raise Unavailable("Notify did not answer") from error
