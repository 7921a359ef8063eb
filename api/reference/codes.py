"""The lists of words that the API uses, by their names in addresses."""

from collections.abc import Callable, Iterator
from typing import Any

from core.addresses import countries
from notifications.webhooks.kinds import EventKind
from rights.interests import EndedHow, Exclusivity, Nature
from rights.models import Relation
from rights.procedures import Procedure, ProcedureStage
from rights.sandbox.conditions import Condition
from rights.shown.words import KINDS
from rights.st27_words import DETAILED_EVENTS, KEY_EVENTS, STATES
from rights.statuses import Devolution, PartyRole, Purpose, Status
from transactions.states import Outcome, State

Words = Iterator[tuple[str, str]]


def _choices(kind: Any) -> Callable[[], Words]:
    return lambda: ((one.value, str(one.label)) for one in kind if one.value)


def _mapped(words: Any) -> Callable[[], Words]:
    return lambda: ((code, str(name)) for code, name in words.items())


LISTS: dict[str, Callable[[], Words]] = {
    "right-statuses": _choices(Status),
    "right-kinds": _mapped(KINDS),
    "party-roles": _choices(PartyRole),
    "address-purposes": _choices(Purpose),
    "devolutions": _choices(Devolution),
    "interest-natures": _choices(Nature),
    "interest-endings": _choices(EndedHow),
    "licence-exclusivities": _choices(Exclusivity),
    "procedures": _choices(Procedure),
    "procedure-stages": _choices(ProcedureStage),
    "relations": _choices(Relation),
    "test-patent-states": _choices(Condition),
    "filing-states": _choices(State),
    "outcomes": _choices(Outcome),
    "countries": lambda: iter(countries()),
    "webhook-events": _choices(EventKind),
    "st27-key-events": _mapped(KEY_EVENTS),
    "st27-detailed-events": _mapped(DETAILED_EVENTS),
    "st27-states": _mapped(STATES),
}
