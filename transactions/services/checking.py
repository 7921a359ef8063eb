"""Checks a filing against the rules of a day."""

from datetime import date, datetime

from core.actor import Actor
from core.days import legal_day
from transactions.examination import Examination, examine
from transactions.models import Filing, FilingDocument, FilingRight
from transactions.questions import Questions
from transactions.registry import type_named
from transactions.review import Review, review_of
from transactions.standings import load


def check(filing: Filing, *, by: Actor, at: datetime) -> Review:
    """What the check page shows: answers, fees and objections as of now."""
    on = legal_day(at)
    return review_of(Questions(filing, by=by, on=on), examine_filing(filing, by=by, on=on))


def examine_filing(filing: Filing, *, by: Actor, on: date) -> Examination:
    """The rules' view of a stored filing on a day, every right that was chosen included."""
    declared = type_named(filing.type)
    right_ids = list(
        FilingRight.everything.filter(filing=filing).order_by("right_id").values_list("right_id", flat=True)
    )
    standings = load(right_ids, by=by, on=on, asking=filing)
    given = FilingDocument.everything.filter(filing=filing, removed_at=None).values_list("evidence", flat=True)
    return examine(declared, filing.claims, [standings[pk] for pk in right_ids], on=on, by=by, given=given)
