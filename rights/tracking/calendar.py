"""The calendar feed: deadlines of an account's renewals for a calendar program, under a secret address."""

import secrets
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from accounts.actors import NoMember, applicant
from core.actor import Applicant
from core.design.formats import day_words
from rights.models import CalendarFeed, Link
from rights.portfolio.needs import once_each
from rights.statuses import Status

AHEAD = timedelta(days=400)
MOST = 5000


class NoFeed(LookupError):
    """The address leads to no calendar, or no longer."""


def new_address(*, by: Applicant, at: datetime) -> str:
    """A fresh secret for the person's feed; the one before stops working."""
    secret = secrets.token_urlsafe(32)
    values = {"secret_hash": _hash(secret), "made_at": at}
    CalendarFeed.everything.update_or_create(organisation_id=by.organisation_id, user_id=by.user_id, defaults=values)
    return secret


def stop_feed(*, by: Applicant) -> None:
    """The address stops working."""
    mine = CalendarFeed.objects.visible_to(by)
    CalendarFeed.everything.filter(pk__in=mine.values("pk")).delete()


def has_feed(*, by: Applicant) -> bool:
    """Whether the person has an address."""
    return CalendarFeed.objects.visible_to(by).exists()


def calendar_for(secret: str, *, on: date, at: datetime) -> bytes:
    """The feed as iCalendar (RFC 5545); what a wall or a lost membership takes away is gone with the next reading.

    Raises:
        NoFeed.
    """
    feed = CalendarFeed.everything.filter(secret_hash=_hash(secret)).select_related("user").first()
    if feed is None or not feed.user.is_active:
        raise NoFeed
    try:
        by = applicant(feed.user, feed.organisation_id, signed_in_at=None)
    except NoMember:
        raise NoFeed from None
    calendar = Calendar()
    calendar.add("prodid", "-//One IPO//Renewals//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Patent renewals"))
    links = once_each(by).filter(status=Status.GRANTED, due_on__gte=on - timedelta(days=200), due_on__lte=on + AHEAD)
    for link in links.order_by("due_on", "pk")[:MOST]:
        calendar.add_component(_event(link, at=at))
    return bytes(calendar.to_ical())


def _event(link: Link, *, at: datetime) -> Event:
    event, alarm = Event(), Alarm()
    event.add("uid", f"{link.number}-{link.due_on:%Y%m%d}@one-ipo")
    event.add("dtstamp", at)
    event.add("dtstart", link.due_on)
    name = f"{link.number} ({link.own_reference})" if link.own_reference else link.number
    event.add("summary", _("Renew %(number)s") % {"number": name})
    late = day_words(link.late_until) if link.late_until else "–"
    event.add(
        "description", _("%(title)s. With an additional fee until %(late)s.") % {"title": link.title, "late": late}
    )
    alarm.add("action", "DISPLAY")
    alarm.add("description", name)
    alarm.add("trigger", timedelta(days=-14))
    event.add_component(alarm)
    return event


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
