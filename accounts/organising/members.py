"""The members of an organisation: who they are, their roles, and what happens when one of them goes."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import sessions
from accounts.api_clients.allowing import end_all_of
from accounts.models import (
    AccountSession,
    Membership,
    OrganisationRole,
    OrganisationTeam,
    OrganisationTeamMember,
    ResponsibleOfficer,
)
from accounts.organising.roles import demand_manager, demand_somebody_manages, lock
from core import audit
from core.actor import Acting, Applicant, Permission, label
from core.outbox import promise

LEFT = "member-left"


class NoMemberThere(LookupError):
    """Nobody of the organisation is that person."""


class SuccessorNeeded(ValueError):
    """Somebody must go on with what the person had begun."""


def members_of(by: Acting) -> Sequence[Membership]:
    """Everybody who belongs to the actor's organisation now, in the order of joining."""
    rows = Membership.objects.filter(organisation_id=by.organisation_id, left_at=None)
    return list(rows.select_related("user", "role").order_by("joined_at", "pk"))


def member(user_id: UUID, *, by: Applicant) -> Membership:
    """One member of the actor's organisation.

    Raises:
        NoMemberThere.
    """
    found = next((one for one in members_of(by) if one.user_id == user_id), None)
    if found is None:
        raise NoMemberThere(str(user_id))
    return found


def change_role(user_id: UUID, role: OrganisationRole, *, by: Applicant, at: datetime) -> None:
    """Gives a member another role, from their next request on.

    Raises:
        NotPermitted, NoMemberThere, NobodyWouldManage.
    """
    demand_manager(by)
    with transaction.atomic():
        organisation, one = lock(by), member(user_id, by=by)
        if role.organisation_id != organisation.pk or role.retired_at is not None:
            raise NoMemberThere(role.reference)
        one.role = role
        one.save(update_fields=["role"])
        demand_somebody_manages(organisation)
        details = {"user": str(user_id), "role": role.reference}
        audit.note("role-given", by=by, at=at, subject=role.reference, details=details)


def remove(
    user_id: UUID, *, successor_id: UUID | None, by: Applicant, at: datetime, keeping: UUID | None = None
) -> None:
    """Ends a membership at once, with the person's tools and their sign-ins there but for the one in ``keeping``.

    Drafts and tasks pass on to ``successor_id``.

    Raises:
        NotPermitted, NoMemberThere, NobodyWouldManage, SuccessorNeeded.
    """
    if user_id != by.user_id:
        demand_manager(by)
    with transaction.atomic():
        organisation, one = lock(by), member(user_id, by=by)
        _demand_successor(one, successor_id, by=by)
        one.left_at = at
        one.save(update_fields=["left_at"])
        demand_somebody_manages(organisation)
        _pass_on(one, successor_id, by=by, at=at)
        _end_sessions(one, keeping=keeping, at=at)
        verb = "member-left" if user_id == by.user_id else "member-removed"
        audit.note(verb, by=by, at=at, details={"user": str(user_id), "successor": str(successor_id or "")})


def leave(*, successor_id: UUID | None, by: Applicant, at: datetime, keeping: UUID | None = None) -> None:
    """The actor leaves the organisation; the sign-in ``keeping`` is to act for another one next.

    Raises:
        NobodyWouldManage, SuccessorNeeded.
    """
    remove(by.user_id, successor_id=successor_id, by=by, at=at, keeping=keeping)


def responsible_history(by: Applicant) -> Sequence[ResponsibleOfficer]:
    """Who answered for the actor's organisation, the present one first."""
    rows = ResponsibleOfficer.objects.filter(organisation_id=by.organisation_id).select_related("user")
    return list(rows.order_by("-since_at", "-pk"))


def name_responsible(user_id: UUID, *, by: Applicant, at: datetime) -> None:
    """Names the member who answers for the organisation from now on.

    Raises:
        NotPermitted, NoMemberThere.
    """
    demand_manager(by)
    with transaction.atomic():
        lock(by)
        _name(member(user_id, by=by).user_id, by=by, at=at)


def _name(user_id: UUID, *, by: Applicant, at: datetime) -> None:
    latest = responsible_history(by)
    if latest and latest[0].user_id == user_id:
        return
    ResponsibleOfficer.objects.create(
        organisation_id=by.organisation_id, user_id=user_id, since_at=at, named_by=label(by)
    )
    audit.note("responsible-officer-named", by=by, at=at, details={"user": str(user_id)})


def _demand_successor(leaving: Membership, successor_id: UUID | None, *, by: Applicant) -> None:
    if successor_id is None or successor_id == leaving.user_id:
        raise SuccessorNeeded(_("Select who goes on with their drafts and tasks"))
    member(successor_id, by=by)


def _pass_on(left: Membership, successor_id: UUID | None, *, by: Applicant, at: datetime) -> None:
    assert successor_id is not None
    _pass_teams_on(left, successor_id, by=by, at=at)
    latest = responsible_history(by)
    if latest and latest[0].user_id == left.user_id:
        _name(successor_id, by=by, at=at)
    payload = {"organisation": str(left.organisation_id), "user": str(left.user_id), "successor": str(successor_id)}
    promise(LEFT, key=f"{left.pk}", payload=payload, at=at)


def _pass_teams_on(left: Membership, successor_id: UUID, *, by: Applicant, at: datetime) -> None:
    """Nobody else in a closed team: somebody goes behind its wall, so that what is there is not lost.

    Who that is was chosen by somebody behind the wall; else it is whoever answers for the organisation, and never the
    one who removed the last person inside. If there is nobody, the wall stays empty until the office names somebody.
    """
    mine = OrganisationTeamMember.objects.filter(
        team__organisation_id=left.organisation_id, user_id=left.user_id, until_at=None
    )
    team_ids = list(mine.values_list("team_id", flat=True))
    mine.update(until_at=at)
    for team in OrganisationTeam.objects.filter(pk__in=team_ids, is_closed=True, ended_at=None):
        if team.members.filter(until_at=None).exists():
            continue
        heir = _responsible(left, by) if team.key in by.shut_out else successor_id
        if heir is not None:
            OrganisationTeamMember.objects.create(team=team, user_id=heir, since_at=at)
        else:
            audit.note("wall-left-empty", by=by, at=at, subject=team.key)


def _responsible(left: Membership, by: Applicant) -> UUID | None:
    """Who answers for the organisation, if that is neither who leaves nor who removes them."""
    latest = responsible_history(by)
    if not latest or latest[0].user_id in (left.user_id, by.user_id):
        return None
    still = Membership.objects.filter(organisation_id=by.organisation_id, user_id=latest[0].user_id, left_at=None)
    return latest[0].user_id if still.exists() else None


def _end_sessions(left: Membership, *, keeping: UUID | None, at: datetime) -> None:
    rows = AccountSession.everything.filter(user_id=left.user_id, organisation_id=left.organisation_id, ended_at=None)
    for session in rows.exclude(pk=keeping) if keeping else rows:
        sessions.end(session, sessions.Why.LEFT, at=at)
    end_all_of(left.user_id, left.organisation_id)


def managers_among(members: Sequence[Membership]) -> int:
    """How many of them may manage people."""
    return sum(Permission.MANAGE_PEOPLE in one.role.permissions for one in members)
