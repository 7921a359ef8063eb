"""Statements of a deposit account: the lines of a span of days between two balances, and closed months."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet, Sum

from core.actor import Actor
from core.days import end_of, legal_day, start_of
from core.design.formats import month_words, pounds
from core.tables import pounds_and_pence
from notifications.messages.money import StatementReady
from payments.deposits.accounts import demand_sight
from payments.deposits.telling import tell_money_people
from payments.models import DepositAccount, DepositLine, DepositMonth, Payment


@dataclass(frozen=True)
class StatementLine:
    """One line for the reader; of what stands behind a wall to them they learn the amount alone (``payment`` None)."""

    line: DepositLine
    payment: Payment | None


@dataclass(frozen=True)
class Statement:
    """The lines of the London days ``first`` to ``last``, oldest first; pence."""

    account: DepositAccount
    first: date
    last: date
    opening_pence: int
    in_pence: int
    out_pence: int
    lines: tuple[StatementLine, ...]

    @property
    def closing_pence(self) -> int:
        """The balance after the last line."""
        return self.opening_pence + self.in_pence - self.out_pence


def statement(account: DepositAccount, first: date, last: date, *, by: Actor) -> Statement:
    """The statement of a span of London days.

    Raises:
        NotPermitted: for a member who may not see money.
    """
    demand_sight(by)
    rows = list(_within(account, first, last).select_related("payment"))
    seen = {row.pk: row for row in Payment.objects.visible_to(by).filter(pk__in={row.payment_id for row in rows})}
    came = sum(row.amount_pence for row in rows if row.amount_pence > 0)
    went = -sum(row.amount_pence for row in rows if row.amount_pence < 0)
    shown = tuple(StatementLine(row, seen.get(row.payment_id)) for row in rows)
    return Statement(account, first, last, _before(account, first), came, went, shown)


def latest(account: DepositAccount, *, by: Actor, most: int = 10) -> list[StatementLine]:
    """The last lines, newest first.

    Raises:
        NotPermitted.
    """
    demand_sight(by)
    rows = list(DepositLine.objects.visible_to(by).filter(account=account).order_by("-number")[:most])
    seen = {row.pk: row for row in Payment.objects.visible_to(by).filter(pk__in={row.payment_id for row in rows})}
    return [StatementLine(row, seen.get(row.payment_id)) for row in rows]


def months_of(account: DepositAccount, *, by: Actor) -> list[DepositMonth]:
    """The months that are closed, newest first.

    Raises:
        NotPermitted.
    """
    demand_sight(by)
    return list(DepositMonth.objects.visible_to(by).filter(account=account).order_by("-month"))


def close_months(on: date, *, at: datetime) -> int:
    """Closes, for every account, each month that is over on the London day and is not closed; returns how many."""
    return sum(_close_account(account, on, at=at) for account in DepositAccount.everything.order_by("pk"))


def _close_account(account: DepositAccount, on: date, *, at: datetime) -> int:
    done = DepositMonth.everything.filter(account=account).order_by("-month").first()
    month = _next_month(done.month) if done else legal_day(account.opened_at).replace(day=1)
    closed = 0
    while _next_month(month) <= on:
        closed += _close(account, month, at=at)
        month = _next_month(month)
    return closed


def _close(account: DepositAccount, month: date, *, at: datetime) -> bool:
    last = _next_month(month) - timedelta(days=1)
    lines = _within(account, month, last)
    came = lines.filter(amount_pence__gt=0).aggregate(total=Sum("amount_pence"))["total"] or 0
    went = -(lines.filter(amount_pence__lt=0).aggregate(total=Sum("amount_pence"))["total"] or 0)
    opening = _before(account, month)
    row, is_new = DepositMonth.everything.get_or_create(
        account=account,
        month=month,
        defaults={
            "opening_pence": opening,
            "in_pence": came,
            "out_pence": went,
            "closing_pence": opening + came - went,
            "last_line": lines.values_list("number", flat=True).last() or 0,
            "closed_at": at,
        },
    )
    if is_new and (came or went):
        message = StatementReady(account.reference, month_words(month), pounds(row.closing_pence))
        tell_money_people(account, message, f"month-{month:%Y-%m}", at=at)
    return is_new


def _within(account: DepositAccount, first: date, last: date) -> QuerySet[DepositLine]:
    rows = DepositLine.everything.filter(account=account, at__gte=start_of(first), at__lt=end_of(last))
    return rows.order_by("number")


def _before(account: DepositAccount, day: date) -> int:
    earlier = DepositLine.everything.filter(account=account, at__lt=start_of(day)).order_by("-number")
    return earlier.values_list("balance_pence", flat=True).first() or 0


def _next_month(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def lines_as_rows(told: Statement) -> Iterator[list[object]]:
    """The lines for a spreadsheet: number, days written and counting, kind, payment, what for, pounds, balance."""
    for one in told.lines:
        line, payment = one.line, one.payment
        yield [
            line.number,
            legal_day(line.at),
            legal_day(line.counts_at),
            str(line.get_kind_display()),
            payment.reference if payment else "",
            payment.description if payment else "",
            pounds_and_pence(line.amount_pence),
            pounds_and_pence(line.balance_pence),
        ]
