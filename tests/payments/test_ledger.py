"""The ledger is append-only, moves on known ways only, and its check finds every penny that is missing."""

from datetime import datetime
from io import StringIO
from uuid import uuid4

import pytest
from builders.payments import CardPages, begun, demand_true_ledger, keep_promises, opened, owner, promised
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from core.actor import Officer
from payments import ledger
from payments.models import Attempt, Bucket, Dispute, HeldMoney, LedgerLine, MoneyAlert, Payment, Refund
from payments.services import (
    NotEnough,
    SamePerson,
    accept_held,
    apply_money,
    capture,
    owe_refund,
    payment_of,
    refresh,
    refund_applied,
    return_held,
    unresolved_subjects,
)

pytestmark = pytest.mark.django_db
FIRST, SECOND = Officer(uuid4()), Officer(uuid4())


@pytest.fixture
def settled(pay: CardPages, at: datetime) -> Payment:
    """£70 held for REN-1."""
    return settle(pay, at)


def settle(pay: CardPages, at: datetime, subject: str = "REN-1") -> Payment:
    by = owner()
    payment = opened(by, at, subject=subject)
    attempt = begun(payment, by, at)
    pay.pay(attempt)
    refresh(attempt.pk, at=at)
    capture(payment.reference, at=at)
    keep_promises(at)
    return Payment.everything.get(pk=payment.pk)


def test_held_money_is_applied_and_no_more_than_is_held(settled: Payment, at: datetime) -> None:
    apply_money(settled.reference, amount_pence=4000, because="REN-1/GB1", at=at)
    with pytest.raises(NotEnough):
        apply_money(settled.reference, amount_pence=3001, because="REN-1/GB2", at=at)
    apply_money(settled.reference, amount_pence=3000, because="REN-1/GB2", at=at)
    facts = payment_of("REN-1")
    assert facts is not None
    assert (facts.held_pence, facts.applied_pence) == (0, 7000)
    demand_true_ledger()


def test_the_same_move_for_the_same_cause_is_written_once(settled: Payment, at: datetime) -> None:
    for _ in range(3):
        apply_money(settled.reference, amount_pence=4000, because="REN-1/GB1", at=at)
    assert ledger.balances(settled.pk)[Bucket.APPLIED] == 4000
    with pytest.raises(ledger.ToldDifferently):
        apply_money(settled.reference, amount_pence=4001, because="REN-1/GB1", at=at)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (Bucket.OUTSIDE, Bucket.APPLIED),
        (Bucket.APPLIED, Bucket.ON_ACCOUNT),
        (Bucket.REFUNDED, Bucket.HELD),
        (Bucket.HELD, Bucket.REFUNDED),
        (Bucket.HELD, Bucket.HELD),
        (Bucket.CHARGED_BACK, Bucket.HELD),
    ],
)
def test_there_is_no_other_way_for_money_neither_in_code_nor_in_the_database(
    settled: Payment, at: datetime, start: Bucket, end: Bucket
) -> None:
    with pytest.raises(ValueError, match="No way"):
        ledger.move(settled, start, end, amount_pence=1, because="x", at=at)
    with pytest.raises(DatabaseError, match="ledger_way_exists"), transaction.atomic():
        LedgerLine.everything.create(
            payment=settled, from_bucket=start, to_bucket=end, amount_pence=1, because="x", at=at
        )


@pytest.mark.parametrize("statement", ["UPDATE {} SET amount_pence = 1", "DELETE FROM {}", "TRUNCATE {}"])
def test_postgres_refuses_to_change_the_ledger(settled: Payment, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(DatabaseError, match=r"annot (update|delete|truncate)"), transaction.atomic():
        connection.cursor().execute(statement.format("payments_ledgerline"))
    assert LedgerLine.everything.count() == 1


def test_applied_money_goes_back_by_two_officers_only(settled: Payment, at: datetime, pay: CardPages) -> None:
    apply_money(settled.reference, amount_pence=7000, because="REN-1", at=at)
    with pytest.raises(SamePerson):
        refund_applied(settled.reference, amount_pence=7000, first=FIRST, second=FIRST, reason="error", at=at)
    with pytest.raises(NotEnough):
        refund_applied(settled.reference, amount_pence=7001, first=FIRST, second=SECOND, reason="error", at=at)
    refund_applied(settled.reference, amount_pence=7000, first=FIRST, second=SECOND, reason="error", at=at)
    pay.later(seconds=5)
    keep_promises(at)
    assert ledger.balances(settled.pk)[Bucket.REFUNDED] == 7000
    demand_true_ledger()


def test_money_owed_back_goes_back_by_itself_and_the_layer_above_is_told(
    settled: Payment, at: datetime, pay: CardPages
) -> None:
    for _ in range(2):
        owe_refund(settled.reference, amount_pence=7000, because="somebody else renewed", at=at)
    pay.later(seconds=5)
    keep_promises(at)
    assert [told["amount_pence"] for told in promised("refund-made")] == [7000]
    assert [refund["amount"] for refund in pay.refunds(Attempt.everything.get())] == [7000]
    demand_true_ledger()


def test_what_is_held_is_kept_beside_the_ledger_until_it_is_used(settled: Payment, at: datetime) -> None:
    day = settled.paid_on
    assert day is not None
    assert unresolved_subjects(paid_on_or_before=day) == {settled.subject}
    apply_money(settled.reference, amount_pence=3000, because="REN-1", at=at)
    assert HeldMoney.objects.get().amount_pence == 4000
    assert unresolved_subjects(paid_on_or_before=day) == {settled.subject}
    owe_refund(settled.reference, amount_pence=4000, because="the rest", at=at)
    assert not HeldMoney.objects.exists()
    assert unresolved_subjects(paid_on_or_before=day) == set()
    demand_true_ledger()


def test_held_money_that_is_forgotten_beside_the_ledger_is_found(settled: Payment) -> None:
    HeldMoney.objects.all().delete()
    assert ledger.check() == [f"{settled.reference}: held now 0, ledger 7000"]


def test_the_check_finds_each_kind_of_missing_penny(pay: CardPages, at: datetime) -> None:
    payments = [settle(pay, at, f"REN-{number}") for number in range(5)]
    demand_true_ledger()
    Attempt.everything.filter(payment=payments[0]).update(captured_pence=6999)
    owe_refund(payments[1].reference, amount_pence=100, because="x", at=at)
    Refund.everything.update(amount_pence=99)
    line = {"from_bucket": "held", "to_bucket": "applied", "amount_pence": 7001, "because": "x", "at": at}
    LedgerLine.everything.create(payment=payments[2], **line)
    Dispute.everything.create(
        payment=payments[3], provider_id="d", amount_pence=5, charged_back_pence=5, state="lost", raised_at=at,
        seen_at=at, ended_at=at,
    )  # fmt: skip
    assert sorted(ledger.check()) == sorted(
        [
            f"{payments[0].reference}: captured 6999, ledger 7000",
            f"{payments[1].reference}: refunds owed 99, ledger 100",
            f"{payments[2].reference}: held is -1",
            f"{payments[2].reference}: held now 7000, ledger -1",
            f"{payments[3].reference}: disputes lost 5, ledger 0",
        ]
    )
    assert ledger.check([payments[4].pk]) == []


def test_the_command_prints_each_breach_and_fails(settled: Payment) -> None:
    out = StringIO()
    call_command("check_ledger", stdout=out)
    assert out.getvalue().strip() == "The ledger is true."
    Attempt.everything.update(captured_pence=1)
    with pytest.raises(CommandError, match="1 breach"):
        call_command("check_ledger", stdout=out)
    assert "captured 1, ledger 7000" in out.getvalue()


def test_an_upper_layer_adds_its_own_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "_CHECKS", [])
    ledger.also_check(lambda: ["REN-1: applied 7000, no entry"])
    assert ledger.check() == ["REN-1: applied 7000, no entry"]
    assert ledger.check([]) == []


def captured_with(pay: CardPages, at: datetime, amount_pence: int) -> Payment:
    """Pay says that another amount was taken than was owed."""
    by = owner()
    payment = opened(by, at)
    attempt = begun(payment, by, at)
    pay.pay(attempt)
    refresh(attempt.pk, at=at)
    capture(payment.reference, at=at)
    path = f"/v1/payments/{attempt.provider_id}"
    pay.fault(method="GET", path=path, extra={"total_amount": amount_pence})
    keep_promises(at)
    return Payment.everything.get(pk=payment.pk)


def test_more_taken_than_owed_settles_and_the_rest_is_owed_back(pay: CardPages, at: datetime) -> None:
    payment = captured_with(pay, at, 7500)
    book = ledger.balances(payment.pk)
    assert (payment.state, book[Bucket.HELD], book[Bucket.REFUND_OWED]) == ("settled", 7000, 500)
    assert [alert.kind for alert in MoneyAlert.everything.all()] == ["wrong-amount"]
    demand_true_ledger()


def test_less_taken_than_owed_is_held_for_the_office_which_accepts_or_returns_it(pay: CardPages, at: datetime) -> None:
    payment = captured_with(pay, at, 6500)
    assert (payment.state, payment.why) == ("capturing", "too-little")
    assert promised("payment-settled") == []
    demand_true_ledger()
    accept_held(payment.reference, by=FIRST, reason="A rounding fault of ours", at=at)
    assert len(promised("payment-settled")) == 1


def test_less_taken_than_owed_can_be_returned(pay: CardPages, at: datetime) -> None:
    payment = captured_with(pay, at, 6500)
    return_held(payment.reference, by=FIRST, reason="Ask the payer to pay again", at=at)
    assert Payment.everything.get(pk=payment.pk).state == "failed"
    assert ledger.balances(payment.pk)[Bucket.REFUND_OWED] == 6500
    assert len(promised("payment-lost")) == 1
    demand_true_ledger()
