"""Decides the filing of a case: by the officer who has it, and only as it stood on their page."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import OfficePermission, demand
from casework.checking import demand_checked
from casework.following import follow
from casework.models import Case, CaseEvent, Stands
from casework.taking import CaseDone, TakenByAnother
from core.actor import Officer, label
from transactions.models import Filing, Movement
from transactions.services import decide
from transactions.states import State


class ChangedMeanwhile(Exception):
    """The filing is not as it was on the officer's page: somebody moved it; the message says so."""


class CaseSuspended(Exception):
    """Nobody decides or asks while a case is suspended."""


@dataclass(frozen=True)
class Decision:
    """What an officer decides; ``codes`` are the names of standard texts, for figures."""

    accept: bool
    why: str = ""
    codes: tuple[str, ...] = ()


def filing_of(case: Case, *, by: Officer) -> Filing:
    """The filing that a case is about, as it is now."""
    return Filing.objects.visible_to(by).get(reference=case.about)


def mark_of(filing: Filing) -> str:
    """How far the filing has moved: a page carries it, so that another officer's move is noticed."""
    return f"{filing.state}-{Movement.everything.filter(filing=filing).count()}"


def decide_case(case: Case, decision: Decision, *, seen: str, by: Officer, at: datetime) -> Filing:
    """One officer's decision, which may be a recommendation or the second check; see ``transactions.services.decide``.

    Raises:
        ChangedMeanwhile, TakenByAnother, CaseDone, CaseSuspended, NotPermitted, and what ``decide`` raises.
        ChecksMissing: if something on the checklist is not ticked and it would be accepted.
    """
    demand(by, OfficePermission.DECIDE)
    with transaction.atomic():
        hold(case, seen, by=by)
        if decision.accept:
            demand_checked(case, filing_of(case, by=by), by=by)
        decided = decide(case.about, accept=decision.accept, why=decision.why, by=by, at=at)
        assert isinstance(decided, Filing)  # cases of filings only
        said = {"accept": decision.accept, "reasons": list(decision.codes), "state": decided.state}
        CaseEvent.everything.create(
            case=case, name="decided", at=at, by=label(by), why=decision.why[:1000], details=said
        )
        _free_for_second(case, decided)
        follow(case.kind, case.about, at=at)
    return decided


def hold(case: Case, seen: str, *, by: Officer) -> Case:
    """Locks the case for an officer who acts on it as it stood on their page.

    Raises:
        CaseDone, CaseSuspended, TakenByAnother, ChangedMeanwhile.
    """
    locked = Case.everything.select_for_update(of=("self",)).select_related("allocated_to").get(pk=case.pk)
    if locked.stands == Stands.DONE:
        raise CaseDone(_("This case is done."))
    if locked.stands == Stands.SUSPENDED:
        raise CaseSuspended(_("This case is suspended. Resume it first."))
    if locked.allocated_to_id not in (None, by.user_id):
        assert locked.allocated_to is not None
        raise TakenByAnother(_("%(name)s has this case.") % {"name": locked.allocated_to.name})
    if mark_of(filing_of(case, by=by)) != seen:
        raise ChangedMeanwhile(_("Something has changed since you opened this page. Look at the case again."))
    return locked


def _free_for_second(case: Case, decided: Filing) -> None:
    """A recommendation waits for another officer: whoever made it does not keep the case."""
    if decided.state == State.RECOMMENDED:
        Case.everything.filter(pk=case.pk).update(allocated_to=None, allocated_at=None)
