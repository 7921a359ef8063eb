"""Agreeing to automatic renewals, and stopping them: one renewal, one agreement, or by an instruction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.organising.two_people import SecondPersonNeeded, rules_of
from core import audit
from core.actor import Applicant, Permission, label, may, require
from payments.services import account_of
from rights.models import ClientFile
from transactions.models import AutomaticRenewal, PlannedRenewal

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

    Where two people are needed for every request, whoever agrees must be one who may approve.

    Raises:
        NotPermitted, SecondPersonNeeded, NoAccountToPayFrom.
    """
    wanted = [Permission.SUBMIT, Permission.PAY]
    require(by, wanted, reason=_("Ask somebody of your organisation who may send and pay."))
    if rules_of(by.organisation_id).needs_two_people and not may(by, Permission.APPROVE):
        raise SecondPersonNeeded(_("Ask a colleague who may approve to agree to automatic renewals."))
    if account_of(by) is None:
        raise NoAccountToPayFrom(_("Open a deposit account first: automatic renewals are paid from it."))
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


def stop(agreement: AutomaticRenewal, *, by: Applicant, at: datetime) -> None:
    """Stops an agreement at once, with everything that is planned by it.

    Raises:
        NotPermitted.
    """
    require(by, [Permission.SUBMIT], reason=_("Ask somebody of your organisation who may send requests."))
    with transaction.atomic():
        mine = AutomaticRenewal.objects.visible_to(by).filter(pk=agreement.pk, stopped_at=None)
        AutomaticRenewal.everything.filter(pk__in=mine.values("pk")).update(stopped_at=at, stopped_by=label(by))
        plans = PlannedRenewal.everything.filter(agreement=agreement, state=PlannedRenewal.State.NOTICED)
        plans.update(state=PlannedRenewal.State.STOPPED, why=_("The agreement was stopped."))
        audit.note("automatic-stopped", by=by, at=at, subject=agreement.reference)


def stop_one(plan: PlannedRenewal, *, by: Applicant, at: datetime) -> bool:
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
