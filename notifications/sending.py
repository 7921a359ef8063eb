"""Sends what was promised, learns what became of it, and never sends the same notice twice."""

import hmac
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.dateparse import parse_datetime

from core.outbox.registry import Abandon, keeps
from core.outside import Refused, Unavailable
from notifications.failing import fail
from notifications.models.notices import Notice
from notifications.notify import Delivery, Forgotten, Notify
from notifications.secrets import opened
from notifications.texts import text_of

State = Notice.State
FINAL = {
    "delivered": State.DELIVERED,
    "received": State.DELIVERED,
    "permanent-failure": State.FAILED,
    "temporary-failure": State.FAILED,
    "technical-failure": State.FAILED,
    "validation-failed": State.FAILED,
    "virus-scan-failed": State.FAILED,
    "cancelled": State.FAILED,
    "returned-letter": State.RETURNED,
}
REFUSED = "refused"
SILENT_FOR = timedelta(hours=1)
ASKED_AT_ONCE = 200
log = structlog.get_logger(__name__)


@keeps("send-notice", attempts=40)
def send_notice(payload: dict[str, Any], *, at: datetime) -> None:
    """Sends one notice; what Notify already has under our reference is adopted, not sent again.

    What was filled in is then forgotten, unless a letter may have to follow: our own copy of the words stays, without
    one-time codes. A notice that was refused is sent again when a person tries its abandoned promise again.
    """
    notice = Notice.everything.get(key=payload["key"])
    if notice.state != State.PROMISED and not _was_refused(notice):
        return
    notify = Notify()
    try:
        delivery = notify.find(notice.reference) or _send(notify, notice)
    except Refused as refusal:
        _refused(notice, at=at)
        raise Abandon(str(refusal)) from refusal
    sent = {"state": State.SENT, "why": "", "ended_at": None, "office_since": None}
    kept = notice.personalisation if notice.statutory else {}
    Notice.everything.filter(pk=notice.pk, state=notice.state).update(
        **sent, provider_id=delivery.id, sent_at=at, personalisation=kept
    )


def _was_refused(notice: Notice) -> bool:
    return notice.state == State.FAILED and notice.why == REFUSED


def _refused(notice: Notice, *, at: datetime) -> None:
    with transaction.atomic():
        fail(Notice.everything.select_for_update().get(pk=notice.pk), why=REFUSED, at=at)


def _send(notify: Notify, notice: Notice) -> Delivery:
    text = text_of(notice.template, notice.channel, notice.language)
    personalisation = opened(notice.personalisation)
    if notice.channel == Notice.Channel.EMAIL:
        return notify.send_email(
            to=notice.address["email"], template_id=text.id, personalisation=personalisation, reference=notice.reference
        )
    lines = {f"address_line_{place}": line for place, line in enumerate(notice.address["lines"], 1)}
    return notify.send_letter(template_id=text.id, personalisation=personalisation | lines, reference=notice.reference)


def is_from_notify(authorization: str) -> bool:
    """Whether a delivery receipt carries the token that we gave to Notify."""
    expected = f"Bearer {settings.NOTIFY_CALLBACK_TOKEN}"
    return hmac.compare_digest(authorization.encode(), expected.encode())


def take_receipt(receipt: dict[str, Any], *, at: datetime) -> bool:
    """Records a delivery receipt, or the news that a letter came back; True if it was about a notice of ours."""
    if "notification_id" in receipt:
        return conclude(str(receipt["notification_id"]), "returned-letter", at=at)
    completed = receipt.get("completed_at")
    ended_at = parse_datetime(completed) if isinstance(completed, str) else None
    return conclude(str(receipt.get("id", "")), str(receipt.get("status", "")), at=ended_at or at)


def conclude(provider_id: str, status: str, *, at: datetime) -> bool:
    """Moves a notice to its end; a receipt that comes late or twice changes nothing but a delivery to a return."""
    state = FINAL.get(status)
    movable = [State.SENT, State.DELIVERED] if state == State.RETURNED else [State.SENT]
    with transaction.atomic():
        found = Notice.everything.select_for_update().filter(provider_id=provider_id).exclude(provider_id="").first()
        if found is not None and state is not None and found.state in movable:
            _end(found, state, status, at=at)
    return found is not None


def _end(notice: Notice, state: State, status: str, *, at: datetime) -> None:
    if state != State.DELIVERED:
        fail(notice, why=status, at=at, state=state)
        return
    notice.state, notice.why, notice.ended_at = state, status, at
    notice.save(update_fields=["state", "why", "ended_at"])


def ask_about_silent(*, at: datetime) -> int:
    """Asks Notify about messages whose receipt never came, those not asked about for longest first.

    Returns how many were concluded. Those that Notify has forgotten stay as sent and are asked about no more.
    """
    silent = Notice.everything.filter(state=State.SENT, ended_at=None, sent_at__lt=at - SILENT_FOR)
    oldest = silent.order_by(F("asked_at").asc(nulls_first=True), "sent_at")
    ids = list(oldest.values_list("provider_id", flat=True)[:ASKED_AT_ONCE])
    notify, concluded = Notify(), 0
    with suppress(Unavailable):  # Notify is away: the next time is soon enough
        for provider_id in ids:
            concluded += _ask(notify, provider_id, at=at)
    return concluded


def _ask(notify: Notify, provider_id: str, *, at: datetime) -> bool:
    learned, status = {"asked_at": at}, ""
    try:
        status = notify.look(provider_id).status
    except Forgotten:
        learned |= {"ended_at": at}
    except Refused:
        log.warning("notify-refused-to-tell", message=provider_id)
    Notice.everything.filter(provider_id=provider_id, state=State.SENT).update(**learned)
    return status in FINAL and conclude(provider_id, status, at=at)
