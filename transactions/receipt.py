"""Which day counts for a request: the one on which it is sent, or on which paper or a call reached the office."""

from datetime import date, datetime
from uuid import UUID

from core.days import legal_day
from transactions.models import KEYED, Filing


def is_keyed(filing: Filing) -> bool:
    """Whether the office keys it in."""
    return filing.channel in KEYED


def day_that_counts(filing: Filing, *, at: datetime) -> date:
    """The London day for whose rules and fees a draft is looked at.

    The day of receipt of paper, whenever it is keyed in: nobody loses by the time that the office takes.
    """
    return legal_day(filing.received_at if is_keyed(filing) else at)


def signed_in_filer(filing: Filing) -> UUID | None:
    """The account that filed it itself, and so has agreed; of what was keyed in for an account nobody has."""
    return None if is_keyed(filing) else filing.organisation_id
