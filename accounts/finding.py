"""Finds customers' accounts for the office: by a person's email address, by company number, by name."""

from django.db.models import Q

from accounts.models import Organisation
from accounts.roles import OfficePermission, demand
from core.actor import Officer


def find_accounts(text: str, *, by: Officer, most: int = 10) -> list[Organisation]:
    """The accounts that bear the text, by name; an email address finds only the accounts of exactly that person.

    Raises:
        NotPermitted.
    """
    demand(by, OfficePermission.LOOK_UP_ACCOUNTS)
    if "@" in text:
        wanted = Q(memberships__user__email__iexact=text, memberships__left_at=None)
    else:
        wanted = Q(name__icontains=text) | Q(company_number__iexact=text)
    return list(Organisation.objects.filter(wanted).distinct().order_by("name", "pk")[:most])
