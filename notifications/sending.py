"""Sends what was promised, learns what became of it, and never sends the same notice twice."""

import hmac
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.dateparse import parse_datetime

from core.outbox.registry import Abandon, keeps
from core.outside import Refused, Unavailable
from notifications.models.notices import Notice
from notifications.notify import Delivery, Notify
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
SILENT_FOR = timedelta(hours=1)
ASKED_AT_ONCE = 200


@keeps("send-notice", attempts=40)
def send_notice(payload: dict[str, Any], *, at: datetime) -> None:
    """Sends one notice; what Notify already has under our reference is adopted, not sent again.

    What was filled in is then forgotten: our own copy of the words stays, without one-time codes.
    """
    notice = Notice.everything.get(key=payload["key"])
    if notice.state != State.PROMISED:
        return
    notify = Notify()
    try:
        delivery = notify.find(notice.reference) or _send(notify, notice)
    except Refused as refusal:
        Notice.everything.filter(pk=notice.pk).update(state=State.FAILED, why="refused", ended_at=at)
        raise Abandon(str(refusal)) from refusal
    Notice.everything.filter(pk=notice.pk, state=State.PROMISED).update(
        state=State.SENT, provider_id=delivery.id, sent_at=at, personalisation={}
    )


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
    """Records a delivery receipt; True if it was about a notice of ours."""
    completed = receipt.get("completed_at")
    ended_at = parse_datetime(completed) if isinstance(completed, str) else None
    return conclude(str(receipt.get("id", "")), str(receipt.get("status", "")), at=ended_at or at)


def conclude(provider_id: str, status: str, *, at: datetime) -> bool:
    """Moves a notice to its end; a receipt that comes late or twice changes nothing but a delivery to a return."""
    state = FINAL.get(status)
    sent = Notice.everything.filter(provider_id=provider_id).exclude(provider_id="")
    if state is None:
        return sent.exists()
    movable = [State.SENT, State.DELIVERED] if state == State.RETURNED else [State.PROMISED, State.SENT]
    changed = sent.filter(state__in=movable).update(state=state, why=status, ended_at=at)
    return bool(changed) or sent.exists()


def ask_about_silent(*, at: datetime) -> int:
    """Asks Notify about messages whose receipt never came; returns how many were concluded."""
    silent = Notice.everything.filter(state=State.SENT, sent_at__lt=at - SILENT_FOR).order_by("sent_at")
    concluded = 0
    notify = Notify()
    for provider_id in silent.values_list("provider_id", flat=True)[:ASKED_AT_ONCE]:
        try:
            delivery = notify.look(provider_id)
        except (Unavailable, Refused):
            continue
        concluded += delivery.status in FINAL and conclude(provider_id, delivery.status, at=at)
    return concluded
