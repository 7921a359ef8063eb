"""No member of staff touches a right that an account of their own is linked to."""

from uuid import UUID

from django.utils.translation import gettext as _

from casework.models import Case
from core.actor import NotPermitted
from rights.interest import are_linked, own_accounts
from rights.models import Right
from transactions.models import Filing, FilingRight


class LinkedToRight(NotPermitted):
    """The officer, by the address that both accounts have, is linked to a right of the case."""


def demand_disinterested(case: Case, user_id: UUID) -> None:
    """Demands that the officer has nothing to do with the case's rights, nor with the account that asks.

    Raises:
        LinkedToRight.
    """
    accounts = own_accounts(user_id)
    if accounts and _concerns(case, accounts):
        raise LinkedToRight(_("You are linked to this right yourself: leave it to another officer."))


def _concerns(case: Case, accounts: list[UUID]) -> bool:
    filed = FilingRight.everything.filter(filing__reference=case.about).values_list("right_id", flat=True)
    named = Right.everything.filter(number=case.number or None).values_list("pk", flat=True)
    if are_linked(accounts, filed) or are_linked(accounts, named):
        return True
    return Filing.everything.filter(reference=case.about, organisation_id__in=accounts).exists()
