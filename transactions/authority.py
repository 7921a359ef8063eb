"""What a representative may ask for: nothing stands in its way where the register knows of no limits."""

from datetime import date

from rights.access import compared
from rights.authorities import AuthorityState
from rights.models import Relation
from rights.standing import Standing
from transactions.kind import TransactionType, Who


def authority_of(standing: Standing) -> AuthorityState | None:
    """The owner's word to the representative who asks; None where it has full authority, or is no representative.

    A link that names nobody is taken for that of the only agent on record.
    """
    if standing.relation != Relation.REPRESENTATIVE:
        return None
    agents = [standing.stands_for] if standing.stands_for else [agent.name for agent in standing.agents]
    names = {compared(name) for name in agents} if len(agents) == 1 else set()
    return next((one for one in standing.authorities if compared(one.agent) in names), None)


def is_covered(declared: TransactionType, standing: Standing, on: date) -> bool:
    """Whether the one who asks may do so as far as authority goes; what anyone may ask for is never stopped."""
    authority = authority_of(standing)
    return authority is None or Who.ANYONE in declared.who or authority.covers(declared.slug, on)


def owner_approves(declared: TransactionType, standing: Standing, on: date) -> bool:
    """Whether the owner said that it approves what this representative asks for."""
    authority = authority_of(standing)
    if authority is None or Who.ANYONE in declared.who:
        return False
    return authority.owner_approves
