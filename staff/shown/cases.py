"""Cases as lists and headings show them: from their rows alone, so that a page costs the same for any number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.clocks import Clock, due_words, is_overdue
from casework.models import Case, Stands
from casework.registry import kind_named
from rights.calendar import OfficeCalendar
from rights.rulebook import rulebook

Words = str | Promise

TONES: Mapping[str, str] = {
    Stands.TO_CHECK: "info",
    Stands.SECOND_CHECK: "notice",
    Stands.WITH_CUSTOMER: "neutral",
    Stands.WAITING: "neutral",
    Stands.SUSPENDED: "warning",
    Stands.DONE: "good",
}
FLAGS: Mapping[str, Words] = {
    "hold": _("On hold"),
    "disputed": _("Disputed"),
    "more-came": _("More was sent"),
    "urgent": _("Urgent"),
    "no-answer": _("No answer came"),
    "opened-again": _("Opened again"),
    "new-contact": _("New contact or link"),
}


@dataclass(frozen=True)
class Line:
    """One case in a list."""

    case: Case
    title: str
    stands: str
    tone: str
    due: str
    is_late: bool
    flags: tuple[Words, ...]
    who_has_it: str


def lines(cases: Iterable[Case], *, on: date) -> list[Line]:
    """The rows of a list."""
    calendar = rulebook().calendar
    return [line(case, calendar, on=on) for case in cases]


def line(case: Case, calendar: OfficeCalendar, *, on: date) -> Line:
    """One case in words."""
    return Line(
        case=case,
        title=kind_named(case.kind).title_of(case),
        stands=str(Stands(case.stands).label),
        tone=TONES[case.stands],
        due=due_words(calendar, Clock(case.due_on, case.days_left), on=on) if case.stands != Stands.DONE else "",
        is_late=is_overdue(case.due_on, on=on),
        flags=flags_of(case),
        who_has_it=case.allocated_to.name if case.allocated_to else "",
    )


def flags_of(case: Case) -> tuple[Words, ...]:
    """What makes one look twice."""
    raised = [*(["urgent"] if case.urgent else []), *case.flags]
    return tuple(FLAGS.get(flag, flag) for flag in raised)
