"""The words of reminders: of one renewal alone, or of a day's renewals together."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from core.design.formats import day_words
from notifications.messages import (
    Message,
    ReminderDue,
    ReminderLapsed,
    ReminderLate,
    RemindersDue,
    RemindersLapsed,
    RemindersLate,
)
from rights.models import Right
from rights.portfolio.needs import DUE, LATE, RESTORABLE
from rights.reminding.queries import Claim

TOGETHER: dict[str, tuple[type[RemindersDue | RemindersLate | RemindersLapsed], str]] = {
    "late": (RemindersLate, LATE),
    "lapsed": (RemindersLapsed, RESTORABLE),
}
"""The message and the list of the portfolio for each stage; all others are due."""


MOST_LISTED = 500
"""So that the message of a firm with thousands of rights stays one that can be sent."""


class Due(NamedTuple):
    """A claimed reminder with its right and what the renewal costs, in words."""

    claim: Claim
    right: Right
    fee: str


def message_of(items: Sequence[Due]) -> Message:
    """The message about one renewal, or about several of one stage; in the language that is active."""
    return _alone(items[0]) if len(items) == 1 else _together(items)


def _alone(item: Due) -> Message:
    claim, right, fee = item
    shared = {"right_number": right.number, "title": right.title, "own_reference": claim.own_reference or "–"}
    renew_url = f"{settings.PUBLIC_URL}/renew/?number={right.number}"
    if claim.stage == "lapsed":
        return ReminderLapsed(**shared, ceased_on=_ceased(right), restore_by=_words(right.restore_by))
    if claim.stage == "late":
        return ReminderLate(**shared, late_until=_words(right.late_until), fee=fee, renew_url=renew_url)
    return ReminderDue(**shared, due_on=_words(right.due_on), fee=fee, renew_url=renew_url)


def _listed(items: Sequence[Due]) -> Iterator[str]:
    """A line for each renewal; of very many the first, and how many more there are."""
    yield from (_line(item) for item in items[:MOST_LISTED])
    if len(items) > MOST_LISTED:
        yield _("and %(count)s more: see the list in your portfolio") % {"count": len(items) - MOST_LISTED}


def lines_of(items: Sequence[Due]) -> str:
    """A line for each renewal, as a list in a message."""
    return "\n".join(f"* {line}" for line in _listed(items))


def heading_of(items: Sequence[Due]) -> str:
    """What the lines are about, in a few words."""
    headings = {"late": _("Renewal fees are late: %(count)s"), "lapsed": _("Patents lapsed: %(count)s")}
    words = headings.get(items[0].claim.stage, _("Renewal fees are due: %(count)s"))
    return words % {"count": len(items)}


def _together(items: Sequence[Due]) -> Message:
    message, need = TOGETHER.get(items[0].claim.stage, (RemindersDue, DUE))
    return message(
        how_many=str(len(items)),
        rights=lines_of(items),
        list_url=f"{settings.PUBLIC_URL}/portfolio/?need={need}",
    )


def _line(item: Due) -> str:
    claim, right, fee = item
    said = _said(claim.stage, right, fee)
    if not claim.own_reference:
        return said
    return _("%(what)s Your own reference: %(reference)s") % {"what": said, "reference": claim.own_reference}


def _said(stage: str, right: Right, fee: str) -> str:
    about = {"number": right.number, "title": right.title, "fee": fee}
    if stage == "lapsed":
        days = {"ceased": _ceased(right), "day": _words(right.restore_by)}
        return _("%(number)s, %(title)s: ceased on %(ceased)s, can be restored until %(day)s.") % (about | days)
    if stage == "late":
        return _("%(number)s, %(title)s: %(fee)s today, until %(day)s.") % (about | {"day": _words(right.late_until)})
    return _("%(number)s, %(title)s: %(fee)s by %(day)s.") % (about | {"day": _words(right.due_on)})


def _ceased(right: Right) -> str:
    return _words(right.next_renewal_on or right.ceased_on)


def _words(day: date | None) -> str:
    return day_words(day) if day else "–"
