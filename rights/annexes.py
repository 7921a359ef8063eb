"""Reading and writing what hangs on a right beside its people: interests, proceedings and authorities."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import models

from rights.authorities import AuthorityState
from rights.interests import InterestState, Terms
from rights.models import Authority, Interest, Proceeding
from rights.procedures import ProcedureState
from rights.state import RightState

TERMS = ("exclusivity", "field_of_use", "territory", "share", "sublicensing", "until_on", "from_on")
INTEREST = ("number", "nature", "holders", "since_on", "ended_on", "ended_how")
PROCEEDING = ("procedure", "stage", "began_on", "moved_on", "protects_from", "protects_until")
AUTHORITY = ("agent", "types", "owner_approves", "since_on", "until_on")
TABLES: tuple[type[models.Model], ...] = (Interest, Proceeding, Authority)


def add_annexes(states: Mapping[int, RightState]) -> None:
    """Puts interests, proceedings and authorities onto states that were read without them; three queries."""
    for right_id, *values in _rows(Interest, states, (*INTEREST, *TERMS), "number"):
        number, nature, holders, since_on, ended_on, ended_how, *terms = values
        found = InterestState(number, nature, holders, since_on, Terms(*terms), ended_on, ended_how)
        states[right_id].interests += (found,)
    for right_id, *values in _rows(Proceeding, states, PROCEEDING, "pk"):
        proceeding = ProcedureState(*values)
        states[right_id].procedures[proceeding.procedure] = proceeding
    for right_id, agent, types, *rest in _rows(Authority, states, AUTHORITY, "pk"):
        states[right_id].authorities += (AuthorityState(agent, tuple(types), *rest),)


def _rows(model: Any, states: Collection[int], columns: tuple[str, ...], order: str) -> Iterable[tuple[Any, ...]]:
    rows = model.everything.filter(right_id__in=list(states)).order_by("right_id", order)
    found: Iterable[tuple[Any, ...]] = rows.values_list("right_id", *columns)
    return found


def write_annexes(states: Mapping[int, RightState]) -> None:
    """Makes the tables say of these rights what the states say."""
    for model in TABLES:
        model._base_manager.filter(right_id__in=list(states)).delete()
    insert_annexes(states)


def insert_annexes(states: Mapping[int, RightState]) -> None:
    """Inserts the rows of rights that have none; no statement where there is nothing to insert."""
    interests = [_interest(key, one) for key, state in states.items() for one in state.interests]
    proceedings = [
        Proceeding(right_id=key, **{name: getattr(one, name) for name in PROCEEDING})
        for key, state in states.items()
        for one in state.procedures.values()
    ]
    authorities = [
        Authority(right_id=key, **{name: getattr(one, name) for name in AUTHORITY} | {"types": list(one.types)})
        for key, state in states.items()
        for one in state.authorities
    ]
    Interest.everything.bulk_create(interests, batch_size=1000)
    Proceeding.everything.bulk_create(proceedings, batch_size=1000)
    Authority.everything.bulk_create(authorities, batch_size=1000)


def _interest(right_id: int, one: InterestState) -> Interest:
    own = {name: getattr(one, name) for name in INTEREST}
    return Interest(right_id=right_id, **own, **{name: getattr(one.terms, name) for name in TERMS})
