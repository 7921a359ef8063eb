"""What can be done with a right now and, for the rest, why not: for the right's page and the list of things to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.actor import Actor
from rights.standing import Standing
from transactions.examination import examine
from transactions.kind import Topic, TransactionType
from transactions.registry import all_types


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


def offers_for(standings: Sequence[Standing], slug: str, *, by: Actor, on: date) -> dict[int, tuple[str, ...]]:
    """For one type and many rights: the reasons by right id, empty where it can be begun."""
    declared = next(one for one in all_types() if one.slug == slug)
    return {one.right.id: _reasons(declared, one, by=by, on=on) for one in standings}


def _reasons(declared: TransactionType, standing: Standing, *, by: Actor, on: date) -> tuple[str, ...]:
    found = examine(declared, {}, [standing], on=on, by=by, asked=False)
    (line,) = found.lines
    return tuple(str(one.text) for one in line.objections if one.blocking and one.step_key is None)
