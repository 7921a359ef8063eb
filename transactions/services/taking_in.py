"""Takes in what was submitted and, if need be, paid: to a wait, to the officers, or to the register."""

from datetime import datetime

from django.db import transaction

from core.actor import System
from transactions.consents.asking import must_agree_first, wait_for_agreement
from transactions.kind import Begins, Route
from transactions.models import Filing, FilingRight, Movement
from transactions.registry import type_named
from transactions.stages import begin_stage, first_stage, follow_acceptance
from transactions.standings import earliest_in_the_way
from transactions.states import State
from transactions.telling import tell_received
from transactions.telling_accounts import tell_linked
from transactions.workflow import lock, move

INTAKE = System("intake")


def take_in(filing: Filing, *, at: datetime) -> Filing:
    """Moves a received filing on, as its type declares; first those agree who must."""
    if must_agree_first(filing, at=at):
        return _acknowledged(wait_for_agreement(filing, at=at), at=at)
    stage = first_stage(type_named(filing.type), Begins.SUBMITTED)
    if stage is not None and not Movement.everything.filter(filing=filing, name="begin-stage").exists():
        return _acknowledged(begin_stage(filing, stage, at=at), at=at)
    if filing.route != Route.AUTOMATIC or must_wait(filing):
        return _acknowledged(move(filing, "queue", by=INTAKE, at=at), at=at)
    return follow_acceptance(move(filing, "accept-itself", by=INTAKE, at=at), at=at)


def _acknowledged(filing: Filing, *, at: datetime) -> Filing:
    tell_received(filing, at=at)
    tell_linked(filing, at=at)
    return filing


def must_wait(filing: Filing) -> bool:
    """Whether an earlier filing on one of the rights has to be decided first."""
    return bool(earliest_in_the_way(filing, _right_ids(filing)))


def look_again(ended: Filing, *, at: datetime) -> int:
    """Takes in the automatic filings that waited for one that has now ended; returns how many."""
    waiting = Filing.everything.filter(
        state=State.IN_QUEUE, route=Route.AUTOMATIC, rights__right_id__in=_right_ids(ended)
    )
    taken = 0
    for candidate in waiting.distinct().order_by("received_at", "pk"):
        with transaction.atomic():
            filing = lock(candidate)
            if filing.state != State.IN_QUEUE or must_wait(filing):
                continue
            if must_agree_first(filing, at=at):
                wait_for_agreement(filing, at=at)
            else:
                follow_acceptance(move(filing, "accept-itself", by=INTAKE, at=at), at=at)
                taken += 1
    return taken


def _right_ids(filing: Filing) -> list[int]:
    rows = FilingRight.everything.filter(filing=filing, left_out=False)
    return list(rows.values_list("right_id", flat=True))
