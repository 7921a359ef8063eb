"""Teams: made, joined, left, closed and opened; behind a closed one's wall is only who belongs to it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership, Organisation, OrganisationTeam, OrganisationTeamMember
from accounts.organising.members import members_of
from accounts.organising.roles import NameTaken, demand_manager
from core import audit
from core.actor import Acting, Applicant, System, shut_out_of


class NoSuchTeam(LookupError):
    """The organisation has no such team, or none that the actor may know of."""


class StillSomebodyInside(ValueError):
    """Whoever is behind a wall says themselves who else is."""


class NobodyInside(ValueError):
    """A wall has somebody behind it."""


def teams_of(by: Acting) -> Sequence[OrganisationTeam]:
    """The teams of the actor's organisation that are there for the actor, by name."""
    rows = OrganisationTeam.objects.filter(
        organisation_id=by.organisation_id, kind=OrganisationTeam.Kind.TEAM, ended_at=None
    )
    return list(rows.exclude(key__in=shut_out_of(by)).order_by("name", "pk"))


def team(key: str, *, by: Applicant) -> OrganisationTeam:
    """One of them.

    Raises:
        NoSuchTeam.
    """
    found = next((one for one in teams_of(by) if one.key == key), None)
    if found is None:
        raise NoSuchTeam(key)
    return found


def people_in(one: OrganisationTeam) -> list[UUID]:
    """Who belongs to the team now."""
    return list(one.members.filter(until_at=None).order_by("since_at", "pk").values_list("user_id", flat=True))


def make_team(name: str, people: Collection[UUID], *, is_closed: bool, by: Applicant, at: datetime) -> OrganisationTeam:
    """A new team.

    Raises:
        NotPermitted, NameTaken, NobodyInside.
    """
    demand_manager(by)
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=by.organisation_id)
        _demand_name(name, by=by)
        made = OrganisationTeam.objects.create(
            organisation_id=by.organisation_id, name=name.strip()[:60], created_at=at
        )
        _set(made, people, is_closed=is_closed, by=by, at=at)
        audit.note("team-made", by=by, at=at, subject=made.key)
    return made


def change_team(
    one: OrganisationTeam, name: str, people: Collection[UUID], *, is_closed: bool, by: Applicant, at: datetime
) -> None:
    """Renames a team, and says anew who belongs to it and whether it is closed.

    Raises:
        NotPermitted, NameTaken, NobodyInside.
    """
    demand_manager(by)
    with transaction.atomic():
        locked = OrganisationTeam.objects.select_for_update().get(pk=one.pk)
        _demand_name(name, by=by, but=locked)
        locked.name = name.strip()[:60]
        locked.save(update_fields=["name"])
        _set(locked, people, is_closed=is_closed, by=by, at=at)


def make_wall(name: str, people: Collection[UUID], *, by: Applicant, at: datetime) -> OrganisationTeam:
    """The wall around one client file, with the people to whom it is open; the caller has asked who may.

    Raises:
        NobodyInside.
    """
    made = OrganisationTeam.objects.create(
        organisation_id=by.organisation_id, kind=OrganisationTeam.Kind.FILE, name=name.strip()[:60], created_at=at
    )
    _set(made, people, is_closed=True, by=by, at=at)
    return made


def name_people(wall: OrganisationTeam, people: Collection[UUID], *, by: Applicant, at: datetime) -> None:
    """Says anew who is behind a wall.

    Raises:
        NobodyInside.
    """
    _set(wall, people, is_closed=True, by=by, at=at)


def name_by_office(key: str, email: str, *, by: System, at: datetime) -> None:
    """Puts a member behind a wall that was left with nobody inside.

    Raises:
        Membership.DoesNotExist, StillSomebodyInside.
    """
    with transaction.atomic():
        wall = OrganisationTeam.objects.select_for_update().filter(key=key, is_closed=True, ended_at=None).first()
        members = Membership.objects.filter(organisation=wall.organisation if wall else None, left_at=None)
        one = members.get(user__email__iexact=email)
        if wall is None or people_in(wall):
            raise StillSomebodyInside(key)
        OrganisationTeamMember.objects.create(team=wall, user_id=one.user_id, since_at=at)
        audit.note("wall-named-by-office", by=by, at=at, subject=key, details={"user": str(one.user_id)})


def pull_down(wall: OrganisationTeam, *, by: Applicant, at: datetime) -> None:
    """Takes a wall away: what stood behind it is open to the organisation again."""
    wall.is_closed = False
    wall.save(update_fields=["is_closed"])
    audit.note("wall-taken-away", by=by, at=at, subject=wall.key)


def _set(one: OrganisationTeam, people: Collection[UUID], *, is_closed: bool, by: Applicant, at: datetime) -> None:
    known = {row.user_id for row in members_of(by)}
    wanted, now = set(people) & known, set(people_in(one))
    if is_closed and not wanted:
        raise NobodyInside(_("Select at least one person"))
    one.members.filter(user_id__in=now - wanted, until_at=None).update(until_at=at)
    OrganisationTeamMember.objects.bulk_create(
        [OrganisationTeamMember(team=one, user_id=each, since_at=at) for each in wanted - now]
    )
    if one.is_closed != is_closed:
        one.is_closed = is_closed
        one.save(update_fields=["is_closed"])
        audit.note("team-closed" if is_closed else "team-opened", by=by, at=at, subject=one.key)
    if wanted != now:
        added, left = sorted(map(str, wanted - now)), sorted(map(str, now - wanted))
        audit.note("team-changed", by=by, at=at, subject=one.key, details={"joined": added, "left": left})


def _demand_name(name: str, *, by: Applicant, but: OrganisationTeam | None = None) -> None:
    rows = OrganisationTeam.objects.filter(
        organisation_id=by.organisation_id, kind=OrganisationTeam.Kind.TEAM, ended_at=None
    )
    rows = rows.exclude(key__in=shut_out_of(by))
    if but is not None:
        rows = rows.exclude(pk=but.pk)
    if rows.filter(name__iexact=name.strip()).exists():
        raise NameTaken(_("There is already a team with this name. Enter another name."))
