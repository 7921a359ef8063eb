"""Refunds of money that was applied already: one officer proposed it, another one decides."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.roles import OfficePermission
from casework.kind import CaseKind, Matter, Outcome, Touched
from casework.models import RefundProposal, Stands
from casework.payments import paid_in
from casework.refunds import decide_refund
from core.actor import Officer
from transactions.dues import reference_in

REFUND = OfficePermission.REFUND


class RefundKind(CaseKind):
    """One proposal, by its reference; it begins at the second check."""

    slug = "refund"
    title = _("Refund of money that was used")
    outcomes = (
        Outcome("approved", _("Return the money"), permission=REFUND, needs_reason=False),
        Outcome("declined", _("Do not return it"), permission=REFUND),
    )

    def read(self, about: str) -> Matter | None:
        """The proposal with its payment."""
        proposal = RefundProposal.everything.select_related("payment").filter(reference=about).first()
        if proposal is None:
            return None
        is_open = proposal.state == RefundProposal.State.PROPOSED
        payment = proposal.payment
        return Matter(
            reference=proposal.reference,
            stands=Stands.SECOND_CHECK if is_open else Stands.DONE,
            received_at=proposal.proposed_at,
            outcome="" if is_open else proposal.state,
            who=payment.email,
            prepared_by=proposal.proposed_by if is_open else None,
            sought=(payment.reference, reference_in(payment.subject), payment.email),
        )

    def touches(self, about: str) -> Touched:
        """The filing that was paid for, and the account that paid."""
        return paid_in(RefundProposal.everything.select_related("payment").get(reference=about).payment)

    def all_open(self) -> list[str]:
        """Those that nobody has decided."""
        waiting = RefundProposal.everything.filter(state=RefundProposal.State.PROPOSED)
        return list(waiting.values_list("reference", flat=True))

    def settle(self, about: str, outcome: str, why: str, *, by: Officer, at: datetime) -> None:
        """The second officer's decision."""
        decide_refund(about, approve=outcome == "approved", why=why, by=by, at=at)
