"""No officer acts on a filing in which an account of their own has a part."""

from core.actor import Officer
from rights.interest import are_linked, own_accounts
from transactions.models import Filing, FilingRight


class LinkedToRight(Exception):
    """An officer does not decide about a right that an account of their own is linked to."""


def demand_disinterested(filing: Filing, by: Officer) -> None:
    """Raises:
    LinkedToRight: for an officer who is linked to a right of the filing, or belongs to the account that filed it.
    """
    accounts = own_accounts(by.user_id)
    right_ids = FilingRight.everything.filter(filing=filing).values_list("right_id", flat=True)
    if filing.organisation_id in accounts or are_linked(accounts, right_ids):
        raise LinkedToRight("You are linked to this right yourself: leave it to another officer")
