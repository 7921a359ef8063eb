"""Roles that administrators compose of permissions, and the rule that an organisation is never without one of them."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import Membership, Organisation, OrganisationRole
from core import audit
from core.actor import EVERYTHING, Applicant, Permission, require

P = Permission


class NobodyWouldManage(ValueError):
    """The change would leave the organisation without anybody who may manage its people."""


class NameTaken(ValueError):
    """Another role or team of the organisation has the name."""


class StillInUse(ValueError):
    """Somebody has the role, or was invited to it."""


class NoPermission(ValueError):
    """A role must let people do something."""


def first_roles(organisation: Organisation, *, at: datetime) -> OrganisationRole:
    """The roles with which every organisation begins; returns the one of the administrator."""
    begins_with = [
        (_("Administrator"), EVERYTHING),
        (_("Partner"), EVERYTHING - {P.MANAGE_PEOPLE}),
        (_("Paralegal"), {P.VIEW, P.PREPARE}),
        (_("Accounts"), {P.VIEW, P.PAY, P.SEE_MONEY}),
        (_("Reader"), {P.VIEW}),
    ]
    rows = [_role(organisation, name, permissions, at=at) for name, permissions in begins_with]
    return OrganisationRole.objects.bulk_create(rows)[0]


def roles_of(by: Applicant) -> Sequence[OrganisationRole]:
    """The roles in use in the actor's organisation, by name."""
    return list(OrganisationRole.objects.filter(organisation_id=by.organisation_id, retired_at=None).order_by("name"))


def compose_role(
    name: str, permissions: Collection[Permission], *, by: Applicant, at: datetime, role: OrganisationRole | None = None
) -> OrganisationRole:
    """A new role, or ``role`` composed anew; its members may do it with their next request.

    Raises:
        NotPermitted, NameTaken, NoPermission, NobodyWouldManage.
    """
    demand_manager(by)
    _demand_something(permissions)
    try:
        with transaction.atomic():
            organisation = lock(by)
            row = role or _role(organisation, name, permissions, at=at)
            row.name, row.permissions = name.strip()[:60], sorted(permissions)
            row.save()
            demand_somebody_manages(organisation)
            audit.note("role-composed", by=by, at=at, subject=row.reference, details={"permissions": row.permissions})
    except IntegrityError:
        raise NameTaken(_("There is already a role with this name. Enter another name.")) from None
    return row


def retire_role(role: OrganisationRole, *, by: Applicant, at: datetime) -> None:
    """Takes a role that nobody has out of use.

    Raises:
        NotPermitted, StillInUse.
    """
    demand_manager(by)
    with transaction.atomic():
        lock(by)
        if is_in_use(role):
            raise StillInUse(_("Somebody has this role or is invited to it. Give them another role first."))
        role.retired_at = at
        role.save(update_fields=["retired_at"])
        audit.note("role-retired", by=by, at=at, subject=role.reference)


def is_in_use(role: OrganisationRole) -> bool:
    """Whether somebody has the role, or is invited to it."""
    invited = role.organisation.invitations.filter(role=role, accepted_at=None, cancelled_at=None)
    return Membership.objects.filter(role=role, left_at=None).exists() or invited.exists()


def demand_manager(by: Applicant) -> None:
    """Raises:
    NotPermitted: for a member who may not manage people.
    """
    require(by, [P.MANAGE_PEOPLE], reason=_("Ask an administrator of your organisation to do this."))


def lock(by: Applicant) -> Organisation:
    """The actor's organisation, locked: what its people may do is changed by one person at a time."""
    return Organisation.objects.select_for_update().get(pk=by.organisation_id)


def demand_somebody_manages(organisation: Organisation) -> None:
    """Raises:
    NobodyWouldManage: if nobody is left who may manage people. To be asked after the change, under the lock.
    """
    members = Membership.objects.filter(organisation=organisation, left_at=None, user__is_active=True)
    if not members.filter(role__permissions__contains=[P.MANAGE_PEOPLE]).exists():
        raise NobodyWouldManage(_("Somebody must be able to manage people. Make another member administrator first."))


def _demand_something(permissions: Collection[Permission]) -> None:
    if not set(permissions) & EVERYTHING:
        raise NoPermission(_("Select what people with this role may do"))


def _role(
    organisation: Organisation, name: str, permissions: Collection[Permission], *, at: datetime
) -> OrganisationRole:
    return OrganisationRole(organisation=organisation, name=name, permissions=sorted(permissions), created_at=at)
