"""Returning money that was applied: an officer proposes, another decides; only then does the ledger move."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import OfficePermission, demand
from casework.following import follow
from casework.interest import demand_apart
from casework.kind import CannotSettle
from casework.models import RefundProposal
from casework.payments import paid_in
from core import audit
from core.actor import Officer
from core.design.formats import pounds
from core.references import new_reference
from payments import ledger
from payments.models import Bucket, Payment
from payments.owing import SamePerson, refund_applied

State = RefundProposal.State


class CannotPropose(ValueError):
    """The amount cannot be proposed; the message says why, for the officer."""


def propose_refund(payment: Payment, *, amount_pence: int, reason: str, by: Officer, at: datetime) -> RefundProposal:
    """Asks a second officer to return pence of a payment that were applied.

    Raises:
        CannotPropose, LinkedToRight, NotPermitted.
    """
    demand(by, OfficePermission.DECIDE)
    demand_apart(paid_in(payment), by.user_id)
    applied = ledger.balances(payment.pk)[Bucket.APPLIED]
    if not 0 < amount_pence <= applied:
        raise CannotPropose(_("Enter an amount up to %(most)s, which is what was used") % {"most": pounds(applied)})
    if not reason.strip():
        raise CannotPropose(_("Enter why the money should be returned"))
    try:
        with transaction.atomic():
            proposal = RefundProposal.everything.create(
                reference=new_reference("RFP"),
                payment=payment,
                amount_pence=amount_pence,
                reason=reason.strip()[:300],
                proposed_at=at,
                proposed_by=by.user_id,
            )
            audit.note("refund-proposed", by=by, at=at, subject=payment.reference, reason=reason[:500])
            follow("refund", proposal.reference, at=at)
    except IntegrityError:
        raise CannotPropose(_("A refund of this payment is proposed already. Wait for the decision.")) from None
    return proposal


def decide_refund(reference: str, *, approve: bool, why: str, by: Officer, at: datetime) -> RefundProposal:
    """The second officer approves, and the money is owed back, or declines with a reason.

    Raises:
        CannotSettle: if it is decided, or the officer proposed it, or the money is not there any more.
    """
    with transaction.atomic():
        rows = RefundProposal.everything.select_for_update(of=("self",)).select_related("payment")
        proposal = rows.get(reference=reference)
        if proposal.state != State.PROPOSED:
            raise CannotSettle(_("Somebody has decided this already."))
        if proposal.proposed_by == by.user_id:
            raise CannotSettle(_("You proposed this refund: another officer decides it."))
        if approve:
            _return(proposal, by=by, at=at)
        proposal.state = State.APPROVED if approve else State.DECLINED
        proposal.decided_at, proposal.decided_by, proposal.decided_why = at, by.user_id, why[:500]
        proposal.save()
    return proposal


def _return(proposal: RefundProposal, *, by: Officer, at: datetime) -> None:
    first = User.objects.get(pk=proposal.proposed_by)
    try:
        refund_applied(
            proposal.payment.reference,
            amount_pence=proposal.amount_pence,
            first=Officer(first.pk, frozenset(first.roles)),
            second=by,
            reason=proposal.reason,
            at=at,
        )
    except (ledger.NotEnough, SamePerson):
        raise CannotSettle(_("Less than this is left of the payment. Decline the proposal.")) from None
