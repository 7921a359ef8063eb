"""Doing what was planned: one request for each account and day, paid from its deposit account, within every limit."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from accounts.contact import money_people_of
from accounts.organising.two_people import AGREED_BEFOREHAND
from core.actor import Machine
from payments.services import NoAccount, NothingToPay, PaymentUnderWay
from rights.instructions.asking import not_to_renew
from rights.models import Link
from rights.standing import Standing, load_standings
from transactions.models import AutomaticRenewal, Filing, PlannedRenewal
from transactions.services import CannotBegin, NotReady, answer, begin, submit
from transactions.services import NothingToPay as NothingDue
from transactions.services.paying import pay
from transactions.states import State

Plan = PlannedRenewal.State
AUTOMATIC = AGREED_BEFOREHAND.removeprefix("machine:")
SCOPES = frozenset({"view", "prepare", "submit", "pay"})
log = structlog.get_logger(__name__)


def renew_planned(on: date, *, at: datetime) -> int:
    """Asks for what is planned for the day or earlier; returns how many rights. Harmless to repeat."""
    due = PlannedRenewal.everything.filter(state=Plan.NOTICED, renews_on__lte=on)
    accounts = set(due.values_list("agreement__organisation_id", flat=True))
    return sum(_renew(account, on, at=at) for account in sorted(accounts, key=str)) + _go_on(at=at)


def _renew(account: UUID, on: date, *, at: datetime) -> int:
    """One request behind one wall each, so that nobody outside it sees more than they may."""
    with transaction.atomic():
        rows = PlannedRenewal.everything.select_for_update().filter(
            state=Plan.NOTICED, renews_on__lte=on, agreement__organisation_id=account
        )
        plans = list(rows.select_related("agreement").order_by("renews_on", "pk"))
        walls: dict[str, list[PlannedRenewal]] = defaultdict(list)
        keys = _walls(account, plans)
        for plan in _within_limits(plans, on):
            walls[keys.get(plan.right_id, "")].append(plan)
        for theirs in walls.values():
            _ask(account, theirs, at=at)
    return sum(map(len, walls.values()))


def _walls(account: UUID, plans: Sequence[PlannedRenewal]) -> dict[int, str]:
    links = Link.everything.filter(organisation_id=account, right__in=[plan.right_id for plan in plans])
    return dict(links.values_list("right_id", "wall_key"))


def _within_limits(plans: Sequence[PlannedRenewal], on: date) -> list[PlannedRenewal]:
    """Those that may be done today; the others are told why not."""
    rights = [plan.right_id for plan in plans]
    refused, standings = not_to_renew(rights), load_standings(rights, by=_machine(plans), on=on) if plans else {}
    kept: list[PlannedRenewal] = []
    for plan in plans:
        why = _why_not(plan, refused, standings, kept, on)
        if why:
            plan.state, plan.why = Plan.NOT_DONE, why
            plan.save(update_fields=["state", "why"])
        else:
            kept.append(plan)
    return kept


def _why_not(
    plan: PlannedRenewal,
    refused: set[int],
    standings: Mapping[int, Standing],
    kept: Sequence[PlannedRenewal],
    on: date,
) -> str:
    agreement, standing = plan.agreement, standings.get(plan.right_id)
    quote = standing.quote if standing else None
    if agreement.stopped_at is not None:
        return _("The agreement was stopped.")
    if plan.right_id in refused:
        return _("The owner said that it is not to be renewed.")
    if quote is None or not quote.is_payable or plan.year not in quote.years or quote.total_pence is None:
        return _("It was renewed meanwhile, or cannot be renewed.")
    plan.pence = quote.total_pence
    if agreement.limit_pence is not None and plan.pence > agreement.limit_pence:
        return _("It costs more than you agreed to for one patent.")
    if agreement.month_pence is not None and _spent(agreement, kept, on) + plan.pence > agreement.month_pence:
        return _("It would cost more than you agreed to for a month.")
    return ""


def _spent(agreement: AutomaticRenewal, kept: Sequence[PlannedRenewal], on: date) -> int:
    rows = PlannedRenewal.everything.filter(agreement=agreement, state=Plan.ASKED, renews_on__gte=on.replace(day=1))
    before = rows.aggregate(total=Sum("pence"))["total"] or 0
    return before + sum(plan.pence for plan in kept if plan.agreement_id == agreement.pk)


def _ask(account: UUID, plans: Sequence[PlannedRenewal], *, at: datetime) -> None:
    by = Machine(AUTOMATIC, account, SCOPES)
    ids = sorted({plan.right_id for plan in plans})
    try:
        draft = begin("renew", ids, by=by, at=at, by_list=True)
        answer(draft, "receipt", {"email": _email(account), "reminders": "no"}, by=by, at=at)
        filing = submit(draft, by=by, at=at)
    except (CannotBegin, NotReady) as problem:
        for plan in plans:
            plan.state, plan.why = Plan.NOT_DONE, str(problem)[:300]
            plan.save(update_fields=["state", "why"])
        return
    PlannedRenewal.everything.filter(pk__in=[plan.pk for plan in plans]).update(state=Plan.ASKED, filing=filing)
    for plan in plans:
        PlannedRenewal.everything.filter(pk=plan.pk).update(pence=plan.pence)


def _go_on(*, at: datetime) -> int:
    """Pays what was asked and is not paid: from the account, or with its next top-up. No transaction is open here."""
    asked = PlannedRenewal.everything.filter(state=Plan.ASKED, filing__state=State.AWAITING_PAYMENT)
    for filing in Filing.everything.filter(pk__in=asked.values("filing_id")):
        if filing.organisation_id is None:
            continue
        by = Machine(AUTOMATIC, filing.organisation_id, SCOPES)
        try:
            path = f"/filings/{filing.reference}/"
            pay(filing, return_address=str, continue_path=path, by=by, at=at, way="deposit")
        except (NothingToPay, NothingDue, NotReady, PaymentUnderWay, NoAccount) as problem:
            log.warning("automatic-renewal-not-paid", filing=filing.reference, why=type(problem).__name__)
    return 0


def _email(account: UUID) -> str:
    people = money_people_of(account)
    return people[0].email if people else ""


def _machine(plans: Sequence[PlannedRenewal]) -> Machine:
    return Machine(AUTOMATIC, plans[0].agreement.organisation_id, SCOPES)
