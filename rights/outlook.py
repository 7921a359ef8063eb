"""What lies ahead of a right on a day, by the rules of its field."""

from datetime import date

from rights.fields import rules_of
from rights.patents.outlook import Outlook
from rights.rulebook import rulebook
from rights.standing import RightFacts

__all__ = ["Outlook", "outlook_of"]


def outlook_of(right: RightFacts, *, on: date) -> Outlook:
    """Empty for a right that is not renewed, or that has ended otherwise than by time; makes no query."""
    book = rulebook()
    return rules_of(right.field).outlook(right, on, book.calendar, book.fees) or Outlook()
