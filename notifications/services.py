"""Telling people things: our own copy first, the sending promised with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from core.office import tell_office
from core.outbox.promises import promise_many
from notifications.messages.base import Message
from notifications.models.notices import Notice
from notifications.recipients import Recipient
from notifications.secrets import with_secret_sealed
from notifications.texts import fill, text_of
from notifications.webhooks.kinds import EventKind
from notifications.webhooks.telling import Event, address_in_api, tell_systems_of

BATCH = 2000
LARGE_PRINT = "large-print"
"""Why a letter waits for the office: it prints and posts it."""


@dataclass(frozen=True)
class Telling:
    """One message to one recipient; the same key is told once, ever."""

    message: Message
    to: Recipient
    key: str
    about: str
    concerns: tuple[str, ...] = ()

    @property
    def group(self) -> str:
        """What the copies for several people of an organisation share: their keys end with the person's id."""
        ending = f":{self.to.user_id}"
        return self.key.removesuffix(ending) if self.to.user_id and self.key.endswith(ending) else ""


def tell(message: Message, *, to: Recipient, key: str, about: str, at: datetime, concerns: Iterable[str] = ()) -> None:
    """Writes one notice and promises to send it, in the caller's transaction; the same key again changes nothing.

    ``concerns`` are the numbers of the rights that it names, where it is about several.
    """
    tell_many([Telling(message, to, key, about, tuple(concerns))], at=at)


def tell_many(tellings: Iterable[Telling], *, at: datetime, in_bulk: bool = False) -> int:
    """Tells many in a few statements and returns how many were new; ``in_bulk`` they let all others go first."""
    return sum(_tell_batch(batch, at=at, in_bulk=in_bulk) for batch in _batches(tellings))


def told_at(key: str) -> datetime | None:
    """When the notice with this key was told, or None."""
    return Notice.everything.filter(key=key).values_list("created_at", flat=True).first()


def _batches(tellings: Iterable[Telling]) -> Iterable[list[Telling]]:
    batch: list[Telling] = []
    for telling in tellings:
        batch.append(telling)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _tell_batch(batch: list[Telling], *, at: datetime, in_bulk: bool) -> int:
    with transaction.atomic():
        keys = [telling.key for telling in batch]
        known = set(Notice.everything.filter(key__in=keys).values_list("key", flat=True))
        fresh = [_notice(telling, at=at) for telling in batch if telling.key not in known]
        _mark_first(fresh)
        Notice.everything.bulk_create(fresh, ignore_conflicts=True)
        sendable = [notice for notice in fresh if notice.state == Notice.State.PROMISED]
        for notice in fresh:
            if notice.office_since:
                tell_office("delivery", notice.reference, version="told", at=at)
        promise_many("send-notice", [(n.key, {"key": n.key}) for n in sendable], at=at, in_bulk=in_bulk)
        _tell_systems(fresh, at=at)
    return len(fresh)


def _tell_systems(fresh: list[Notice], *, at: datetime) -> None:
    """Tells the systems of each mailbox of what everybody who reads it can read."""
    events = [
        Event(
            one.organisation_id,
            one.reference,
            {"href": address_in_api(f"messages/{one.reference}")},
            behind=tuple(filter(None, (one.about, *one.concerns))),
        )
        for one in fresh
        if one.organisation_id is not None and one.is_first and not one.is_personal
    ]
    tell_systems_of(events, EventKind.MESSAGE_RECEIVED, version="told", at=at)


def _mark_first(fresh: list[Notice]) -> None:
    """Of the copies for several people, the first ever stands for all."""
    groups = {notice.group for notice in fresh if notice.group}
    known = set(Notice.everything.filter(group__in=groups).values_list("group", flat=True)) if groups else set()
    for notice in fresh:
        notice.is_first = not notice.group or notice.group not in known
        known.add(notice.group)


def _notice(telling: Telling, *, at: datetime) -> Notice:
    message, to = telling.message, telling.to
    channel = to.channel
    text = text_of(message.template, "email" if channel == "mailbox" else channel, to.language)
    shown = message.shown()
    return Notice(
        key=telling.key,
        about=telling.about,
        concerns=list(telling.concerns),
        group=telling.group,
        template=message.template,
        language=text.language,
        statutory=message.statutory,
        is_personal=message.personal and to.user_id is not None,
        organisation_id=to.organisation_id,
        user_id=to.user_id,
        channel=channel,
        address=to.address(also_by_letter=message.statutory),
        personalisation=with_secret_sealed(message, at=at),
        subject=fill(text.subject, shown)[:200],
        body=fill(text.body, shown),
        created_at=at,
        **_beginning(telling, at=at),
    )


def _beginning(telling: Telling, *, at: datetime) -> dict[str, Any]:
    """In the mailbox it has arrived. Large print is for the office to post.

    What has nowhere to go has failed, and is for the office if the law demands it.
    """
    if telling.to.channel == Notice.Channel.LETTER and telling.to.large_print:
        return {"state": Notice.State.FAILED, "why": LARGE_PRINT, "ended_at": at, "office_since": at}
    if telling.to.channel != Notice.Channel.MAILBOX:
        return {"state": Notice.State.PROMISED}
    if telling.to.organisation_id is not None:
        return {"state": Notice.State.DELIVERED}
    lost = {"state": Notice.State.FAILED, "why": "no-address", "ended_at": at}
    return lost | ({"office_since": at} if telling.message.statutory else {})
