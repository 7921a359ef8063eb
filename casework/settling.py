"""Settles a matter that has outcomes of its own: one door for every kind but filings, which are decided by moves."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import demand
from casework.following import follow
from casework.interest import demand_disinterested
from casework.kind import CannotSettle, Outcome
from casework.models import Case, CaseEvent, Stands
from casework.registry import kind_named
from casework.taking import CaseDone
from core import audit
from core.actor import Officer, label


class ReasonMissing(ValueError):
    """The outcome demands that the officer says why."""


def settle(case: Case, outcome: str, why: str, *, by: Officer, at: datetime) -> Case:
    """Does what the outcome says, keeps the reason, and brings the case in line; once.

    Raises:
        CannotSettle, CaseDone, ReasonMissing, LinkedToRight, NotPermitted.
    """
    kind = kind_named(case.kind)
    with transaction.atomic():
        locked = Case.everything.select_for_update(of=("self",)).get(pk=case.pk)
        if locked.stands == Stands.DONE:
            raise CaseDone(_("This case is done."))
        chosen = outcome_named(locked, outcome)
        demand(by, chosen.permission)
        demand_disinterested(locked, by.user_id)
        if chosen.needs_reason and not why.strip():
            raise ReasonMissing(_("Enter why, or what you did"))
        kind.settle(locked.about, outcome, why.strip(), by=by, at=at)
        _remember(locked, chosen, why.strip(), by=by, at=at)
        return follow(case.kind, case.about, at=at) or locked


def outcome_named(case: Case, key: str) -> Outcome:
    """Raises:
    CannotSettle: if that outcome is not open for the case.
    """
    for outcome in kind_named(case.kind).outcomes_of(case):
        if outcome.key == key:
            return outcome
    raise CannotSettle(_("Choose what you decide."))


def _remember(case: Case, chosen: Outcome, why: str, *, by: Officer, at: datetime) -> None:
    said = {"outcome": chosen.key}
    CaseEvent.everything.create(case=case, name="settled", at=at, by=label(by), why=why[:1000], details=said)
    audit.note("case-settled", by=by, at=at, subject=case.reference, reason=why[:500], details=said)
