"""Writes dates, times and money as GOV.UK content style has them."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

LONDON = ZoneInfo("Europe/London")


def day_words(day: date) -> str:
    """``10 May 2019``; a moment is taken as its London day."""
    if isinstance(day, datetime):
        day = day.astimezone(LONDON).date()
    return date_format(day, "j F Y")


def month_words(day: date) -> str:
    """``June 2026`` in the active language, from any day of the month."""
    return date_format(day, "F Y")


def last_of_month(day: date) -> date:
    """The last day of the month of the day."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def time_words(moment: datetime | time) -> str:
    """``3:45pm``, ``11am``, ``midday``, ``midnight``; a moment is taken in London time."""
    clock = moment.astimezone(LONDON).time() if isinstance(moment, datetime) else moment
    if clock.minute == 0 and clock.hour in (0, 12):
        return _("midday") if clock.hour else _("midnight")
    hour = clock.hour % 12 or 12
    minutes = f":{clock.minute:02}" if clock.minute else ""
    return f"{hour}{minutes}{'am' if clock.hour < 12 else 'pm'}"


def moment_words(moment: datetime) -> str:
    """``10 May 2019 at 3:45pm``, both in London."""
    return _("%(day)s at %(time)s") % {"day": day_words(moment), "time": time_words(moment)}


def counted(number: int) -> str:
    """A count as sentences have it: ``7``, ``1,000``."""
    return f"{number:,}"


def fee_words(pence: int) -> str:
    """An amount as fee lines have it: ``£70``, or that there is no fee."""
    return pounds(pence) if pence else _("No fee")


def pounds(pence: int) -> str:
    """``£70``, ``£1,250``, ``£75.50``, ``-£3`` from whole pence."""
    whole, part = divmod(abs(pence), 100)
    sign = "-" if pence < 0 else ""
    return f"{sign}£{whole:,}" + (f".{part:02}" if part else "")
