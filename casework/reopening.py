"""Opens a case again that was decided by mistake, and says how far that can still be done."""

from datetime import datetime

from django.db import transaction

from accounts.roles import OfficePermission, allows
from casework.deciding import filing_of
from casework.following import follow
from casework.models import Case, CaseEvent
from core.actor import Officer, label
from transactions.models import Filing
from transactions.services import may_undo, open_again, undo
from transactions.states import State

OPEN_AGAIN, UNDO = "open-again", "undo"


def way_back(case: Case, filing: Filing, *, by: Officer, at: datetime) -> str:
    """By which of the two ways the officer may open the case again; empty where there is none."""
    if case.kind != "filing" or filing.decided_by is None or not allows(by, OfficePermission.REOPEN):
        return ""
    if filing.state == State.REFUSED:
        return OPEN_AGAIN
    return UNDO if may_undo(filing, at=at) else ""


def take_back(case: Case, why: str, *, by: Officer, at: datetime) -> Filing:
    """Opens a refusal again, or undoes what was recorded today; the case is in its team's queue afterwards.

    Raises:
        What ``open_again`` and ``undo`` raise.
    """
    with transaction.atomic():
        Case.everything.select_for_update(of=("self",)).get(pk=case.pk)
        filing = filing_of(case, by=by)
        act = open_again if filing.state == State.REFUSED else undo
        opened = act(filing, why=why, by=by, at=at)
        Case.everything.filter(pk=case.pk).update(allocated_to=None, allocated_at=None)
        name = "opened-again" if act is open_again else "undone"
        CaseEvent.everything.create(case=case, name=name, at=at, by=label(by), why=why[:1000])
        follow(case.kind, case.about, at=at)
    return opened
