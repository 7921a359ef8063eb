"""What follows when a message did not arrive: what the law demands goes by letter, else the office is asked."""

from datetime import datetime

import structlog
from django.db import transaction

from core import audit
from core.actor import Officer, System
from core.office import tell_office
from core.outbox import promise
from notifications.models.notices import Notice
from notifications.texts import fill, text_of

SENDER = System("notifications")
State, Channel = Notice.State, Notice.Channel
log = structlog.get_logger(__name__)


COPIED = (
    "about", "template", "language", "statutory", "organisation_id", "user_id", "channel", "address", "personalisation",
    "subject", "body",
)  # fmt: skip


class NothingToResolve(Exception):
    """The office was not asked about this notice, or has dealt with it."""


def fail(notice: Notice, *, why: str, at: datetime, state: str = State.FAILED) -> None:
    """Writes down that the notice did not arrive, with what follows; the caller's database transaction locks it.

    What must arrive (a notice of the law, or anything that went by letter) is sent by letter if it was an email and a
    postal address is known; otherwise the office is asked to reach the person.
    """
    notice.state, notice.why, notice.ended_at = state, why, at
    if notice.statutory and notice.channel == Channel.EMAIL and notice.address.get("lines"):
        _send_letter(notice, at=at)
    elif notice.statutory or notice.channel == Channel.LETTER:
        _ask_office(notice, at=at)
    notice.save()


def resolve(notice: Notice, *, by: Officer, at: datetime, reason: str) -> None:
    """The office has reached the person, or knows why that cannot be.

    Raises:
        NothingToResolve.
    """
    if not Notice.everything.filter(pk=notice.pk, office_since__isnull=False).update(office_since=None):
        raise NothingToResolve(notice.reference)
    tell_office("delivery", notice.reference, version=f"resolved {at.isoformat()}", at=at)
    audit.note("undelivered-resolved", by=by, at=at, subject=notice.reference, reason=reason[:500])


def send_again(notice: Notice, *, by: Officer, at: datetime) -> Notice:
    """Sends the same once more to the same address, as a notice of its own; the office is not asked about this one.

    Raises:
        NothingToResolve: if the office is not asked about it, or what was filled in is no longer kept.
    """
    with transaction.atomic():
        locked = Notice.everything.select_for_update().get(pk=notice.pk)
        if locked.office_since is None or not locked.personalisation:
            raise NothingToResolve(locked.reference)
        number = Notice.everything.filter(key__startswith=f"{locked.key}:again:").count() + 1
        copied = {name: getattr(locked, name) for name in COPIED}
        again = Notice.everything.create(key=f"{locked.key}:again:{number}"[:200], created_at=at, **copied)
        promise("send-notice", key=again.key, payload={"key": again.key}, at=at)
        resolve(locked, by=by, at=at, reason="Sent again")
    return again


def _send_letter(notice: Notice, *, at: datetime) -> None:
    """The same by post, once; it says what the email said."""
    text, filled = text_of(notice.template, Channel.LETTER, notice.language), notice.personalisation
    letter, is_new = Notice.everything.get_or_create(
        key=f"{notice.key}:letter",
        defaults={
            "about": notice.about,
            "template": notice.template,
            "language": notice.language,
            "statutory": notice.statutory,
            "organisation_id": notice.organisation_id,
            "user_id": notice.user_id,
            "channel": Channel.LETTER,
            "address": {"lines": notice.address["lines"]},
            "personalisation": filled,
            "subject": fill(text.subject, filled)[:200],
            "body": fill(text.body, filled),
            "created_at": at,
        },
    )
    if is_new:
        promise("send-notice", key=letter.key, payload={"key": letter.key}, at=at)


def _ask_office(notice: Notice, *, at: datetime) -> None:
    notice.office_since = notice.office_since or at
    log.error("notice-undelivered", template=notice.template, notice=notice.reference)
    tell_office("delivery", notice.reference, version=at.isoformat(), at=at)
    audit.note("notice-undelivered", by=SENDER, at=at, subject=notice.reference, reason=notice.why)
