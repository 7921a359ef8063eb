"""Makes actors of people: who may act for which organisation, asked on every request."""

from datetime import datetime
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Membership, Organisation, OrganisationTeam, OrganisationTeamMember, User
from core.actor import Actor, Applicant, Officer, Permission


class NoMember(Exception):
    """The person does not belong to the organisation, or no longer does."""


class SignInNeeded(Exception):
    """The page is for people who are signed in; the front door sends the person to sign in and back."""


def applicant(user: User, organisation_id: UUID, *, signed_in_at: datetime | None) -> Applicant:
    """The person acting for the organisation; ``signed_in_at`` is when they last proved who they are.

    Raises:
        NoMember: if the person does not belong to it.
    """
    found = Membership.objects.filter(user=user, organisation_id=organisation_id, left_at=None)
    row = found.values_list("role__permissions", ArraySubquery(walls_without(user.pk, organisation_id))).first()
    if row is None:
        raise NoMember(f"{user.pk} does not belong to {organisation_id}")
    permissions, shut_out = row
    return Applicant(
        user_id=user.pk,
        organisation_id=organisation_id,
        permissions=frozenset(Permission(name) for name in permissions),
        signed_in_at=signed_in_at,
        shut_out=frozenset(shut_out),
    )


def walls_without(user_id: UUID, organisation_id: UUID) -> QuerySet[OrganisationTeam, str]:
    """The keys of the organisation's closed teams to which the person does not belong."""
    inside = OrganisationTeamMember.objects.filter(team=OuterRef("pk"), user_id=user_id, until_at=None)
    closed = OrganisationTeam.objects.filter(
        ~Exists(inside), organisation_id=organisation_id, is_closed=True, ended_at=None
    )
    return closed.order_by("key").values_list("key", flat=True)


def officer(user: User, *, signed_in_at: datetime | None) -> Officer:
    """The member of staff with the roles that their provider named at the last sign-in."""
    return Officer(user_id=user.pk, roles=frozenset(user.roles), signed_in_at=signed_in_at)


def organisations_of(user: User) -> list[Organisation]:
    """The organisations for which the person may act, the one joined first at the front."""
    joined = Membership.objects.filter(user=user, left_at=None).select_related("organisation")
    return [membership.organisation for membership in joined.order_by("joined_at", "pk")]


def organisation_to_begin_in(user: User, before: UUID | None = None) -> Organisation | None:
    """The one named, else where the person acted last, else the first that they joined: the first still theirs."""
    mine = organisations_of(user)
    theirs = {one.pk: one for one in mine}
    wanted = (theirs.get(key) for key in (before, user.last_organisation_id) if key is not None)
    return next((one for one in wanted if one is not None), mine[0] if mine else None)


def applicant_in(actor: Actor) -> Applicant:
    """The actor as a signed-in customer.

    Raises:
        SignInNeeded: for anybody else.
    """
    if not isinstance(actor, Applicant):
        raise SignInNeeded("This page is for people who are signed in")
    return actor


def officer_in(actor: Actor) -> Officer:
    """The actor as a signed-in member of staff.

    Raises:
        SignInNeeded: for anybody else.
    """
    if not isinstance(actor, Officer):
        raise SignInNeeded("This page is for staff who are signed in")
    return actor
