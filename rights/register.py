"""The register's only door: facts are numbered, chained and shown here, all or nothing, in the caller's transaction."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from core.actor import Actor
from rights.access import compared, follow_register, renames_in, standpoint
from rights.annexes import insert_annexes
from rights.correcting import CannotCorrect, demand_correctable
from rights.entering import Act, Recording, enter
from rights.facts import CannotShow, Corrected, Fact, Opening, PartyRenamed
from rights.history import NotThenOnRegister, as_at, rebuild, stored_state
from rights.models import Entry
from rights.queries import insert_rights, reserve_ids
from rights.replay import fact_in, replay
from rights.sandbox.only import demand_sandbox
from rights.shelf import add_people, lock_rights, read_histories, withhold, write_entries, write_people, write_states
from rights.state import RightState
from rights.verifying import verify
from rights.watching import tell_watchers

__all__ = [
    "CannotCorrect",
    "CannotShow",
    "NotThenOnRegister",
    "Recording",
    "UnknownRight",
    "as_at",
    "open_rights",
    "rebuild",
    "record",
    "record_many",
    "stored_state",
    "verify",
]

CHUNK = 2000


class UnknownRight(LookupError):
    """A fact was to be recorded on a right that the register does not hold."""


def record(
    right_id: int, facts: Sequence[Fact], *, because: str, by: Actor, received_at: datetime, at: datetime
) -> list[Entry]:
    """Enters facts on one right; to be called inside ``transaction.atomic()``.

    Raises:
        UnknownRight: if the register does not hold the right.
        CannotShow, CannotCorrect: if the register cannot take a fact; nothing is entered.
    """
    count = record_many([Recording(right_id, tuple(facts))], because=because, by=by, received_at=received_at, at=at)
    return list(reversed(Entry.everything.filter(right_id=right_id).order_by("-number")[:count]))


def record_many(
    recordings: Sequence[Recording], *, because: str, by: Actor, received_at: datetime, at: datetime
) -> int:
    """Enters facts on many rights in a handful of statements, rights locked in the order of their ids.

    Returns the number of entries. To be called inside ``transaction.atomic()``, with each right named at most once.

    Raises:
        UnknownRight, CannotShow, CannotCorrect: as ``record``; nothing is entered.
    """
    _demand_transaction()
    act = Act(because, by, received_at, at)
    ordered = sorted(recordings, key=lambda recording: recording.right_id)
    return sum(_record_chunk(ordered[start : start + CHUNK], act) for start in range(0, len(ordered), CHUNK))


def open_rights(
    openings: Sequence[Opening],
    *,
    field: str = "patent",
    source: str = "",
    keys: Sequence[str] = (),
    slice_of: UUID | None = None,
    because: str,
    by: Actor,
    at: datetime,
) -> list[int]:
    """Takes rights into the register, each with its opening entry; returns their ids in the order given.

    ``slice_of`` is the organisation whose test patents they are. To be called inside ``transaction.atomic()``.

    Raises:
        NotASandbox: for test patents outside a sandbox.
    """
    if slice_of is not None:
        demand_sandbox()
    _demand_transaction()
    ids = reserve_ids("rights_right", len(openings), by=by)
    states = {right_id: RightState(field=field) for right_id in ids}
    named = keys or [""] * len(openings)
    recordings = [
        Recording(right_id, (opening,), source, (key,))
        for right_id, opening, key in zip(ids, openings, named, strict=True)
    ]
    act = Act(because, by, at, at)
    written = [entry for recording in recordings for entry in enter(recording, states[recording.right_id], act)]
    insert_rights(states, slice_of=slice_of, by=by)
    write_entries(written, by=by)
    write_people(states, by=by)
    insert_annexes(states)
    return ids


def _record_chunk(recordings: Sequence[Recording], act: Act) -> int:
    ids = [recording.right_id for recording in recordings]
    states = lock_rights(ids)
    _demand_rights(ids, states)
    back = _renames_taken_back(recordings)
    people = [recording.right_id for recording in recordings if _touches_people(recording)]
    if people:
        add_people({key: states[key] for key in people})
    before = {key: standpoint(states[key]) for key in people}
    written = [entry for recording in recordings for entry in enter(recording, states[recording.right_id], act)]
    write_entries(written, by=act.by)
    states |= _replayed([recording.right_id for recording in recordings if _rewrites_history(recording)])
    write_states(states, people=people, by=act.by)
    withhold({key: states[key] for key in people}, at=act.at)
    changes = {key: (before[key], standpoint(states[key])) for key in people}
    renames = {item.right_id: {**renames_in(item.facts), **back.get(item.right_id, {})} for item in recordings}
    follow_register(changes, renames=renames, because=act.because, at=act.at)
    tell_watchers(written, because=act.because, at=act.at)
    return len(written)


def _demand_transaction() -> None:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("The register is written inside transaction.atomic() only")


def _demand_rights(ids: Sequence[int], states: dict[int, RightState]) -> None:
    """Each right is there, and named once."""
    if missing := set(ids) - set(states):
        raise UnknownRight(f"The register holds no right {min(missing)}")
    if len(set(ids)) < len(ids):
        raise ValueError("A right was named twice in one recording: give its facts together")


def _renames_taken_back(recordings: Sequence[Recording]) -> dict[int, dict[str, str]]:
    """Demands that each correction can be made; of corrected new names that nothing replaces, the old ones by the new.

    Raises:
        CannotCorrect.
    """
    made = [(item.right_id, fact) for item in recordings for fact in item.facts if isinstance(fact, Corrected)]
    histories = read_histories([right_id for right_id, _ in made]) if made else {}
    back: dict[int, dict[str, str]] = {}
    for right_id, correction in made:
        history = histories[right_id]
        demand_correctable(correction, history)
        entry = next(one for one in history.entries if one.number == correction.corrects)
        wrong = fact_in(entry, history.bodies)
        if isinstance(wrong, PartyRenamed) and not correction.instead:
            back.setdefault(right_id, {})[compared(wrong.name)] = wrong.was_name
    return back


def _rewrites_history(recording: Recording) -> bool:
    """Whether showing the facts on the current state is not enough: corrections, and news of an outside source."""
    return recording.source != "" or any(isinstance(fact, Corrected) for fact in recording.facts)


def _touches_people(recording: Recording) -> bool:
    """Whether parties, contacts or particulars may change."""
    return _rewrites_history(recording) or any(fact.changes_people for fact in recording.facts)


def _replayed(right_ids: Sequence[int]) -> dict[int, RightState]:
    histories = read_histories(right_ids) if right_ids else {}
    return {key: replay(history.field, history.entries, history.bodies) for key, history in histories.items()}
