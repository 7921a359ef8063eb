"""A customer's account as the office reads it, for somebody who calls or writes; every look is in the audit log."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.models import Membership, Organisation
from accounts.roles import OfficePermission, demand
from core import audit
from core.actor import Officer
from rights.models import Link, LinkRequest
from transactions.models import Filing

SHOWN = 10


class NoSuchAccount(LookupError):
    """There is no account of that id."""


@dataclass(frozen=True)
class Account:
    """An account with its people, and its newest requests; counts instead of lists where there may be thousands."""

    organisation: Organisation
    members: list[Membership]
    linked: int
    filings: list[Filing]
    link_requests: list[LinkRequest]


def account_of(organisation_id: UUID, *, by: Officer, at: datetime) -> Account:
    """Raises:
    NoSuchAccount, NotPermitted.
    """
    demand(by, OfficePermission.LOOK_UP_ACCOUNTS)
    organisation = Organisation.objects.filter(pk=organisation_id).first()
    if organisation is None:
        raise NoSuchAccount
    audit.note("account-seen", by=by, at=at, subject=str(organisation_id))
    joined = Membership.objects.filter(organisation=organisation, left_at=None).select_related("user")
    filings = Filing.objects.visible_to(by).filter(organisation=organisation).exclude(submitted_at=None)
    asked = LinkRequest.everything.filter(organisation=organisation).select_related("right")
    return Account(
        organisation=organisation,
        members=list(joined.order_by("joined_at", "pk")),
        linked=Link.everything.filter(organisation=organisation, state=Link.State.ACTIVE).count(),
        filings=list(filings.order_by("-changed_at", "-pk")[:SHOWN]),
        link_requests=list(asked.order_by("-asked_at", "-pk")[:SHOWN]),
    )
