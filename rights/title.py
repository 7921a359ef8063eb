"""Who owned a right from when to when, and how it came to them: worked out from its entries."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rights.facts import ApplicantsStated, Corrected, Fact, PartyRenamed, ProprietorsChanged
from rights.replay import NotThenOnRegister, events_of, replay, withheld_in
from rights.shelf import History, read_histories
from rights.statuses import PartyRole

OF_TITLE = (ApplicantsStated, ProprietorsChanged, PartyRenamed, Corrected)


@dataclass(frozen=True, slots=True)
class Owner:
    """One owner with its share, empty where all have equal shares (s.36(1))."""

    name: str
    share: str = ""
    company_number: str = ""


@dataclass(frozen=True, slots=True)
class Tenure:
    """The owners from a day on, until the day before the next tenure begins; None for those of today.

    ``how`` is the word of ``Devolution``, ``renamed`` where only a name changed, empty where the register does not say.
    ``entered_on`` is the day on which the register was told, ``number`` the entry that says so.
    """

    owners: tuple[Owner, ...]
    from_on: date
    until_on: date | None
    how: str
    entered_on: date
    number: int


@dataclass(frozen=True, slots=True)
class _Turn:
    """A day on which the owners may have changed, with what says so last."""

    on: date
    how: str
    entered_on: date
    number: int


def tenures_of(right_id: int) -> list[Tenure]:
    """The chain of title, oldest first; corrections in their places.

    Raises:
        NotThenOnRegister: if there is no such right.
    """
    histories = read_histories([right_id])
    if right_id not in histories:
        raise NotThenOnRegister
    history = histories[right_id]
    found: list[Tenure] = []
    for turn in _turns(history):
        owners = _owners_on(history, turn.on)
        if owners and (not found or found[-1].owners != owners):
            found.append(Tenure(owners, turn.on, None, turn.how, turn.entered_on, turn.number))
    return list(_closed(found))


def _closed(found: list[Tenure]) -> Iterator[Tenure]:
    for tenure, following in zip(found, [*found[1:], None], strict=True):
        until_on = following.from_on if following else None
        yield Tenure(tenure.owners, tenure.from_on, until_on, tenure.how, tenure.entered_on, tenure.number)


def _turns(history: History) -> list[_Turn]:
    """One for each day on which some fact about the owners takes effect."""
    withheld = withheld_in(history.entries)
    visible = {key: None if key in withheld else body for key, body in history.bodies.items()}
    by_day: dict[date, _Turn] = {}
    for event in events_of(history.entries, visible):
        for fact in _facts_of_title(event.fact):
            by_day[fact.effective_on] = _Turn(fact.effective_on, _how(fact), event.known_on, event.number)
    return [by_day[day] for day in sorted(by_day)]


def _facts_of_title(fact: Fact) -> Iterator[Fact]:
    if isinstance(fact, Corrected):
        yield from (one for inner in fact.instead for one in _facts_of_title(inner))
    elif isinstance(fact, PartyRenamed) and fact.role not in {PartyRole.PROPRIETOR, PartyRole.APPLICANT}:
        return
    elif isinstance(fact, OF_TITLE):
        yield fact


def _how(fact: Fact) -> str:
    if isinstance(fact, PartyRenamed):
        return "renamed"
    return fact.how if isinstance(fact, ProprietorsChanged) else ""


def _owners_on(history: History, on: date) -> tuple[Owner, ...]:
    try:
        state = replay(history.field, history.entries, history.bodies, effective=on)
    except NotThenOnRegister:
        return ()
    owners = state.named(PartyRole.PROPRIETOR) or state.named(PartyRole.APPLICANT)
    return tuple(Owner(party.name, party.share, party.company_number) for party in owners)
