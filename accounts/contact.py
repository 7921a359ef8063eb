"""Whom to write to about an organisation: its people, by our own record of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from accounts.models import Membership, OrganisationTeam
from core.actor import Permission
from core.walls import walls_of


@dataclass(frozen=True)
class Person:
    """Somebody to write to."""

    user_id: UUID
    email: str
    name: str
    language: str


def people_of(organisation_id: UUID, *, about: Iterable[str] = (), behind: Iterable[str] = ()) -> list[Person]:
    """Everybody who belongs to the organisation now, in the order in which they joined.

    ``about`` are references or numbers: only those who may know of each of them. ``behind`` are keys of walls: only
    those who are behind them all.
    """
    joined = Membership.objects.filter(organisation_id=organisation_id, left_at=None, user__is_active=True)
    walls = [*behind, *walls_of(organisation_id, about)]
    closed = (
        OrganisationTeam.objects.filter(key__in=walls, is_closed=True, ended_at=None)
        if walls
        else OrganisationTeam.objects.none()
    )
    for team in closed:
        joined = joined.filter(user__in=team.members.filter(until_at=None).values("user_id"))
    rows = joined.order_by("joined_at", "pk").values_list("user_id", "user__email", "user__name", "user__language")
    return [Person(*row) for row in rows]


mail_address_of = people_of


def money_people_of(organisation_id: UUID, *, behind: Iterable[str] = ()) -> list[Person]:
    """Those of them who may see the organisation's money."""
    allowed = Membership.objects.filter(
        organisation_id=organisation_id, left_at=None, role__permissions__contains=[Permission.SEE_MONEY]
    )
    able = set(allowed.values_list("user_id", flat=True))
    return [person for person in people_of(organisation_id, behind=behind) if person.user_id in able]
