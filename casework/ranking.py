"""What is to be done first: urgent before plain, then by the earlier of the two deadlines, then the oldest."""

from casework.models import Case

LAST = "9999-12-31"


def rank_of(case: Case) -> str:
    """A text by which cases sort: the deadline of the law counts like the office's own."""
    deadlines = [day.isoformat() for day in (case.due_on, case.law_ends_on) if day is not None]
    return f"{0 if case.urgent else 1} {min(deadlines, default=LAST)} {case.received_at:%Y-%m-%dT%H:%M:%S}"
