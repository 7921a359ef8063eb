"""Decides a filing, or a request for a link: one officer or two, in the order in which filings were received."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import OfficePermission, demand
from core import audit
from core.actor import Officer, label
from rights import linking
from rights.models import LinkRequest
from transactions.apart import demand_disinterested
from transactions.consents.asking import must_agree_first, still_missing, stop_waiting, wait_for_agreement
from transactions.consents.words import how_it_stands
from transactions.kind import Begins, Route
from transactions.models import ConsentRequest, Filing, FilingRight, Movement
from transactions.receipt import is_keyed
from transactions.recording import conclude
from transactions.registry import type_named
from transactions.stages import arrive, first_stage, follow_acceptance, stage_columns
from transactions.standings import earliest_in_the_way
from transactions.states import State
from transactions.workflow import move

ACCEPT, REFUSE = "accept", "refuse"
DECIDABLE = frozenset({State.AWAITING_AGREEMENT, State.IN_QUEUE, State.RECOMMENDED})


class CannotDecide(Exception):
    """Nothing of that reference waits for a decision; the message says how it stands."""


class EarlierFilingOpen(Exception):
    """An earlier filing on the same part of a right has to be decided first; the message names it."""


class AgreementMissing(Exception):
    """Somebody has not agreed, or does not agree, without whom it cannot be accepted; the message says who."""


class ReasonMissing(ValueError):
    """A refusal says why."""


def decide(reference: str, *, accept: bool, by: Officer, at: datetime, why: str = "") -> Filing | LinkRequest:
    """One officer's decision. Of a two-person type the first officer recommends and the second one decides.

    An acceptance to which a party that is new on the register must agree becomes a wait for its agreement.

    Raises:
        CannotDecide, EarlierFilingOpen, AgreementMissing, LinkedToRight, ReasonMissing, CannotMove, NotPermitted.
    """
    demand(by, OfficePermission.DECIDE)
    if not accept and not why.strip():
        raise ReasonMissing("Say why it is refused")
    if LinkRequest.everything.filter(reference=reference).exists():
        return _decide_link(reference, accept=accept, by=by, at=at, why=why)
    with transaction.atomic():
        filing = Filing.everything.select_for_update().filter(reference=reference).first()
        if filing is None or filing.state not in DECIDABLE:
            raise CannotDecide(f"{reference} is {filing.state if filing else 'not known'}")
        demand_disinterested(filing, by)
        if is_keyed(filing) and label(by) in (filing.created_by, filing.submitted_by):
            raise CannotDecide(_("You keyed this request in: another officer decides it."))
        if type_named(filing.type).corrects:
            demand(by, OfficePermission.CORRECT)
        if accept:
            _demand_turn(filing)
            if _has_newcomer(filing, at=at):
                return wait_for_agreement(filing, at=at)
        audit.note("filing-decided", by=by, at=at, subject=reference, reason=why[:500], details={"accept": accept})
        return _decide(filing, accept=accept, by=by, at=at, why=why)


def _has_newcomer(filing: Filing, *, at: datetime) -> bool:
    """What others must agree to is accepted by nobody before; whoever came to the register meanwhile is asked now.

    Raises:
        AgreementMissing: if somebody who was asked has not agreed.
    """
    missing = still_missing(filing, at=at)
    if any(isinstance(one, ConsentRequest) for one in missing):
        raise AgreementMissing("; ".join(how_it_stands(one) for one in missing))
    return bool(missing) and must_agree_first(filing, at=at)


def _decide(filing: Filing, *, accept: bool, by: Officer, at: datetime, why: str) -> Filing:
    if filing.state == State.AWAITING_AGREEMENT:
        filing = stop_waiting(filing, at=at, why="An officer refuses it.")
    if filing.state == State.RECOMMENDED:
        return _second(filing, accept=accept, by=by, at=at, why=why)
    if filing.route == Route.TWO_PERSON:
        changes = {"prepared_by": by.user_id, "recommends": ACCEPT if accept else REFUSE}
        return move(filing, "recommend", by=by, at=at, why=why, changes=changes)
    name = "accept" if accept else _refusal(filing, "refuse", "mind-to-refuse")
    return _end(filing, name, by=by, at=at, why=why)


def _second(filing: Filing, *, accept: bool, by: Officer, at: datetime, why: str) -> Filing:
    """The second officer agrees, or sends it back for a fresh recommendation."""
    if filing.recommends != (ACCEPT if accept else REFUSE):
        changes = {"prepared_by": None, "recommends": ""}
        return move(filing, "send-back", by=by, at=at, why=why, changes=changes)
    name = "approve" if accept else _refusal(filing, "confirm-refusal", "confirm-mind-to-refuse")
    return _end(filing, name, by=by, at=at, why=why)


def _refusal(filing: Filing, plain: str, heard: str) -> str:
    """A type may let the filer be heard before a refusal; once heard, the next refusal is plain."""
    stage = first_stage(type_named(filing.type), Begins.REFUSED)
    had = Movement.everything.filter(filing=filing, name=heard).exists()
    return plain if stage is None or had else heard


def _end(filing: Filing, name: str, *, by: Officer, at: datetime, why: str) -> Filing:
    changes: dict[str, object] = {"decided_by": by.user_id, "decided_why": why[:2000]}
    stage = first_stage(type_named(filing.type), Begins.REFUSED)
    if stage is not None and name.endswith("mind-to-refuse"):
        changes |= {**stage_columns(filing, stage, at=at), "prepared_by": None, "decided_by": None, "recommends": ""}
    decided = move(filing, name, by=by, at=at, why=why, changes=changes)
    if decided.state == State.ACCEPTED:
        return follow_acceptance(decided, at=at)
    if decided.state == State.REFUSED:
        conclude(decided, at=at)
    return arrive(decided, at=at) if decided.state == State.WAITING else decided


def _demand_turn(filing: Filing) -> None:
    right_ids = list(FilingRight.everything.filter(filing=filing, left_out=False).values_list("right_id", flat=True))
    for other in earliest_in_the_way(filing, right_ids).values():
        raise EarlierFilingOpen(f"{other.reference} was received earlier: decide it first")


def _decide_link(reference: str, *, accept: bool, by: Officer, at: datetime, why: str) -> LinkRequest:
    return linking.decide(reference, accept=accept, by=by, why=why, at=at)
