"""Checks a filing against the rules of a day."""

from datetime import datetime

from core.actor import Actor
from transactions.consents.wanted import parties_to_ask
from transactions.examining import examine_filing
from transactions.models import Filing
from transactions.questions import Questions
from transactions.receipt import day_that_counts
from transactions.review import Review, review_of


def check(filing: Filing, *, by: Actor, at: datetime) -> Review:
    """What the check page shows: answers, fees and objections as of now."""
    on = day_that_counts(filing, at=at)
    found = examine_filing(filing, by=by, on=on)
    return review_of(Questions(filing, by=by, on=on), found, to_agree=parties_to_ask(found))
