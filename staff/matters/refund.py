"""What a case shows of a proposed refund: how much, why, who proposed it, and the payment."""

from collections.abc import Mapping
from typing import Any

from accounts.requests import SiteRequest
from casework.colleagues import OFFICER, names_of
from casework.models import Case, RefundProposal
from casework.payments import money_of
from staff.pages import here


def shown(case: Case, request: SiteRequest) -> Mapping[str, Any]:
    """The proposal as officers read it."""
    by = here(request)
    proposal = RefundProposal.objects.visible_to(by).select_related("payment").get(reference=case.about)
    label = f"{OFFICER}{proposal.proposed_by}"
    return {
        "proposal": proposal,
        "proposed_by": names_of([label], by=by).get(label, ""),
        "payment": proposal.payment,
        "money": money_of(proposal.payment, by=by),
    }
