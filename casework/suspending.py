"""Suspends a case that nobody can go on with, and resumes it: by hand, or on the day that was named."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import OfficePermission, demand
from casework.following import follow, restart
from casework.interest import demand_disinterested
from casework.models import OURS, Case, CaseEvent, Stands
from casework.taking import CaseDone, demand_own
from core import audit
from core.actor import Actor, Officer, System, label
from core.days import legal_day

CALENDAR = System("calendar")


class CannotSuspend(ValueError):
    """The case cannot be suspended or resumed so; the message says why."""


def suspend(case: Case, why: str, *, until: date, by: Officer, at: datetime) -> Case:
    """The clock of the service standard stands still until it is resumed, at the latest on the London day ``until``.

    A deadline of the law goes on.

    Raises:
        CannotSuspend, CaseDone, TakenByAnother, LinkedToRight, NotPermitted.
    """
    demand(by, OfficePermission.WORK)
    if not why.strip():
        raise CannotSuspend(_("Enter why the case is suspended"))
    if until <= legal_day(at):
        raise CannotSuspend(_("The day on which you look again must be in the future"))
    with transaction.atomic():
        locked = _locked(case)
        demand_own(locked, by)
        demand_disinterested(locked, by.user_id)
        if locked.stands not in OURS:
            raise CannotSuspend(_("Only a case that is the office’s turn can be suspended."))
        restart(locked, Stands.SUSPENDED, at=at)
        locked.look_again_on = until
        return _keep(locked, "suspended", why.strip(), {"until": until.isoformat()}, by=by, at=at)


def resume(case: Case, why: str = "", *, by: Actor, at: datetime) -> Case:
    """The clock goes on with what was left of it.

    Raises:
        CannotSuspend, CaseDone, TakenByAnother, LinkedToRight, NotPermitted.
    """
    if not isinstance(by, System):
        demand(by, OfficePermission.WORK)
    with transaction.atomic():
        locked = _locked(case)
        if isinstance(by, Officer):
            demand_own(locked, by)
            demand_disinterested(locked, by.user_id)
        if locked.stands != Stands.SUSPENDED:
            raise CannotSuspend(_("This case is not suspended."))
        restart(locked, Stands.TO_CHECK, at=at)
        locked.look_again_on = None
        _keep(locked, "resumed", why.strip(), {}, by=by, at=at)
        return follow(locked.kind, locked.about, at=at) or locked


def resume_due(*, at: datetime) -> int:
    """Resumes every case whose day has come; returns how many."""
    due = Case.everything.filter(stands=Stands.SUSPENDED, look_again_on__lte=legal_day(at)).order_by("pk")
    return len([resume(case, by=CALENDAR, at=at) for case in due])


def _locked(case: Case) -> Case:
    locked = Case.everything.select_for_update(of=("self",)).get(pk=case.pk)
    if locked.stands == Stands.DONE:
        raise CaseDone(_("This case is done."))
    return locked


def _keep(case: Case, name: str, why: str, details: dict[str, str], *, by: Actor, at: datetime) -> Case:
    case.version += 1
    case.save()
    CaseEvent.everything.create(case=case, name=name, at=at, by=label(by), why=why[:1000], details=details)
    audit.note(f"case-{name}", by=by, at=at, subject=case.reference, reason=why[:500], details=details)
    return case
