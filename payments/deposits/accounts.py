"""A deposit account: opened, who may pay from it, and when people are told that it runs low."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.actor import Acting, Actor, Applicant, Machine, NotPermitted, Permission, label, may, require
from payments.models import DepositAccount, DepositUser


class NoAccount(LookupError):
    """The organisation has no deposit account."""


def open_account(*, by: Applicant, at: datetime) -> DepositAccount:
    """The organisation's deposit account; whoever opens it is authorised to pay from it. Harmless to repeat.

    Raises:
        NotPermitted: unless the actor manages people and sees money.
    """
    demand_keeper(by)
    with transaction.atomic():
        account, is_new = DepositAccount.everything.get_or_create(
            organisation_id=by.organisation_id, defaults={"opened_at": at, "opened_by": label(by)}
        )
        if is_new:
            DepositUser.everything.create(account=account, user_id=by.user_id, since_at=at)
            audit.note("deposit-opened", by=by, at=at, subject=account.reference)
    return account


def account_of(by: Actor) -> DepositAccount | None:
    """The account of the actor's organisation, or None; whoever asks may pay from it or see money."""
    return DepositAccount.objects.visible_to(by).first() if isinstance(by, Acting) else None


def authorised(account: DepositAccount) -> list[UUID]:
    """Who may pay from the account now."""
    rows = DepositUser.everything.filter(account=account, until_at=None).order_by("since_at", "pk")
    return list(rows.values_list("user_id", flat=True))


def may_spend(account: DepositAccount, by: Actor) -> bool:
    """Whether the actor may pay from the account: a member with the permission to pay who is authorised for it."""
    is_named = isinstance(by, Applicant) and by.user_id in authorised(account)
    is_theirs = isinstance(by, Acting) and by.organisation_id == account.organisation_id
    return is_theirs and may(by, Permission.PAY) and (is_named or isinstance(by, Machine))


def may_see(by: Actor) -> bool:
    """Whether the actor may see the organisation's money."""
    return may(by, Permission.SEE_MONEY)


def demand_sight(by: Actor) -> None:
    """Raises:
    NotPermitted: for a member who may not see money.
    """
    require(by, [Permission.SEE_MONEY], reason=_("Ask an administrator of your organisation to let you see its money."))


def demand_keeper(by: Actor) -> None:
    """Raises:
    NotPermitted: unless the actor manages people and sees money.
    """
    wanted = [Permission.MANAGE_PEOPLE, Permission.SEE_MONEY]
    require(by, wanted, reason=_("Ask an administrator who may see your organisation’s money."))


def demand_spender(account: DepositAccount, by: Actor) -> None:
    """Raises:
    NotPermitted: unless the actor may pay from the account.
    """
    if not may_spend(account, by):
        raise NotPermitted(_("You are not authorised to pay from the deposit account. Ask an administrator."))


def authorise(account: DepositAccount, people: Collection[UUID], *, by: Applicant, at: datetime) -> None:
    """Says anew who may pay from the account.

    Raises:
        NotPermitted.
    """
    demand_keeper(by)
    with transaction.atomic():
        DepositAccount.everything.select_for_update().get(pk=account.pk, organisation_id=by.organisation_id)
        now, wanted = set(authorised(account)), set(people)
        rows = DepositUser.everything.filter(account=account, until_at=None)
        rows.filter(user_id__in=now - wanted).update(until_at=at)
        added = [DepositUser(account=account, user_id=each, since_at=at) for each in wanted - now]
        DepositUser.everything.bulk_create(added)
        details = {"added": sorted(map(str, wanted - now)), "removed": sorted(map(str, now - wanted))}
        audit.note("deposit-users-changed", by=by, at=at, subject=account.reference, details=details)


def warn_below(account: DepositAccount, low_pence: int, *, by: Applicant, at: datetime) -> None:
    """Chooses below which balance people are told.

    Raises:
        NotPermitted.
    """
    demand_keeper(by)
    rows = DepositAccount.everything.filter(pk=account.pk, organisation_id=by.organisation_id)
    rows.update(low_pence=low_pence, low_told_at=None)
    audit.note("deposit-warning-chosen", by=by, at=at, subject=account.reference, details={"low_pence": low_pence})
