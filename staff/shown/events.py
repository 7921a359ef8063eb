"""What happened to a case, in words: what staff did, and how its request moved, in one line of time."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.colleagues import names_of
from casework.models import Case, CaseEvent
from core.actor import Officer
from core.design.formats import moment_words
from transactions.models import Movement
from transactions.registry import NoSuchType, type_named
from transactions.states import State

EVENTS: Mapping[str, str | Promise] = {
    "taken": gettext_lazy("Taken"),
    "released": gettext_lazy("Released"),
    "handed-over": gettext_lazy("Handed over to %(to)s"),
    "allocated": gettext_lazy("Given to %(to)s"),
    "moved": gettext_lazy("Moved to another team"),
    "noted": gettext_lazy("Note written"),
    "decided": gettext_lazy("Decided"),
    "asked": gettext_lazy("Questions asked"),
    "keyed-in": gettext_lazy("Answer keyed in"),
    "extended": gettext_lazy("More time to answer given"),
    "settled": gettext_lazy("Settled"),
    "opened": gettext_lazy("Opened from outside the team"),
    "suspended": gettext_lazy("Suspended"),
    "resumed": gettext_lazy("Resumed"),
    "opened-again": gettext_lazy("Opened again"),
    "wait-ended": gettext_lazy("Wait ended"),
    "undone": gettext_lazy("Decision undone"),
}
BY_STAFF = frozenset({"ask", "accept", "refuse", "recommend", "approve", "confirm-refusal", "key-in-answer", "undo",
                      "open-again"})  # fmt: skip
"""Moves that an event of the case tells already."""
MOVED: Mapping[str, str | Promise] = {
    "answer": gettext_lazy("The customer answered"),
    "stop-asking": gettext_lazy("The time to answer is over"),
    "void-recommendation": gettext_lazy("The recommendation does not count any more"),
    "send-back": gettext_lazy("Sent back by the second officer"),
    "withdraw": gettext_lazy("Withdrawn by the customer"),
    "settle": gettext_lazy("Paid"),
}


def timeline_of(case: Case, *, by: Officer) -> list[dict[str, Any]]:
    """Newest first."""
    events = list(CaseEvent.objects.visible_to(by).filter(case=case))
    moves = list(_moves(case, by=by))
    names = names_of([text for row in events for text in (row.by, row.to)] + [row.by for row in moves], by=by)
    told = [(row.at, 1, row.pk, _event(row, names)) for row in events]
    told += [(row.at, 0, row.pk, _move(row, names, case)) for row in moves]
    return [shown for *_order, shown in sorted(told, key=lambda one: one[:3], reverse=True)]


def _moves(case: Case, *, by: Officer) -> Iterable[Movement]:
    if case.kind != "filing":
        return ()
    rows = Movement.objects.visible_to(by).filter(filing__reference=case.about)
    return rows.exclude(name__in=BY_STAFF).exclude(to_state__in=[State.RECEIVED, State.ACCEPTED])


def _event(row: CaseEvent, names: Mapping[str, str]) -> dict[str, Any]:
    title = str(EVENTS.get(row.name) or row.name) % {"to": names.get(row.to, _("a colleague"))}
    return {"title": title, "when": moment_words(row.at), "by": names.get(row.by, ""), "text": row.why}


def _move(row: Movement, names: Mapping[str, str], case: Case) -> dict[str, Any]:
    title = MOVED.get(row.name) or dict(_waits(case)).get(row.stage if row.to_state == State.WAITING else "")
    said = str(title or State(row.to_state).label)
    return {"title": said, "when": moment_words(row.at), "by": names.get(row.by, ""), "text": row.why}


def _waits(case: Case) -> Iterator[tuple[str, str]]:
    try:
        yield from ((stage.key, str(stage.title)) for stage in type_named(case.topic).stages)
    except NoSuchType:
        return
