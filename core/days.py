"""The legal day is London's, whatever the machine's clock or zone says."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def legal_day(at: datetime) -> date:
    """The London day on which the moment falls: 23:30 UTC on 30 June is 1 July.

    Raises:
        ValueError: if the moment carries no zone.
    """
    if at.tzinfo is None:
        raise ValueError("A moment without a zone has no legal day")
    return at.astimezone(LONDON).date()


def start_of(day: date) -> datetime:
    """Midnight in London at which the day begins."""
    return datetime.combine(day, time.min, LONDON)


def end_of(day: date) -> datetime:
    """Midnight in London at which the day ends and the next one begins."""
    return start_of(day + timedelta(days=1))
