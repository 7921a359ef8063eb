"""Declared waits: begins them, ends them when their time is over, and lets people take their exits."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from accounts.roles import OfficePermission, demand
from core.actor import Actor, Officer, System, label
from core.days import legal_day
from payments.services import unresolved_subjects
from transactions.apart import demand_disinterested
from transactions.dues import bill_stage, let_stage_money_go, payment_stage, subject_of
from transactions.examination import Examination
from transactions.kind import Acts, Begins, Exit, Stage, Then, TransactionType
from transactions.models import Filing
from transactions.moves import Move
from transactions.parts import stage_named
from transactions.recording import begin_recording, conclude
from transactions.registry import type_named
from transactions.states import State
from transactions.telling import tell_waiting
from transactions.waiting_entries import enter_stage, finish_entering
from transactions.watched import begin_watching, end_watching
from transactions.workflow import CannotMove, lock, may_make, move

CALENDAR = System("calendar")
ENDINGS = {Then.DECIDE: "queue", Then.RECORD: "end-stage-accepting", Then.REFUSE: "end-stage-refusing"}


def first_stage(declared: TransactionType, begins: Begins) -> Stage | None:
    """The wait that the event begins, if the type declares one."""
    return next((stage for stage in declared.stages if stage.begins == begins), None)


def stage_of(filing: Filing) -> Stage | None:
    """The wait in which the filing is."""
    if filing.state != State.WAITING:
        return None
    return stage_named(type_named(filing.type).stages, filing.stage)


def begin_stage(filing: Filing, stage: Stage, *, at: datetime) -> Filing:
    """Puts the filing into a wait whose last day is computed from today, and enters what the register says of it.

    To be called inside ``transaction.atomic()``.
    """
    finish_entering(filing, at=at)
    moved = move(filing, "begin-stage", by=CALENDAR, at=at, changes=stage_columns(filing, stage, at=at))
    return arrive(moved, at=at)


def arrive(filing: Filing, *, at: datetime) -> Filing:
    """What a wait begins with, in the database transaction of its move: entries, what is to be paid, who is told.

    Where nothing is to be paid after all, it is over at once.
    """
    filing, stage = enter_stage(filing, at=at), stage_of(filing)
    if stage is not None and stage.paid_to:
        filing, found = bill_stage(filing, at=at)
        if free_stage(filing, found, at=at):
            return lock(filing)
    if stage is not None and stage.watches:
        begin_watching(filing, stage)
    if stage is not None and stage.begins != Begins.SUBMITTED:
        tell_waiting(filing, stage, at=at)
    return filing


def stage_columns(filing: Filing, stage: Stage, *, at: datetime) -> dict[str, object]:
    """What the filing's row says while the wait lasts."""
    began_on = legal_day(at)
    return {"stage": stage.key, "stage_began_on": began_on, "stage_ends_on": stage.lasts(filing.answers, began_on)}


def free_stage(filing: Filing, found: Examination, *, at: datetime) -> bool:
    """Ends a wait that is to be paid and costs nothing as if it were paid; says whether it did."""
    stage = payment_stage(filing)
    if stage is None or not found.payable or found.total_pence:
        return False
    lead(filing, stage.paid_to, at=at)
    return True


def end_stages(on: date, *, at: datetime) -> int:
    """Ends every wait whose last day is before ``on``; returns how many. Harmless to repeat.

    One that is to be paid goes on while money given in time is not resolved.
    """
    due = Filing.everything.filter(state=State.WAITING, stage_ends_on__lt=on).order_by("stage_ends_on", "pk")
    unresolved: dict[date, set[str]] = {}
    return sum(_end(candidate, on, unresolved, at=at) for candidate in due.iterator())


def _end(candidate: Filing, on: date, unresolved: dict[date, set[str]], *, at: datetime) -> bool:
    with transaction.atomic():
        filing = lock(candidate)
        stage, last = stage_of(filing), filing.stage_ends_on
        if stage is None or last is None or last >= on:
            return False
        if stage.paid_to and last not in unresolved:
            unresolved[last] = unresolved_subjects(paid_on_or_before=last)
        if stage.paid_to and subject_of(filing) in unresolved[last]:
            return False
        lead(filing, stage.then, at=at)
    return True


def exits_open_to(actor: Actor, filing: Filing) -> list[Exit]:
    """The exits that the actor may take now."""
    stage = stage_of(filing)
    return [] if stage is None else [way for way in stage.exits if _may_take(actor, way, filing)]


def take_exit(filing: Filing, key: str, *, by: Actor, at: datetime) -> Filing:
    """Ends the wait by what a person does.

    Raises:
        CannotMove: if the wait has no such exit for the actor.
        LinkedToRight, NotPermitted: for officers who do not decide this.
    """
    with transaction.atomic():
        locked = lock(filing)
        if isinstance(by, Officer):
            demand(by, OfficePermission.DECIDE)
            demand_disinterested(locked, by)
        way = _exit_named(exits_open_to(by, locked), key)
        return lead(locked, way.to, at=at, why=f"{way.key}, by {label(by)}")


def _exit_named(ways: Iterable[Exit], key: str) -> Exit:
    for way in ways:
        if way.key == key:
            return way
    raise CannotMove(f"There is no way {key} out of this wait now")


def _may_take(actor: Actor, way: Exit, filing: Filing) -> bool:
    as_move = Move(way.key, frozenset({State.WAITING}), State.WAITING, way.by, "")
    return way.by != Acts.SERVICE and may_make(actor, as_move, filing)


def follow_acceptance(filing: Filing, *, at: datetime) -> Filing:
    """What comes after acceptance: the wait that the type declares for it, or the register."""
    stage = first_stage(type_named(filing.type), Begins.ACCEPTED)
    return begin_recording(filing, at=at) if stage is None else begin_stage(filing, stage, at=at)


def lead(filing: Filing, to: str, *, at: datetime, why: str = "") -> Filing:
    """Where a wait leads: to another wait, the officers, the register or a refusal.

    The filing is locked, and in the wait that it leaves.
    """
    let_stage_money_go(filing, at=at)
    end_watching(filing)
    if to not in ENDINGS:
        return begin_stage(filing, stage_named(type_named(filing.type).stages, to), at=at)
    finish_entering(filing, at=at)
    left = {"stage": "", "stage_began_on": None, "stage_ends_on": None}
    moved = move(filing, ENDINGS[Then(to)], by=CALENDAR, at=at, why=why, changes=left)
    if moved.state == State.ACCEPTED:
        return begin_recording(moved, at=at)
    if moved.state == State.REFUSED:
        conclude(moved, at=at)
    return moved
