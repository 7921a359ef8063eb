"""The office of a sandbox: what an officer would decide is decided as whoever tries the service wants it to be."""

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.actor import Acting, Officer, Permission, require
from rights.models import LinkRequest
from rights.sandbox.only import demand_sandbox
from transactions.consents.asking import requests_of
from transactions.models import ConsentRequest, Filing
from transactions.services.agreeing import record_on_paper
from transactions.services.deciding import DECIDABLE, CannotDecide, decide
from transactions.stages import lead, stage_of
from transactions.states import State
from transactions.workflow import lock

ROLES = frozenset({"formalities_officer", "register_administrator"})
FIRST, SECOND = (Officer(uuid5(NAMESPACE_URL, f"oneipo:sandbox:{name}"), ROLES) for name in ("first", "second"))
"""Two officers who are nobody: no account is theirs, nobody signs in as them, and two-person requests need both."""
MOST_STEPS = 4


def decide_in_sandbox(reference: str, *, accept: bool, by: Acting, at: datetime, why: str = "") -> None:
    """Decides a request, or a request for a link, of the actor's own account, by the rules that hold for every officer.

    To accept also takes the agreements that are still missing as signed on paper, and leads on what waits for a day to
    pass, as for oppositions, as if it had passed; it may then wait for the next decision.

    Raises:
        NotASandbox, LookupError: where nothing of the account has the reference.
        CannotDecide, EarlierFilingOpen, ReasonMissing, CannotLink, CannotMove, NotPermitted.
    """
    demand_sandbox()
    require(by, [Permission.PREPARE], reason=_("Ask an administrator of your organisation to decide for the office."))
    with transaction.atomic():
        filing = Filing.objects.visible_to(by).filter(reference=reference).first()
        if filing is None and not LinkRequest.objects.visible_to(by).filter(reference=reference).exists():
            raise LookupError(reference)
        audit.note("decided-in-sandbox", by=by, at=at, subject=reference, details={"accept": accept})
        if filing is not None and filing.state == State.WAITING:
            _let_time_pass(filing, accept=accept, at=at)
        elif not (filing is not None and accept and _let_others_agree(filing, at=at)):
            _decide(reference, accept=accept, at=at, why=why)


def _let_others_agree(filing: Filing, *, at: datetime) -> bool:
    """Enters what is missing, as officers do who hold the paper; whether that led the filing elsewhere."""
    for request in requests_of(filing).filter(state=ConsentRequest.State.WAITING):
        record_on_paper(request, agrees=True, note="Taken as signed in the sandbox.", by=FIRST, at=at)
    return lock(filing).state not in DECIDABLE | {filing.state}


def _decide(reference: str, *, accept: bool, at: datetime, why: str) -> None:
    """The first officer, and where that was a recommendation the second one; one that was made before is heeded."""
    for step in range(MOST_STEPS):
        by = SECOND if step % 2 else FIRST
        current = Filing.everything.filter(reference=reference).first()
        if current is not None and current.state == State.RECOMMENDED and current.prepared_by == by.user_id:
            continue
        decided = decide(reference, accept=accept, by=by, at=at, why=why)
        if decided.state not in (State.RECOMMENDED, State.IN_QUEUE):
            return


def _let_time_pass(filing: Filing, *, accept: bool, at: datetime) -> None:
    """Raises:
    CannotDecide: for a refusal, which nobody makes while it waits, and where a payment is waited for.
    """
    locked = lock(filing)
    stage = stage_of(locked)
    if stage is None or stage.paid_to or not accept:
        raise CannotDecide(_("It waits: pay what is asked for, or accept to let the time pass."))
    lead(locked, stage.then, at=at, why="The time was let pass in the sandbox.")
