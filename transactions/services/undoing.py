"""Opens again what the office decided by mistake: a refusal, or on the same day what was entered on the register."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import OfficePermission, demand
from core import audit
from core.actor import Officer, System
from core.days import legal_day
from rights.facts import Corrected
from rights.link_returns import return_links
from rights.models import Entry, Right
from rights.register import Recording, record_many
from transactions.apart import demand_disinterested
from transactions.models import Certificate, Filing, FilingRight, Movement
from transactions.money import has_gone_back, unuse_money
from transactions.services.deciding import ReasonMissing
from transactions.standings import load
from transactions.states import State
from transactions.telling import tell_undone
from transactions.workflow import lock, move

RECORDER = System("transactions")
AFRESH = {"prepared_by": None, "decided_by": None, "decided_why": "", "recommends": "", "stage": ""}


class CannotUndo(Exception):
    """The decision stands; the message says why, for the officer."""


def open_again(filing: Filing, *, why: str, by: Officer, at: datetime) -> Filing:
    """A refusal was a mistake: the request is to be decided again.

    Raises:
        CannotUndo, ReasonMissing, LinkedToRight, CannotMove, NotPermitted.
    """
    with transaction.atomic():
        locked = _demand(filing, why, by=by)
        if has_gone_back(locked):
            raise CannotUndo(_("The money has gone back. Ask the customer to send the request again."))
        if FilingRight.everything.filter(filing=locked, entries__gt=0).exists():
            raise CannotUndo(_("The register already tells how it ended. Use a correction of the register."))
        unuse_money(locked, at=at)
        opened = move(locked, "open-again", by=by, at=at, why=why, changes=AFRESH)
        FilingRight.everything.filter(filing=opened, left_out=False).update(outcome="", why="")
        tell_undone(opened, [], at=at)
        audit.note("filing-opened-again", by=by, at=at, subject=opened.reference, reason=why[:500])
    return opened


def undo(filing: Filing, *, why: str, by: Officer, at: datetime) -> Filing:
    """On the day of the decision: each entry is corrected by a later one that leaves nothing in its place (r.50).

    Links that ended by the entries come back, the money is held again, and everybody who was told is told.

    Raises:
        CannotUndo, ReasonMissing, LinkedToRight, CannotMove, NotPermitted.
    """
    with transaction.atomic():
        locked = _demand(filing, why, by=by)
        rows = list(FilingRight.everything.filter(filing=locked, outcome="done").order_by("right_id"))
        right_ids = [row.right_id for row in rows]
        list(Right.everything.select_for_update().filter(pk__in=right_ids).order_by("pk").values_list("pk"))
        _demand_todays(locked, rows, at=at)
        _take_back(locked, rows, at=at)
        unuse_money(locked, at=at)
        undone = move(locked, "undo", by=by, at=at, why=why, changes=AFRESH)
        tell_undone(undone, list(load(right_ids, by=RECORDER, on=legal_day(at)).values()), at=at)
        audit.note("decision-undone", by=by, at=at, subject=undone.reference, reason=why[:500])
    return undone


def may_undo(filing: Filing, *, at: datetime) -> bool:
    """Whether an officer's decision was recorded on this London day."""
    if filing.state != State.RECORDED or filing.decided_by is None or filing.ended_at is None:
        return False
    return legal_day(filing.ended_at) == legal_day(at)


def _demand(filing: Filing, why: str, *, by: Officer) -> Filing:
    demand(by, OfficePermission.REOPEN)
    if not why.strip():
        raise ReasonMissing("Say why it is opened again")
    locked = lock(filing)
    demand_disinterested(locked, by)
    return locked


def _demand_todays(filing: Filing, rows: list[FilingRight], *, at: datetime) -> None:
    """Nothing but the decision of today, on which nothing was built since."""
    if not may_undo(filing, at=at):
        raise CannotUndo(_("Only a decision of today can be undone. Use a correction of the register."))
    if Certificate.objects.filter(filing=filing).exists():
        raise CannotUndo(_("Something was certified by it. Use a correction of the register."))
    own = _own_entries(filing, rows)
    for row in rows:
        later = Entry.everything.filter(right_id=row.right_id, number__gt=min(own[row.right_id], default=0))
        if later.exclude(because=filing.reference).exists():
            raise CannotUndo(_("Something was entered after it. Use a correction of the register."))


def _own_entries(filing: Filing, rows: list[FilingRight]) -> dict[int, list[int]]:
    """The numbers of what the decision entered, newest first: not what a wait before it, or another undoing, did."""
    decided_at = Movement.everything.filter(filing=filing, to_state=State.ACCEPTED).latest("number").at
    found: dict[int, list[int]] = {row.right_id: [] for row in rows}
    entries = Entry.everything.filter(because=filing.reference, right_id__in=found, entered_at__gte=decided_at)
    for right_id, number in entries.order_by("right_id", "-number").values_list("right_id", "number"):
        found[right_id].append(number)
    return found


def _take_back(filing: Filing, rows: list[FilingRight], *, at: datetime) -> None:
    own, on = _own_entries(filing, rows), legal_day(at)
    recordings = [
        Recording(right_id, tuple(Corrected(effective_on=on, corrects=number) for number in numbers))
        for right_id, numbers in own.items()
        if numbers
    ]
    record_many(recordings, because=filing.reference, by=RECORDER, received_at=at, at=at)
    return_links(filing.reference, own, at=at)
    for row in rows:
        row.outcome, row.why, row.entry_number = "", "", None
        row.entries += len(own[row.right_id])
    FilingRight.everything.bulk_update(rows, ["outcome", "why", "entry_number", "entries"], batch_size=500)
