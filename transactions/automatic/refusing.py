"""What stops a planned renewal: a stop, an owner's word, a limit, the rules; asked before it is sent and paid."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from accounts.organising.two_people import AGREED_BEFOREHAND
from core.actor import Machine, Permission
from rights.instructions.asking import not_to_renew
from rights.standing import Standing, load_standings
from transactions.automatic.telling import tell_not_done
from transactions.models import AutomaticRenewal, Filing, PlannedRenewal
from transactions.services.withdrawing import BeingPaid, withdraw

Plan = PlannedRenewal.State
MAY = frozenset({Permission.VIEW, Permission.PREPARE, Permission.SUBMIT, Permission.PAY})
Whys = Sequence[tuple[PlannedRenewal, str]]


def machine_of(account: UUID) -> Machine:
    """Who renews for an account what it agreed to."""
    return Machine(AGREED_BEFOREHAND.removeprefix("machine:"), account, MAY)


def looked_at(plans: Sequence[PlannedRenewal], on: date) -> tuple[list[PlannedRenewal], Whys]:
    """The plans of one account that may be done on the day, at its price, and those that may not, each with why."""
    rights = [plan.right_id for plan in plans]
    refused = not_to_renew(rights)
    by = machine_of(plans[0].agreement.organisation_id) if plans else None
    standings = load_standings(rights, by=by, on=on) if by else {}
    spent: dict[int, int] = {}
    may, may_not = [], []
    for plan in plans:
        if plan.agreement_id not in spent:
            spent[plan.agreement_id] = _spent(plan.agreement, plans, on)
        if why := _why_not(plan, refused, standings, spent[plan.agreement_id], on):
            may_not.append((plan, why))
        else:
            spent[plan.agreement_id] += plan.pence
            may.append(plan)
    return may, may_not


def stop_refused(right_ids: Collection[int], on: date, *, at: datetime) -> int:
    """What was planned for the rights and may not be done any more is not, at once; returns how many."""
    planned = PlannedRenewal.everything.filter(state=Plan.NOTICED, right__in=right_ids)
    told = 0
    for account in sorted(set(planned.values_list("organisation_id", flat=True)), key=str):
        with transaction.atomic():
            rows = planned.select_for_update(of=("self",)).filter(organisation_id=account).order_by("pk")
            _may, may_not = looked_at(list(rows.select_related("agreement", "right")), on)
            not_done(account, may_not, at=at)
        told += len(may_not)
    return told


def not_done(account: UUID, whys: Whys, *, at: datetime) -> None:
    """Writes down why each plan is not done, and tells the account."""
    for plan, why in whys:
        plan.state, plan.why = Plan.NOT_DONE, why[:300]
        plan.save(update_fields=["state", "why"])
    if whys:
        tell_not_done(account, [plan for plan, _why in whys], at=at)


def give_up(filing: Filing, whys: Whys, *, at: datetime) -> bool:
    """Takes back a request that is not paid; what else was in it is planned again. False while it is being paid."""
    account = filing.organisation_id
    if account is None:
        return False
    with transaction.atomic():
        try:
            withdraw(filing, by=machine_of(account), at=at, why=whys[0][1] if whys else "")
        except BeingPaid:
            return False
        ended = {plan.pk for plan, _why in whys}
        others = PlannedRenewal.everything.filter(filing=filing, state=Plan.ASKED).exclude(pk__in=ended)
        others.update(state=Plan.NOTICED, filing=None)
        not_done(account, whys, at=at)
    return True


def _why_not(
    plan: PlannedRenewal, refused: set[int], standings: Mapping[int, Standing], spent_pence: int, on: date
) -> str:
    standing = standings.get(plan.right_id)
    if plan.agreement.stopped_at is not None:
        return _("The agreement was stopped.")
    if plan.right_id in refused:
        return _("The owner said that it is not to be renewed.")
    return _why_not_theirs(standing, on) or _why_not_paid(plan, standing, spent_pence)


def _why_not_theirs(standing: Standing | None, on: date) -> str:
    """The account looks after the right, with authority to renew it."""
    if standing is None or standing.relation is None:
        return _("It is not linked to the account any more.")
    if standing.own_authority and not standing.own_authority.covers("renew", on):
        return _("The owner’s authority does not cover it.")
    return ""


def _why_not_paid(plan: PlannedRenewal, standing: Standing | None, spent_pence: int) -> str:
    """It can be renewed at a price within the limits."""
    agreement, quote = plan.agreement, standing.quote if standing else None
    if quote is None or not quote.is_payable or plan.year not in quote.years or quote.total_pence is None:
        return _("It was renewed meanwhile, or cannot be renewed.")
    plan.pence = quote.total_pence
    if agreement.limit_pence is not None and plan.pence > agreement.limit_pence:
        return _("It costs more than you agreed to for one patent.")
    if agreement.month_pence is not None and spent_pence + plan.pence > agreement.month_pence:
        return _("It would cost more than you agreed to for a month.")
    return ""


def _spent(agreement: AutomaticRenewal, but: Sequence[PlannedRenewal], on: date) -> int:
    """What the agreement renewed, or is renewing, in the month, apart from the plans that are looked at."""
    rows = PlannedRenewal.everything.filter(agreement=agreement, state=Plan.ASKED, renews_on__gte=on.replace(day=1))
    return int(rows.exclude(pk__in=[plan.pk for plan in but]).aggregate(total=Sum("pence"))["total"] or 0)
