"""What can be done with a right now and, for the rest, why not: for the right's page and the list of things to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.actor import Actor, System
from rights.standing import Standing
from transactions.examination import examine
from transactions.kind import Topic, TransactionType, Who
from transactions.registry import all_types
from transactions.standings import as_public

OPEN_TO = frozenset({Who.PARTY, Who.ANYONE})
READER = System("public page")


@dataclass(frozen=True)
class Offer:
    """One type for one right; without reasons it can be begun now."""

    declared: TransactionType
    reasons: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether it can be begun."""
        return not self.reasons


def by_topic() -> dict[Topic, list[TransactionType]]:
    """Every type under the heading where people look for it, in the order of the headings."""
    found = {topic: [declared for declared in all_types() if declared.topic == topic] for topic in Topic}
    return {topic: declared for topic, declared in found.items() if declared}


def offers(standing: Standing, *, by: Actor, on: date) -> list[Offer]:
    """Every type with the reasons that stand against it; makes no query."""
    return [Offer(declared, _reasons(declared, standing, by=by, on=on)) for declared in all_types()]


def public_offers(standing: Standing, *, on: date) -> list[Offer]:
    """What somebody can ask for whose account is not linked, as far as the public register tells; makes no query."""
    shown = as_public(standing)
    open_types = [declared for declared in all_types() if OPEN_TO & declared.who and not declared.own_page]
    found = [Offer(declared, _reasons(declared, shown, by=READER, on=on)) for declared in open_types]
    return [offer for offer in found if offer.is_open]


def offers_for(standings: Sequence[Standing], slug: str, *, by: Actor, on: date) -> dict[int, tuple[str, ...]]:
    """For one type and many rights: the reasons by right id, empty where it can be begun."""
    declared = next(one for one in all_types() if one.slug == slug)
    return {one.right.id: _reasons(declared, one, by=by, on=on) for one in standings}


def _reasons(declared: TransactionType, standing: Standing, *, by: Actor, on: date) -> tuple[str, ...]:
    found = examine(declared, {}, [standing], on=on, by=by, asked=False)
    (line,) = found.lines
    return tuple(str(one.text) for one in line.objections if one.blocking and one.step_key is None)
