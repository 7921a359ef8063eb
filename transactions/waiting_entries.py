"""Enters what the register says while a filing waits, and when it ends without being accepted, in runs of rights."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction

from core.actor import System
from core.days import legal_day
from core.outbox import promise
from rights.facts import Fact
from rights.models import Right
from rights.register import Recording, record_many
from rights.standing import Standing
from transactions.kind import TransactionType
from transactions.models import Filing, FilingRight, Movement
from transactions.registry import type_named
from transactions.standings import load
from transactions.states import State
from transactions.telling import tell_of_stage
from transactions.workflow import lock

CHUNK = 500
RECORDER = System("transactions")
ENDINGS = {State.REFUSED: "refused", State.WITHDRAWN: "withdrawn"}


def enter_stage(filing: Filing, *, at: datetime) -> Filing:
    """Enters the facts of the wait that has just begun and tells whom it concerns: one run now, others by promise.

    To be called in the database transaction of the move.
    """
    declared = type(type_named(filing.type))
    tells = (declared.stage_facts, declared.stage_concerned)
    if tells == (TransactionType.stage_facts, TransactionType.stage_concerned):
        return filing
    return _begin(filing, filing.stage, at=at)


def enter_ending(filing: Filing, *, at: datetime) -> Filing:
    """Enters the facts of an end without acceptance; a filing that was never received has told the register nothing."""
    if filing.state not in ENDINGS or not _tells_endings(filing) or not _was_received(filing):
        return filing
    return _begin(filing, ENDINGS[State(filing.state)], at=at)


def ending_facts(filing: Filing, standing: Standing, on: date) -> tuple[Fact, ...]:
    """What the register says of a right that could not be done although others of the filing were."""
    if not _tells_endings(filing):
        return ()
    return tuple(type_named(filing.type).ending_facts("refused", filing.claims, standing, on))


def enter_run(filing: Filing, *, at: datetime) -> bool:
    """Enters the next run in one database transaction; True while more are left. Harmless to repeat."""
    with transaction.atomic():
        locked = lock(filing)
        if not locked.entering:
            return False
        rest = FilingRight.everything.filter(filing=locked, left_out=False, outcome="", right_id__gt=locked.entered_to)
        rows = list(rest.order_by("right_id")[:CHUNK])
        if rows:
            _enter(locked, rows, at=at)
            locked.entered_to = rows[-1].right_id
        more = rest.filter(right_id__gt=locked.entered_to).exists()
        if more:
            _promise_next(locked, at=at)
        else:
            locked.entering, locked.entered_to = "", 0
        locked.save(update_fields=["entering", "entered_to"])
    return more


def finish_entering(filing: Filing, *, at: datetime) -> None:
    """Enters at once what is left of an earlier wait, so that the register never learns things out of order."""
    if filing.entering:
        while enter_run(filing, at=at):
            pass


def _begin(filing: Filing, what: str, *, at: datetime) -> Filing:
    finish_entering(filing, at=at)
    Filing.everything.filter(pk=filing.pk).update(entering=what, entered_to=0)
    enter_run(filing, at=at)
    return lock(filing)


def _enter(filing: Filing, rows: Sequence[FilingRight], *, at: datetime) -> None:
    right_ids = [row.right_id for row in rows]
    list(Right.everything.select_for_update().filter(pk__in=right_ids).order_by("pk").values_list("pk"))
    on = _day(filing, at)
    standings = load(right_ids, by=RECORDER, on=on, asking=filing)
    facts = {row.right_id: tuple(_facts(filing, standings[row.right_id], on)) for row in rows}
    recordings = [Recording(right_id, told) for right_id, told in facts.items() if told]
    record_many(recordings, because=filing.reference, by=RECORDER, received_at=filing.received_at, at=at)
    for row in rows:
        row.entries += len(facts[row.right_id])
    FilingRight.everything.bulk_update(rows, ["entries"], batch_size=CHUNK)
    if filing.entering not in ENDINGS.values():
        tell_of_stage(filing, list(standings.values()), on, at=at)


def _facts(filing: Filing, standing: Standing, on: date) -> Iterable[Fact]:
    declared = type_named(filing.type)
    ask = declared.ending_facts if filing.entering in ENDINGS.values() else declared.stage_facts
    return ask(filing.entering, filing.claims, standing, on)


def _day(filing: Filing, at: datetime) -> date:
    """The day on which the wait began or the filing ended, whenever the run comes."""
    if filing.entering in ENDINGS.values():
        return legal_day(filing.ended_at or at)
    return filing.stage_began_on or legal_day(at)


def _promise_next(filing: Filing, *, at: datetime) -> None:
    moves = Movement.everything.filter(filing=filing).count()
    key = f"{filing.reference}:{moves}:{filing.entered_to}"
    promise("enter-waiting", key=key, payload={"reference": filing.reference}, at=at)


def _tells_endings(filing: Filing) -> bool:
    return type(type_named(filing.type)).ending_facts is not TransactionType.ending_facts


def _was_received(filing: Filing) -> bool:
    return Movement.everything.filter(filing=filing, to_state=State.RECEIVED).exists()
