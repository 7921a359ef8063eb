"""What follows when a message did not arrive: what the law demands goes by letter, else the office is asked."""

from datetime import datetime

import structlog

from core import audit
from core.actor import Officer, System
from core.office import tell_office
from core.outbox import promise
from notifications.models.notices import Notice
from notifications.texts import fill, text_of

SENDER = System("notifications")
State, Channel = Notice.State, Notice.Channel
log = structlog.get_logger(__name__)


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
