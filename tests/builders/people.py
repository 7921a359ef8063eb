"""Builds people and their accounts for tests."""

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import count
from uuid import UUID

from accounts.models import Membership, Organisation, OrganisationRole, User
from core.actor import EVERYTHING, Applicant

BEGAN_AT = datetime(2022, 1, 3, 9, tzinfo=UTC)
_serial = count(1)


def an_organisation(name: str = "", *, people: int = 1) -> Organisation:
    """An account with so many members, each with every permission."""
    number = next(_serial)
    organisation = Organisation.objects.create(kind="company", name=name or f"Account {number}", created_at=BEGAN_AT)
    for person in range(people):
        a_member(organisation, email=f"person{number}-{person}@account.example")
    return organisation


def a_role(organisation: Organisation, permissions: Iterable[str] = EVERYTHING) -> OrganisationRole:
    """The role of the account with just these permissions, made when it is first asked for."""
    wanted = sorted(permissions)
    role, _made = OrganisationRole.objects.get_or_create(
        organisation=organisation, permissions=wanted, defaults={"name": "/".join(wanted)[:60], "created_at": BEGAN_AT}
    )
    return role


def a_member(organisation: Organisation, *, email: str, permissions: Iterable[str] = EVERYTHING) -> User:
    """One more member of an account."""
    user = User.objects.create(kind="customer", email=email, name=email.split("@", maxsplit=1)[0], created_at=BEGAN_AT)
    role = a_role(organisation, permissions)
    Membership.objects.create(user=user, organisation=organisation, role=role, joined_at=BEGAN_AT)
    return user


def acting_for(organisation: Organisation, *, signed_in_at: datetime | None = None) -> Applicant:
    """The account's first member as an actor."""
    user_id: UUID = organisation.memberships.order_by("pk").values_list("user_id", flat=True)[0]
    return Applicant(user_id=user_id, organisation_id=organisation.pk, signed_in_at=signed_in_at)
