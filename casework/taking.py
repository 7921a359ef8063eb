"""Who has a case: officers take and release, hand over to a colleague, and leaders share out many at once."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import OfficePermission, allows, demand, permissions_of
from casework.interest import demand_disinterested
from casework.models import Case, CaseEvent, Stands, Team
from casework.queues import IS_OURS, available
from core import audit
from core.actor import NotPermitted, Officer, label

TRIED = 20
"""How many of the cases at the front are looked at for one that the officer may touch."""


class TakenByAnother(Exception):
    """Somebody else has the case by now; the message says who."""


class CaseDone(Exception):
    """The case is done: nobody works on it any more."""


class CannotHandOver(ValueError):
    """The person cannot be given the case; the message says why."""


def take(case: Case, *, by: Officer, at: datetime) -> Case:
    """The officer has the case from now on. Taking one's own again changes nothing.

    Raises:
        TakenByAnother, CaseDone, LinkedToRight, NotPermitted.
    """
    demand(by, OfficePermission.WORK)
    with transaction.atomic():
        locked = _open(case)
        if locked.allocated_to_id == by.user_id:
            return locked
        _demand_free(locked)
        demand_disinterested(locked, by.user_id)
        return _give(locked, by.user_id, "taken", by=by, at=at)


def take_next(*, by: Officer, at: datetime) -> Case | None:
    """Takes the first available case that the officer may touch; two officers who ask at once get different ones.

    Raises:
        NotPermitted.
    """
    demand(by, OfficePermission.WORK)
    with transaction.atomic():
        waiting = available(by).order_by("rank", "pk").select_for_update(of=("self",), skip_locked=True)[:TRIED]
        case = next((one for one in waiting if not _is_interested(one, by.user_id)), None)
        return None if case is None else _give(case, by.user_id, "taken", by=by, at=at)


def release(case: Case, *, by: Officer, at: datetime, why: str = "") -> Case:
    """The case is free for anybody of its team again; only the officer who has it, or a leader, releases it.

    Raises:
        TakenByAnother, CaseDone, NotPermitted.
    """
    demand(by, OfficePermission.WORK)
    with transaction.atomic():
        locked = _open(case)
        if locked.allocated_to_id is None:
            return locked
        demand_own(locked, by)
        return _give(locked, None, "released", by=by, at=at, why=why)


def hand_over(case: Case, to: UUID, *, by: Officer, at: datetime, why: str = "") -> Case:
    """Gives the case to a colleague who may work on it.

    Raises:
        TakenByAnother, CaseDone, CannotHandOver, LinkedToRight, NotPermitted.
    """
    demand(by, OfficePermission.WORK)
    with transaction.atomic():
        locked = _open(case)
        demand_own(locked, by)
        _demand_able(to)
        demand_disinterested(locked, to)
        return _give(locked, to, "handed-over", by=by, at=at, why=why)


def move_to_team(case: Case, team: Team, *, by: Officer, at: datetime, why: str = "") -> Case:
    """Sends the case to another team, where it is free.

    Raises:
        TakenByAnother, CaseDone, NotPermitted.
    """
    demand(by, OfficePermission.WORK)
    with transaction.atomic():
        locked = _open(case)
        demand_own(locked, by)
        locked.team, locked.allocated_to, locked.allocated_at = team, None, None
        return _keep(locked, "moved", to=f"team:{team.slug}", by=by, at=at, why=why)


def allocate(references: Iterable[str], to: UUID, *, by: Officer, at: datetime) -> list[Case]:
    """A leader gives many cases to one officer; done ones and those the officer may not touch are left as they are.

    Raises:
        CannotHandOver, NotPermitted.
    """
    demand(by, OfficePermission.ALLOCATE)
    _demand_able(to)
    with transaction.atomic():
        rows = Case.everything.select_for_update(of=("self",)).filter(reference__in=list(references))
        free = rows.exclude(stands=Stands.DONE).exclude(allocated_to=to).order_by("pk")
        return [_give(one, to, "allocated", by=by, at=at) for one in free if not _is_interested(one, to)]


def allocate_next(team: Team, number: int, to: UUID, *, by: Officer, at: datetime) -> list[Case]:
    """A leader gives an officer so many cases of a team that nobody has, those to be done first at the front.

    Raises:
        CannotHandOver, NotPermitted.
    """
    demand(by, OfficePermission.ALLOCATE)
    _demand_able(to)
    with transaction.atomic():
        free = Case.everything.filter(IS_OURS, team=team, allocated_to=None).exclude(prepared_by=to)
        waiting = free.order_by("rank", "pk").select_for_update(of=("self",), skip_locked=True)[: number + TRIED]
        fit = [one for one in waiting if not _is_interested(one, to)][:number]
        return [_give(one, to, "allocated", by=by, at=at) for one in fit]


def give_first(team: Team, to: User, *, by: Officer, at: datetime) -> Case | None:
    """A leader gives the first free case of a team that a colleague may touch; inside the caller's transaction.

    Raises:
        NotPermitted.
    """
    demand(by, OfficePermission.ALLOCATE)
    free = Case.everything.filter(IS_OURS, team=team, allocated_to=None).exclude(prepared_by=to.pk)
    waiting = free.order_by("rank", "pk").select_for_update(of=("self",), skip_locked=True)[:TRIED]
    case = next((one for one in waiting if not _is_interested(one, to.pk)), None)
    return None if case is None else _give(case, to.pk, "allocated", by=by, at=at)


def _open(case: Case) -> Case:
    locked = Case.everything.select_for_update(of=("self",)).get(pk=case.pk)
    if locked.stands == Stands.DONE:
        raise CaseDone(_("This case is done."))
    return locked


def _demand_free(case: Case) -> None:
    if case.allocated_to is not None:
        raise TakenByAnother(_("%(name)s has this case.") % {"name": case.allocated_to.name})


def demand_own(case: Case, by: Officer) -> None:
    """What somebody else has is theirs, but for a leader."""
    if case.allocated_to_id not in (None, by.user_id) and not allows(by, OfficePermission.ALLOCATE):
        _demand_free(case)


def _demand_able(user_id: UUID) -> None:
    user = User.objects.filter(pk=user_id, kind=User.Kind.STAFF, is_active=True).first()
    if user is None or OfficePermission.WORK not in permissions_of(Officer(user.pk, frozenset(user.roles))):
        raise CannotHandOver(_("Choose a colleague who works on cases."))


def _is_interested(case: Case, user_id: UUID) -> bool:
    try:
        demand_disinterested(case, user_id)
    except NotPermitted:
        return True
    return False


def _give(case: Case, to: UUID | None, name: str, *, by: Officer, at: datetime, why: str = "") -> Case:
    case.allocated_to_id, case.allocated_at = to, at if to else None
    return _keep(case, name, to=f"officer:{to}" if to else "", by=by, at=at, why=why)


def _keep(case: Case, name: str, *, to: str, by: Officer, at: datetime, why: str) -> Case:
    case.version += 1
    case.save(update_fields=["team", "allocated_to", "allocated_at", "version"])
    CaseEvent.everything.create(case=case, name=name, at=at, by=label(by), to=to, why=why[:1000])
    audit.note(f"case-{name}", by=by, at=at, subject=case.reference, reason=why[:500], details={"to": to})
    return case
