"""No member of staff touches a matter in which an account of their own has a part."""

from uuid import UUID

from django.utils.translation import gettext as _

from casework.kind import Touched
from casework.models import Case
from casework.registry import kind_named
from core.actor import NotPermitted
from rights.interest import are_linked, own_accounts
from rights.models import Right
from transactions.models import Filing, FilingRight


class LinkedToRight(NotPermitted):
    """The officer, by the address that both accounts have, is linked to a right of the case, or asks in it."""


def demand_disinterested(case: Case, user_id: UUID) -> None:
    """Demands that the officer has nothing to do with the case's rights, nor with an account that it is about.

    Raises:
        LinkedToRight.
    """
    demand_apart(kind_named(case.kind).touches(case.about), user_id, number=case.number)


def demand_apart(touched: Touched, user_id: UUID, *, number: str = "") -> None:
    """The same for what a matter touches, before there is a case.

    Raises:
        LinkedToRight.
    """
    accounts = own_accounts(user_id)
    if accounts and _concerns(touched, number, accounts):
        raise LinkedToRight(_("You are linked to this right yourself: leave it to another officer."))


def _concerns(touched: Touched, number: str, accounts: list[UUID]) -> bool:
    if set(accounts) & set(touched.accounts):
        return True
    filed = FilingRight.everything.filter(filing__reference__in=touched.filings).values_list("right_id", flat=True)
    named = Right.everything.filter(number=number or None).values_list("pk", flat=True)
    if are_linked(accounts, filed) or are_linked(accounts, named):
        return True
    return Filing.everything.filter(reference__in=touched.filings, organisation_id__in=accounts).exists()
