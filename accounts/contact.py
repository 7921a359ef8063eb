"""Whom to write to about an organisation: its people, by our own record of them."""

from dataclasses import dataclass
from uuid import UUID

from accounts.models import Membership


@dataclass(frozen=True)
class Person:
    """Somebody to write to."""

    user_id: UUID
    email: str
    name: str
    language: str


def people_of(organisation_id: UUID) -> list[Person]:
    """Everybody who belongs to the organisation now, in the order in which they joined."""
    joined = Membership.objects.filter(organisation_id=organisation_id, left_at=None, user__is_active=True)
    rows = joined.order_by("joined_at", "pk").values_list("user_id", "user__email", "user__name", "user__language")
    return [Person(*row) for row in rows]


mail_address_of = people_of
