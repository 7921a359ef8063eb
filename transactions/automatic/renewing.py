"""Doing what was planned: one request for each account and day, paid from its deposit account, within every limit."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, datetime
from uuid import UUID

import structlog
from django.db import transaction

from accounts.contact import money_people_of
from payments.services import AlreadyPaid, NoAccount, NothingToPay, PaymentUnderWay
from rights.models import Link
from transactions.automatic.refusing import Plan, give_up, looked_at, machine_of, not_done
from transactions.models import Filing, FilingRight, PlannedRenewal
from transactions.services import CannotBegin, NotReady, PriceChanged, answer, begin, submit
from transactions.services import NothingToPay as NothingDue
from transactions.services.paying import pay
from transactions.states import State

NOT_NOW = (NothingToPay, NothingDue, PaymentUnderWay, AlreadyPaid, NoAccount)
log = structlog.get_logger(__name__)


def renew_planned(on: date, *, at: datetime) -> int:
    """Asks and pays for what is planned for the day or earlier; returns how many rights. Harmless to repeat.

    What goes wrong with one account or request is written to the log as an error, and holds up no other.
    """
    due = PlannedRenewal.everything.filter(state=Plan.NOTICED, renews_on__lte=on)
    accounts = sorted(set(due.values_list("organisation_id", flat=True)), key=str)
    asked = sum(_apart(_renew, account, on, at=at) for account in accounts)
    unpaid = PlannedRenewal.everything.filter(state=Plan.ASKED, filing__state=State.AWAITING_PAYMENT)
    for filing in Filing.everything.filter(pk__in=unpaid.values("filing_id")).order_by("pk"):
        _apart(_pay, filing, on, at=at)
    return asked


def _apart(work: Callable[..., int], about: UUID | Filing, on: date, *, at: datetime) -> int:
    try:
        return work(about, on, at=at)
    except Exception:
        log.exception("automatic-renewal-failed", about=str(about))
        return 0


def _renew(account: UUID, on: date, *, at: datetime) -> int:
    """One request behind one wall each, so that nobody outside it sees more than they may."""
    with transaction.atomic():
        rows = PlannedRenewal.everything.select_for_update(of=("self",)).filter(
            state=Plan.NOTICED, renews_on__lte=on, organisation_id=account
        )
        plans = list(rows.select_related("agreement", "right").order_by("renews_on", "pk"))
        may, may_not = looked_at(plans, on)
        not_done(account, may_not, at=at)
        walls: dict[str, list[PlannedRenewal]] = defaultdict(list)
        keys = _walls(account, may)
        for plan in may:
            walls[keys.get(plan.right_id, "")].append(plan)
        for theirs in walls.values():
            _ask(account, theirs, at=at)
    return len(may)


def _walls(account: UUID, plans: Sequence[PlannedRenewal]) -> dict[int, str]:
    links = Link.everything.filter(organisation_id=account, right__in=[plan.right_id for plan in plans])
    return dict(links.values_list("right_id", "wall_key"))


def _ask(account: UUID, plans: Sequence[PlannedRenewal], *, at: datetime) -> None:
    """The request; a right that the rules leave out of it is not done."""
    by = machine_of(account)
    try:
        with transaction.atomic():
            draft = begin("renew", sorted({plan.right_id for plan in plans}), by=by, at=at, by_list=True)
            answer(draft, "receipt", {"email": _email(account), "reminders": "no"}, by=by, at=at)
            filing = submit(draft, by=by, at=at)
    except (CannotBegin, NotReady) as problem:
        not_done(account, [(plan, str(problem)) for plan in plans], at=at)
        return
    rows = FilingRight.everything.filter(filing=filing, left_out=True)
    left_out: dict[int, str] = dict(rows.values_list("right_id", "why"))
    not_done(account, [(one, left_out[one.right_id]) for one in plans if one.right_id in left_out], at=at)
    for plan in plans:
        if plan.right_id not in left_out:
            plan.state, plan.filing = Plan.ASKED, filing
            plan.save(update_fields=["state", "filing", "pence"])


def _pay(filing: Filing, on: date, *, at: datetime) -> int:
    """Pays a request that is not paid: from the account, or with its next top-up. No transaction is open here.

    It is looked at again first; what is not wanted any more, or costs too much by now, is taken back.
    """
    plans = list(PlannedRenewal.everything.filter(filing=filing, state=Plan.ASKED).select_related("agreement", "right"))
    _may, may_not = looked_at(plans, on)
    if may_not or filing.organisation_id is None:
        give_up(filing, may_not, at=at)
        return 0
    PlannedRenewal.everything.bulk_update(plans, ["pence"])
    by, path = machine_of(filing.organisation_id), f"/filings/{filing.reference}/"
    for _time in range(2):
        try:
            pay(filing, return_address=str, continue_path=path, by=by, at=at, way="deposit")
        except PriceChanged:  # it is stored now, and within the limits: the second time agrees to it
            continue
        except NotReady as problem:
            give_up(filing, [(plan, str(problem)) for plan in plans], at=at)
        except NOT_NOW as problem:
            log.warning("automatic-renewal-not-paid", filing=filing.reference, why=type(problem).__name__)
        break
    return 0


def _email(account: UUID) -> str:
    people = money_people_of(account)
    return people[0].email if people else ""
