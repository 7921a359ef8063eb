"""Money given in the last minutes of a day counts for that day, whenever the worker comes to it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from builders.filings import a_visitor, filed, fresh
from builders.payments import CardPages, demand_true_ledger
from builders.register import a_patent, details

from core.days import LONDON
from core.outbox.relay import keep_due
from notifications.models import Notice
from oneipo.site.daily import run_daily
from payments.models import Attempt, Payment
from payments.services import payment_of, sweep
from rights.models import Entry, Right
from transactions.models import Filing
from transactions.services import PriceChanged
from transactions.services import pay as go_to_pay

RECEIPT = {"receipt": {"email": "payer@example.com", "reminders": "no"}}
RENEWALS = "renewal-paid"


def london(*parts: int, fold: int = 0) -> datetime:
    return datetime(*parts, tzinfo=LONDON, fold=fold)


def gone_to_pay(right: Right, pay: CardPages, *, confirmed_at: datetime) -> Filing:
    """Somebody who stands before the card pages ten minutes earlier, and confirms at the moment; nobody is told."""
    by, before = a_visitor(), confirmed_at - timedelta(minutes=10)
    filing = filed("renew", [right], RECEIPT, by=by, at=before)
    pay.at(before)
    go_to_pay(filing, return_address=lambda one: f"http://x.example/{one}/", continue_path="/", by=by, at=before)
    pay.at(confirmed_at)
    pay.pay(Attempt.everything.get())
    return filing


def awake(at: datetime) -> None:
    """The worker is back: the daily run may come to it before the sweep does, and again afterwards."""
    run_daily(at=at)
    for minutes in (0, 1, 2):
        sweep(at + timedelta(minutes=minutes))
        keep_due(now=lambda: at + timedelta(minutes=6), limit=500)
    run_daily(at=at + timedelta(minutes=10))


def entered(filing: Filing) -> list[tuple[date, datetime]]:
    rows = Entry.everything.filter(because=filing.reference, kind=RENEWALS)
    return [(entry.effective_on, entry.received_at) for entry in rows]


def test_ten_to_midnight_on_the_last_day_with_the_worker_down_until_half_past(pay: CardPages) -> None:
    """Due 31 May 2023, late until 30 November 2023: the patent would have ceased at midnight."""
    right = a_patent(filed_on=date(2019, 5, 10), granted_on=date(2021, 6, 2), service=details())
    given_at = london(2023, 11, 30, 23, 50)
    filing = gone_to_pay(right, pay, confirmed_at=given_at)
    awake(london(2023, 12, 1, 0, 30))
    right.refresh_from_db()
    assert (right.status, right.paid_through_year) == ("granted", 5)
    [(effective_on, received_at)] = entered(filing)
    assert effective_on == date(2023, 11, 30)
    assert abs(received_at - given_at) < timedelta(seconds=30)
    assert payment_of(filing.reference).applied_pence == 7000 + 6 * 2400 - 2400
    assert not Notice.everything.filter(template="lapse-notice").exists()
    assert not Entry.everything.filter(right=right, kind="ceased").exists()
    demand_true_ledger()


def test_without_that_payment_the_same_patent_ceases_at_midnight(pay: CardPages) -> None:
    right = a_patent(filed_on=date(2019, 5, 10), granted_on=date(2021, 6, 2), service=details())
    awake(london(2023, 12, 1, 0, 30))
    right.refresh_from_db()
    assert right.status == "ceased"
    assert Notice.everything.filter(template="lapse-notice").count() == 1


def test_the_old_fee_is_taken_for_31_march_2026_although_we_wake_in_april(pay: CardPages) -> None:
    """Year 5 costs £70 until 31 March 2026; London is an hour ahead of UTC by then."""
    right = a_patent(filed_on=date(2022, 3, 10), granted_on=date(2024, 1, 3))
    filing = gone_to_pay(right, pay, confirmed_at=datetime(2026, 3, 31, 22, 50, tzinfo=UTC))
    awake(datetime(2026, 3, 31, 23, 30, tzinfo=UTC))
    assert [day for day, _received in entered(filing)] == [date(2026, 3, 31)]
    assert payment_of(filing.reference).applied_pence == 7000
    demand_true_ledger()


def test_confirmed_ten_minutes_into_april_2026_the_old_fee_is_not_taken(pay: CardPages) -> None:
    right = a_patent(filed_on=date(2022, 3, 10), granted_on=date(2024, 1, 3))
    filing = gone_to_pay(right, pay, confirmed_at=datetime(2026, 3, 31, 23, 5, tzinfo=UTC))
    awake(datetime(2026, 3, 31, 23, 30, tzinfo=UTC))
    assert fresh(filing).state == "awaiting-payment"
    assert Payment.everything.get().state == "released"
    assert pay.charges(Attempt.everything.get())[0]["state"]["status"] == "cancelled"
    assert Notice.everything.get(about=filing.reference).template == "filing-not-done"
    with pytest.raises(PriceChanged) as change:
        go_to_pay(
            filing,
            return_address=lambda one: f"http://x.example/{one}/",
            continue_path="/",
            by=a_visitor(),
            at=datetime(2026, 3, 31, 23, 40, tzinfo=UTC),
        )
    assert change.value.now.on == date(2026, 4, 1)
    assert entered(filing) == []


@pytest.mark.parametrize(
    ("given_at", "day"),
    [
        (london(2026, 3, 29, 0, 30), date(2026, 3, 29)),
        (london(2026, 3, 29, 2, 30), date(2026, 3, 29)),
        (london(2026, 3, 29, 23, 55), date(2026, 3, 29)),
        (london(2026, 10, 25, 0, 5), date(2026, 10, 25)),
        (london(2026, 10, 25, 1, 30), date(2026, 10, 25)),
        (london(2026, 10, 25, 1, 30, fold=1), date(2026, 10, 25)),
        (london(2026, 10, 25, 23, 55), date(2026, 10, 25)),
    ],
    ids=lambda value: f"{value:%d %b %H:%M %z}" if isinstance(value, datetime) else "",
)
def test_on_both_nights_on_which_the_clocks_change_the_london_day_is_the_day(
    pay: CardPages, given_at: datetime, day: date
) -> None:
    """A patent whose renewal is open on both days; the worker wakes 40 minutes later."""
    right = a_patent(filed_on=date(2020, day.month, 10), granted_on=date(2022, 6, 1), paid_through=6)
    filing = gone_to_pay(right, pay, confirmed_at=given_at)
    awake(given_at.astimezone(UTC) + timedelta(minutes=40))
    assert [on for on, _received in entered(filing)] == [day]
    [(_on, received_at)] = entered(filing)
    assert abs(received_at - given_at) < timedelta(seconds=30)
    demand_true_ledger()
