"""Comparing what is stored of rights with what follows from their entries, and putting it right."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime

from django.db import transaction

from core.actor import Actor
from rights.replay import NotThenOnRegister, replay
from rights.shelf import History, lock_rights, read_histories, read_rights, withhold, write_states
from rights.state import RightState


def differing(right_ids: Sequence[int]) -> dict[int, tuple[str, list[str]]]:
    """The rights whose stored state does not follow from their entries: number, and the names of what differs."""
    stored, histories = read_rights(right_ids), read_histories(right_ids)
    found = {key: (state.number, differences(state, _replayed(histories[key]))) for key, state in stored.items()}
    return {key: (number, names) for key, (number, names) in found.items() if names}


def differences(stored: RightState, replayed: RightState | None) -> list[str]:
    """The names of the facts in which two states differ."""
    if replayed is None:
        return ["history"]
    compared = (own.name for own in fields(RightState) if own.compare)
    return [name for name in compared if getattr(stored, name) != getattr(replayed, name)]


def repair(right_ids: Sequence[int], *, by: Actor, at: datetime) -> None:
    """Writes the replayed states in place of the stored ones; rights without a history are left alone."""
    with transaction.atomic():
        lock_rights(right_ids)
        histories = read_histories(right_ids)
        replayed = {key: state for key, history in histories.items() if (state := _replayed(history))}
        write_states(replayed, people=list(replayed), by=by)
        withhold(replayed, at=at)


def _replayed(history: History) -> RightState | None:
    try:
        return replay(history.field, history.entries, history.bodies)
    except NotThenOnRegister:
        return None
