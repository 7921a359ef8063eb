"""What a representative may ask for: nothing stands in its way where nobody has limited it."""

from collections.abc import Iterator
from datetime import date

from rights.access import compared
from rights.authorities import AuthorityState
from rights.models import Relation
from rights.standing import Standing
from transactions.kind import TransactionType, Who


def is_covered(declared: TransactionType, standing: Standing, on: date) -> bool:
    """Whether the one who asks may do so as far as authority goes; what anyone may ask for is never stopped."""
    return Who.ANYONE in declared.who or all(one.covers(declared.slug, on) for one in _authorities(standing))


def owner_approves(declared: TransactionType, standing: Standing) -> bool:
    """Whether the owner approves what this representative asks for: by the owner's word, or its client file's."""
    if Who.ANYONE in declared.who or standing.relation != Relation.REPRESENTATIVE:
        return False
    return standing.client_approves or any(one.owner_approves for one in _authorities(standing))


def _authorities(standing: Standing) -> Iterator[AuthorityState]:
    """The owner's words to the representative who asks, all of which hold: on the register, and in its account.

    A link that names nobody is taken for that of the only agent on record.
    """
    if standing.relation != Relation.REPRESENTATIVE:
        return
    agents = [standing.stands_for] if standing.stands_for else [agent.name for agent in standing.agents]
    names = {compared(name) for name in agents} if len(agents) == 1 else set()
    yield from (one for one in standing.authorities if compared(one.agent) in names)
    if standing.own_authority:
        yield standing.own_authority
