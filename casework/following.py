"""Brings a case in line with what it is about; repeating it changes nothing."""

from datetime import datetime

from django.db import transaction

from casework.clocks import Clock, resumed, started, stopped
from casework.kind import CaseKind, Matter
from casework.models import OURS, Case, Stands
from casework.ranking import rank_of
from casework.registry import all_kinds, kind_named
from casework.routing import route, standard_for
from core.days import legal_day
from core.references import new_reference
from rights.rulebook import rulebook

ESCALATES = frozenset({"no-answer"})
"""Flags that make a case urgent when they are raised: it waited long enough."""

COPIED = (
    "topic", "stage", "outcome", "number", "rights_count", "who", "channel", "language", "received_at", "law_ends_on",
    "prepared_by",
)  # fmt: skip


def follow(kind: str, about: str, *, at: datetime) -> Case | None:
    """Opens, changes or closes the case of a matter; None where there is nothing for the office.

    Raises:
        NoSuchKind.
    """
    declared = kind_named(kind)
    with transaction.atomic():
        found = Case.everything.select_for_update(of=("self",)).filter(kind=kind, about=about).first()
        matter = declared.read(about)
        if matter is None or (found is None and matter.stands == Stands.DONE):
            return found
        case = found or _opened(declared, about, matter, at=at)
        _bring_in_line(case, matter, at=at)
        case.save()
    return case


def follow_everything(*, at: datetime) -> int:
    """Looks at every matter that waits for the office, and at every open case: nothing is forgotten. How many."""
    waiting = {(slug, about) for slug, kind in all_kinds().items() for about in kind.all_open()}
    opened = set(Case.everything.exclude(stands=Stands.DONE).values_list("kind", "about"))
    for kind, about in sorted(waiting | opened):
        follow(kind, about, at=at)
    return len(waiting | opened)


def _opened(declared: CaseKind, about: str, matter: Matter, *, at: datetime) -> Case:
    """A new case where its team finds it; the clock starts on the day on which the office got it."""
    routed, on = route(declared.slug, matter), legal_day(at)
    standard = standard_for(declared.slug, matter.topic, on=on)
    target = standard.working_days if standard else None
    row = {
        "reference": matter.reference or new_reference(declared.prefix),
        "team": routed.team,
        "urgent": routed.urgent,
        "received_at": matter.received_at,
        "opened_at": at,
        "started_on": on,
        "target_days": target,
        "due_on": started(rulebook().calendar, on, target).due_on,
    }
    made, _ = Case.everything.get_or_create(kind=declared.slug, about=about, defaults=row)
    return Case.everything.select_for_update(of=("self",)).get(pk=made.pk)


def _bring_in_line(case: Case, matter: Matter, *, at: datetime) -> None:
    for name in COPIED:
        setattr(case, name, getattr(matter, name))
    if ESCALATES & ({*matter.flags} - {*case.flags}):
        case.urgent = True
    case.flags = sorted({*matter.flags})
    case.sought = "\n".join(dict.fromkeys(filter(None, (case.reference, matter.who, *matter.sought))))
    restart(case, _standing(case, matter), at=at)


def _standing(case: Case, matter: Matter) -> Stands:
    """What staff suspended stays so until they resume it, or until it ends."""
    holds_still = case.stands == Stands.SUSPENDED and matter.stands in OURS
    return Stands.SUSPENDED if holds_still else matter.stands


def restart(case: Case, stands: Stands, *, at: datetime) -> None:
    """Lets the case stand so: the clock runs while it is the office's turn, and an end stops it for good."""
    calendar, on = rulebook().calendar, legal_day(at)
    clock = Clock(case.due_on, case.days_left)
    clock = resumed(calendar, clock, on) if stands in OURS else stopped(calendar, clock, on)
    case.due_on, case.days_left = clock.due_on, clock.days_left
    if stands == Stands.DONE and case.closed_at is None:
        case.closed_at = at
    if stands != Stands.DONE:
        case.closed_at = None
    case.stands = stands
    case.rank = rank_of(case)
