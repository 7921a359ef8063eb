"""Agreeing to automatic renewals, and stopping them: one renewal, one agreement, or by an instruction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.organising.two_people import SecondPersonNeeded, rules_of
from core import audit
from core.actor import Acting, Applicant, Permission, label, may, require
from payments.deposits.accounts import demand_spender
from payments.services import account_of
from rights.models import ClientFile
from transactions.automatic.refusing import Plan, give_up
from transactions.models import AutomaticRenewal, Filing, PlannedRenewal
from transactions.states import State

Scope = AutomaticRenewal.Scope


class NoAccountToPayFrom(Exception):
    """Automatic renewals are paid from a deposit account, and there is none."""


def agree(
    *,
    right_ids: Sequence[int] = (),
    client_file: ClientFile | None = None,
    limit_pence: int | None,
    month_pence: int | None,
    by: Applicant,
    at: datetime,
) -> list[AutomaticRenewal]:
    """Agrees for the rights, for a client, or for everything; what runs already is left as it is.

    Where two people are needed for every request, or what one may pay is limited, whoever agrees must be one who may
    approve. They must be one who may pay from the account.

    Raises:
        NotPermitted, SecondPersonNeeded, NoAccountToPayFrom.
    """
    _demand_may_agree(by)
    common: dict[str, Any] = {
        "organisation_id": by.organisation_id,
        "limit_pence": limit_pence,
        "month_pence": month_pence,
        "agreed_at": at,
        "agreed_by": label(by),
    }
    if right_ids:
        rows = [AutomaticRenewal(scope=Scope.RIGHT, right_id=pk, **common) for pk in right_ids]
    elif client_file is not None:
        rows = [AutomaticRenewal(scope=Scope.CLIENT, client_file=client_file, **common)]
    else:
        rows = [AutomaticRenewal(scope=Scope.ALL, **common)]
    with transaction.atomic():
        made = AutomaticRenewal.everything.bulk_create(rows)
        audit.note("automatic-agreed", by=by, at=at, subject=made[0].reference, details={"agreements": len(made)})
    return made


def _demand_may_agree(by: Applicant) -> None:
    wanted = [Permission.SUBMIT, Permission.PAY]
    require(by, wanted, reason=_("Ask somebody of your organisation who may send and pay."))
    rules = rules_of(by.organisation_id)
    if (rules.needs_two_people or rules.limit_pence is not None) and not may(by, Permission.APPROVE):
        raise SecondPersonNeeded(_("Ask a colleague who may approve to agree to automatic renewals."))
    account = account_of(by)
    if account is None:
        raise NoAccountToPayFrom(_("Open a deposit account first: automatic renewals are paid from it."))
    demand_spender(account, by)


def stop(agreement: AutomaticRenewal, *, by: Acting, at: datetime) -> None:
    """Stops an agreement at once, with everything that is planned by it; what is sent and not paid is taken back.

    Raises:
        NotPermitted.
    """
    require(by, [Permission.SUBMIT], reason=_("Ask somebody of your organisation who may send requests."))
    with transaction.atomic():
        mine = AutomaticRenewal.objects.visible_to(by).filter(pk=agreement.pk, stopped_at=None)
        AutomaticRenewal.everything.filter(pk__in=mine.values("pk")).update(stopped_at=at, stopped_by=label(by))
        why = _("The agreement was stopped.")
        plans = PlannedRenewal.everything.filter(agreement=agreement).select_related("right")
        plans.filter(state=Plan.NOTICED).update(state=Plan.STOPPED, why=why)
        _take_back(plans.filter(state=Plan.ASKED, filing__state=State.AWAITING_PAYMENT), why, at=at)
        audit.note("automatic-stopped", by=by, at=at, subject=agreement.reference)


def _take_back(asked: QuerySet[PlannedRenewal], why: str, *, at: datetime) -> None:
    for filing in Filing.everything.filter(pk__in=asked.values("filing_id")):
        give_up(filing, [(plan, why) for plan in asked.filter(filing=filing)], at=at)


def stop_one(plan: PlannedRenewal, *, by: Acting, at: datetime) -> bool:
    """Stops one planned renewal; False if it is under way or over.

    Raises:
        NotPermitted.
    """
    require(by, [Permission.PREPARE], reason=_("Ask somebody of your organisation who may prepare requests."))
    mine = PlannedRenewal.objects.visible_to(by).filter(pk=plan.pk, state=PlannedRenewal.State.NOTICED)
    rows = PlannedRenewal.everything.filter(pk__in=mine.values("pk"))
    stopped = rows.update(state=PlannedRenewal.State.STOPPED, why=_("Somebody of your account stopped it."))
    audit.note("planned-renewal-stopped", by=by, at=at, subject=plan.reference)
    return bool(stopped)
