"""Who belongs to a team, how much they can take in a day, and when they are away."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import OfficePermission, allows, demand
from casework.models import Absence, Team, TeamMember
from core import audit
from core.actor import NotPermitted, Officer, label
from core.days import legal_day

MOST_A_DAY = 200


class CannotPlan(ValueError):
    """The days or numbers cannot be so; the message says what to do."""


def set_place(team: Team, user_id: UUID, cases_a_day: int, *, by: Officer, at: datetime) -> TeamMember:
    """Makes somebody one of the team, or changes with how many cases a day the team plans for them.

    Raises:
        CannotPlan, NotPermitted.
    """
    demand(by, OfficePermission.ALLOCATE)
    if not 0 <= cases_a_day <= MOST_A_DAY:
        raise CannotPlan(_("Enter a number from 0 to %(most)s") % {"most": MOST_A_DAY})
    with transaction.atomic():
        member, is_new = TeamMember.everything.get_or_create(
            team=team, user_id=user_id, left_at=None, defaults={"cases_a_day": cases_a_day, "since_at": at}
        )
        if not is_new:
            TeamMember.everything.filter(pk=member.pk).update(cases_a_day=cases_a_day)
        details = {"user": str(user_id), "cases_a_day": cases_a_day}
        audit.note("team-place-set", by=by, at=at, subject=team.slug, details=details)
    return member


def leave_team(team: Team, user_id: UUID, *, by: Officer, at: datetime) -> None:
    """Somebody is no longer one of the team; the cases that they have stay with them.

    Raises:
        NotPermitted.
    """
    demand(by, OfficePermission.ALLOCATE)
    TeamMember.everything.filter(team=team, user_id=user_id, left_at=None).update(left_at=at)
    audit.note("team-place-left", by=by, at=at, subject=team.slug, details={"user": str(user_id)})


def note_absence(user_id: UUID, from_on: date, until_on: date, *, by: Officer, at: datetime) -> Absence:
    """Notes days on which somebody is away, both ends included: one's own, or as a leader anybody's.

    Raises:
        CannotPlan, NotPermitted.
    """
    _demand_own(user_id, by)
    if until_on < from_on:
        raise CannotPlan(_("The last day must not be before the first day"))
    if until_on < legal_day(at):
        raise CannotPlan(_("The last day must be today or in the future"))
    noted = {"noted_at": at, "noted_by": label(by)}
    absence, is_new = Absence.everything.get_or_create(
        user_id=user_id, from_on=from_on, until_on=until_on, defaults=noted
    )
    if not is_new:
        return absence
    audit.note("absence-noted", by=by, at=at, subject=str(user_id))
    return absence


def drop_absence(absence_id: int, *, by: Officer, at: datetime) -> None:
    """Somebody is there after all.

    Raises:
        NotPermitted.
    """
    absence = Absence.everything.filter(pk=absence_id).first()
    if absence is not None:
        _demand_own(absence.user_id, by)
        absence.delete()
        audit.note("absence-dropped", by=by, at=at, subject=str(absence.user_id))


def absences(*, on: date, by: Officer) -> list[Absence]:
    """Absences that are not over, the first to begin at the front: all for leaders, else one's own."""
    rows = Absence.objects.visible_to(by).filter(until_on__gte=on).select_related("user")
    rows = rows if allows(by, OfficePermission.ALLOCATE) else rows.filter(user_id=by.user_id)
    return list(rows.order_by("from_on", "pk"))


def _demand_own(user_id: UUID, by: Officer) -> None:
    demand(by, OfficePermission.SEE_WORK)
    if user_id != by.user_id and not allows(by, OfficePermission.ALLOCATE):
        raise NotPermitted(_("Ask your team leader to note when a colleague is away."))
