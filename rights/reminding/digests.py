"""Digests: what an account, a client or one right has to pay, once a week or month, to whoever wants it so."""

from collections.abc import Iterator
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from core.actor import System
from core.design.formats import day_words
from notifications.messages import ReminderDigest
from notifications.recipients import Recipient
from notifications.services import tell
from rights.models import Link, ReminderCopy
from rights.portfolio.needs import DUE, LATE, RESTORABLE, needing
from rights.reminding.copies import Scope, stop_url
from rights.reminding.fees import fee_words
from rights.standing import Standing, load_standings

NAMED = 100
MONDAY = 0
SENDER = System("digests")


def send_digests(on: date, *, at: datetime) -> int:
    """Sends the digests of the London day, once; returns how many. Where nothing is due nothing is sent."""
    often = [ReminderCopy.Often.WEEKLY] if on.weekday() == MONDAY else []
    often += [ReminderCopy.Often.MONTHLY] if on.day == 1 else []
    copies = ReminderCopy.everything.filter(often__in=often, stopped_at=None).exclude(confirmed_at=None)
    return sum(_send(copy.pk, on, at=at) for copy in copies.exclude(sent_on=on).order_by("pk"))


def _send(pk: int, on: date, *, at: datetime) -> bool:
    with transaction.atomic():
        copy = ReminderCopy.everything.select_for_update(of=("self",)).select_related("organisation").get(pk=pk)
        if copy.stopped_at or copy.sent_on == on:
            return False
        ReminderCopy.everything.filter(pk=pk).update(sent_on=on)
        with translation.override(copy.language):
            message = _message(copy, on)
            if message is not None:
                to = Recipient(email=copy.address, language=copy.language)
                tell(message, to=to, key=f"digest:{pk}:{on.isoformat()}", about="", at=at)
    return message is not None


def _message(copy: ReminderCopy, on: date) -> ReminderDigest | None:
    needs = {need: _links(copy).filter(needing(need, on=on)) for need in (LATE, DUE, RESTORABLE)}
    counts = {need: links.values("right_id").distinct().count() for need, links in needs.items()}
    if not any(counts.values()):
        return None
    first = [link for links in needs.values() for link in _each_once(links)[:NAMED]][:NAMED]
    standings = load_standings([link.right_id for link in first], by=SENDER, on=on)
    more = sum(counts.values()) - len(first)
    lines = [*_lines(first, standings), *([_("and %(count)s more") % {"count": more}] if more > 0 else [])]
    return ReminderDigest(
        account=copy.organisation.name,
        late=str(counts[LATE]),
        due=str(counts[DUE]),
        restorable=str(counts[RESTORABLE]),
        rights="\n".join(f"* {line}" for line in lines),
        list_url=f"{settings.PUBLIC_URL}/portfolio/",
        stop_url=stop_url(copy),
    )


def _links(copy: ReminderCopy) -> QuerySet[Link]:
    links = Link.everything.filter(organisation_id=copy.organisation_id, state=Link.State.ACTIVE)
    links = links.filter(wall_key=copy.wall_key)
    if copy.scope == Scope.RIGHT:
        return links.filter(right=copy.right)
    return links.filter(client_file_id=copy.client_file_id) if copy.scope == Scope.CLIENT else links


def _each_once(links: QuerySet[Link]) -> list[Link]:
    rows = links.order_by("next_renewal_on", "right_id")[: 2 * NAMED]
    return list({link.right_id: link for link in rows}.values())


def _lines(links: list[Link], standings: dict[int, Standing]) -> Iterator[str]:
    for link in links:
        last = link.due_on if link.due_on and link.due_on >= date.min else None
        about = {"number": link.number, "title": link.title, "fee": fee_words(standings.get(link.right_id))}
        said = _("%(number)s, %(title)s: %(fee)s") % about
        said += f", {day_words(last)}" if last else ""
        yield f"{said} ({link.own_reference})" if link.own_reference else said
