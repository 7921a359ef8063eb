"""Deposit accounts: the same pound is spent once, an empty account pays from its top-up, and both sides always agree."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from builders.deposits import an_account_with, camt, keep_money_promises, owed, taken, transferred
from builders.filings import an_account, an_officer
from builders.people import a_member
from builders.signed_in import customer
from django.db import IntegrityError, transaction

from accounts.actors import applicant
from accounts.models import Organisation
from accounts.organising.two_people import Rules, SecondPersonNeeded, change_rules
from core.actor import Applicant, NotPermitted, Officer, Permission
from notifications.models import Notice
from payments.bank.camt053 import read_camt053
from payments.bank.credits import UnreadableStatement
from payments.bank.matching import LoadedBefore, NotWaiting, give_back, load_statement, place, references_in
from payments.bank.table import read_table
from payments.deposits.accounts import authorise, open_account, warn_below
from payments.deposits.spending import choose_card, pay_from_account
from payments.deposits.statements import close_months, statement
from payments.models import BankLine, DepositAccount, DepositLine, DepositMonth, Payment, PaymentState, Refund
from payments.services import await_transfer, check, facts_of, release

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(at: datetime) -> Applicant:
    return an_account(at)


@pytest.fixture
def cashier(at: datetime) -> Officer:
    return an_officer(at, roles=("team_leader",))


def balance(account: DepositAccount) -> int:
    account.refresh_from_db()
    return account.balance_pence


def test_a_transfer_that_quotes_the_account_tops_it_up_from_the_day_of_credit(
    by: Applicant, cashier: Officer, at: datetime
) -> None:
    account = open_account(by=by, at=at)
    loaded = transferred(50_000, f"topup {account.reference.lower()}", on=date(2024, 6, 11), cashier=cashier, at=at)
    assert (loaded.new, loaded.matched) == (1, 1)
    assert balance(account) == 50_000
    line = DepositLine.everything.get()
    assert (line.kind, line.number, line.balance_pence) == ("top-up", 1, 50_000)
    assert line.counts_at == datetime(2024, 6, 11, 11, tzinfo=UTC)  # midday in London
    assert check() == []


def test_what_is_covered_is_paid_at_once(by: Applicant, cashier: Officer, at: datetime) -> None:
    account = an_account_with(10_000, by=by, cashier=cashier, at=at)
    payment = owed(by, at)
    assert pay_from_account(payment, by=by, at=at)
    assert pay_from_account_again(payment, by, at)
    payment.refresh_from_db()
    assert (payment.state, payment.paid_on) == (PaymentState.CAPTURABLE, date(2024, 6, 12))
    assert balance(account) == 3_000
    taken(payment, at)
    payment.refresh_from_db()
    assert payment.state == PaymentState.SETTLED
    assert facts_of(payment).held_pence == 7_000
    assert check() == []


def pay_from_account_again(payment: Payment, by: Applicant, at: datetime) -> bool:
    """A second click: nothing is open any more."""
    from payments.services import NothingToPay

    with pytest.raises(NothingToPay):
        pay_from_account(payment, by=by, at=at)
    return True


def test_an_empty_account_pays_from_its_top_up(by: Applicant, cashier: Officer, at: datetime) -> None:
    account = an_account_with(6_999, by=by, cashier=cashier, at=at)
    payment = owed(by, at)
    assert not pay_from_account(payment, by=by, at=at)
    payment.refresh_from_db()
    assert (payment.state, payment.paid_on) == (PaymentState.OPEN, None)
    later = at + timedelta(days=3)
    transferred(1, account.reference, on=later.date(), cashier=cashier, at=later)
    payment.refresh_from_db()
    assert (payment.state, payment.paid_on) == (PaymentState.CAPTURABLE, date(2024, 6, 15))
    assert balance(account) == 0
    assert check() == []


def test_a_statement_that_comes_late_counts_from_the_day_of_credit(
    by: Applicant, cashier: Officer, at: datetime
) -> None:
    account = an_account_with(0, by=by, cashier=cashier, at=at)
    payment = owed(by, at)
    pay_from_account(payment, by=by, at=at)
    transferred(7_000, account.reference, on=date(2024, 6, 13), cashier=cashier, at=at + timedelta(days=5))
    payment.refresh_from_db()
    assert payment.paid_on == date(2024, 6, 13)


def test_money_that_came_before_the_request_counts_from_the_request(
    by: Applicant, cashier: Officer, at: datetime
) -> None:
    account = an_account_with(0, by=by, cashier=cashier, at=at)
    payment = owed(by, at)
    pay_from_account(payment, by=by, at=at)
    transferred(7_000, account.reference, on=date(2024, 6, 3), cashier=cashier, at=at + timedelta(days=1))
    payment.refresh_from_db()
    assert payment.paid_on == date(2024, 6, 12)


def test_what_waits_is_paid_in_the_order_in_which_it_was_asked(by: Applicant, cashier: Officer, at: datetime) -> None:
    account = an_account_with(0, by=by, cashier=cashier, at=at)
    first, second = owed(by, at, pence=9_000, subject="REN-1"), owed(by, at, pence=1_000, subject="REN-2")
    pay_from_account(first, by=by, at=at)
    pay_from_account(second, by=by, at=at + timedelta(minutes=1))
    transferred(5_000, account.reference, on=at.date(), cashier=cashier, at=at + timedelta(hours=1))
    second.refresh_from_db()
    assert second.state == PaymentState.OPEN  # the older one comes first
    transferred(5_000, account.reference, on=at.date(), cashier=cashier, at=at + timedelta(hours=2), key="second")
    for payment in (first, second):
        payment.refresh_from_db()
        assert payment.state == PaymentState.CAPTURABLE
    assert balance(account) == 0


def test_a_waiting_order_can_be_paid_by_card_instead(by: Applicant, cashier: Officer, at: datetime) -> None:
    an_account_with(0, by=by, cashier=cashier, at=at)
    payment = owed(by, at)
    pay_from_account(payment, by=by, at=at)
    choose_card(payment, by=by, at=at)
    payment.refresh_from_db()
    assert payment.method == "card"
    assert payment.state == PaymentState.OPEN


def test_what_cannot_be_used_goes_back_into_the_account(by: Applicant, cashier: Officer, at: datetime) -> None:
    account = an_account_with(7_000, by=by, cashier=cashier, at=at)
    payment = owed(by, at)
    pay_from_account(payment, by=by, at=at)
    with transaction.atomic():
        release(payment.reference, reason="price-changed", at=at)
    assert balance(account) == 0
    keep_money_promises(at)
    keep_money_promises(at)
    assert balance(account) == 7_000
    assert Refund.everything.get().state == "made"
    assert check() == []


def test_only_who_may_pay_and_is_authorised_pays_from_the_account(
    by: Applicant, cashier: Officer, at: datetime
) -> None:
    account = an_account_with(7_000, by=by, cashier=cashier, at=at)
    organisation = Organisation.objects.get(pk=by.organisation_id)
    colleague = a_member(organisation, email="accounts@firm.example", permissions=["view", "pay", "see-money"])
    other = applicant(colleague, organisation.pk, signed_in_at=at)
    payment = owed(by, at)
    with pytest.raises(NotPermitted):
        pay_from_account(payment, by=other, at=at)
    authorise(account, [by.user_id, colleague.pk], by=by, at=at)
    assert pay_from_account(payment, by=other, at=at)
    with pytest.raises(NotPermitted):
        authorise(account, [colleague.pk], by=other, at=at)


def test_the_spending_limit_holds_for_the_account_too(by: Applicant, cashier: Officer, at: datetime) -> None:
    organisation = Organisation.objects.get(pk=by.organisation_id)
    a_member(organisation, email="second@firm.example")
    account = an_account_with(20_000, by=by, cashier=cashier, at=at)
    change_rules(Rules(limit_pence=10_000), by=by, at=at)
    assert pay_from_account(owed(by, at, pence=6_000, subject="REN-1"), by=by, at=at)
    with pytest.raises(SecondPersonNeeded):
        pay_from_account(owed(by, at, pence=4_001, subject="REN-2"), by=by, at=at)
    assert balance(account) == 14_000
    assert pay_from_account(owed(by, at, pence=4_000, subject="REN-3"), by=by, at=at)


def test_payments_of_the_same_amount_each_count_towards_the_limit(
    by: Applicant, cashier: Officer, at: datetime
) -> None:
    a_member(Organisation.objects.get(pk=by.organisation_id), email="second@firm.example")
    an_account_with(20_000, by=by, cashier=cashier, at=at)
    change_rules(Rules(limit_pence=10_000), by=by, at=at)
    for number in (1, 2):
        assert pay_from_account(owed(by, at, pence=5_000, subject=f"REN-{number}"), by=by, at=at)
    with pytest.raises(SecondPersonNeeded):
        pay_from_account(owed(by, at, pence=5_000, subject="REN-3"), by=by, at=at)


def test_another_organisation_never_pays_from_the_account(by: Applicant, cashier: Officer, at: datetime) -> None:
    an_account_with(7_000, by=by, cashier=cashier, at=at)
    stranger = an_account(at, name="Stranger Ltd", email="stranger@example.com")
    an_account_with(7_000, by=stranger, cashier=cashier, at=at)
    with pytest.raises(NotPermitted):
        pay_from_account(owed(by, at), by=stranger, at=at)


def test_postgres_itself_refuses_to_spend_what_is_not_there(by: Applicant, cashier: Officer, at: datetime) -> None:
    account = an_account_with(100, by=by, cashier=cashier, at=at)
    row = {
        "account": account, "number": 9, "kind": "spent", "amount_pence": -200, "balance_pence": -100,
        "payment": owed(by, at), "because": "x", "counts_at": at, "at": at, "by": "x",
    }  # fmt: skip
    with pytest.raises(IntegrityError, match="nothing_is_spent_that_is_not_there"):
        DepositLine.everything.create(**row)


def test_people_who_see_money_are_told_once_that_it_is_low(by: Applicant, cashier: Officer, at: datetime) -> None:
    account = an_account_with(10_000, by=by, cashier=cashier, at=at)
    warn_below(account, 5_000, by=by, at=at)
    for number, pence in enumerate((4_000, 2_000, 1_000)):
        pay_from_account(owed(by, at, pence=pence, subject=f"REN-{number}"), by=by, at=at)
    notice = Notice.everything.get(template="balance-low")
    assert "£4,000" not in notice.body
    assert "£40" in notice.body  # 10,000 - 4,000 - 2,000 pence


def test_a_month_is_closed_once_and_adds_up(by: Applicant, cashier: Officer, at: datetime) -> None:
    account = an_account_with(10_000, by=by, cashier=cashier, at=at)
    pay_from_account(owed(by, at, pence=4_000), by=by, at=at)
    july = datetime(2024, 7, 1, 6, tzinfo=UTC)
    assert close_months(date(2024, 6, 30), at=july) == 0
    assert close_months(date(2024, 7, 1), at=july) == 1
    assert close_months(date(2024, 7, 1), at=july) == 0
    month = DepositMonth.everything.get()
    assert (month.month, month.opening_pence, month.in_pence, month.out_pence, month.closing_pence) == (
        date(2024, 6, 1), 0, 10_000, 4_000, 6_000,
    )  # fmt: skip
    told = statement(account, date(2024, 6, 1), date(2024, 6, 30), by=by)
    assert (told.opening_pence, told.closing_pence, len(told.lines)) == (0, 6_000, 2)
    plain = Applicant(by.user_id, by.organisation_id, permissions=frozenset({Permission.PAY}))
    with pytest.raises(NotPermitted):
        statement(account, date(2024, 6, 1), date(2024, 6, 30), by=plain)


def test_a_statement_for_a_spreadsheet_has_numbers_where_money_went(
    by: Applicant, cashier: Officer, at: datetime
) -> None:
    """RFC 4180; a cell that begins with an apostrophe is text to a spreadsheet and adds up to nothing."""
    account = an_account_with(1_234_500, by=by, cashier=cashier, at=at)
    pay_from_account(owed(by, at, pence=7_000), by=by, at=at)
    browser = customer(Organisation.objects.get(pk=by.organisation_id))
    answer = browser.get(f"/money/statement.csv?from={at.date()}&to={at.date()}")
    text = b"".join(answer.streaming_content).decode().removeprefix("\ufeff")
    _heading, came, went = csv.reader(io.StringIO(text))
    assert (came[6:], went[6:]) == (["12345.00", "12345.00"], ["-70.00", "12275.00"])
    assert account.reference in answer["Content-Disposition"]


def test_a_payment_by_transfer_is_matched_by_reference_and_amount(
    by: Applicant, cashier: Officer, at: datetime
) -> None:
    payment = owed(by, at, pence=12_345)
    await_transfer(payment, by=by, at=at)
    transferred(12_344, payment.reference, on=at.date(), cashier=cashier, at=at)
    payment.refresh_from_db()
    assert payment.state == PaymentState.OPEN  # a penny too little is for people to look at
    on = date(2024, 6, 14)
    transferred(12_345, f"inv 7 {payment.reference.replace('-', ' ')}", on=on, cashier=cashier, at=at)
    payment.refresh_from_db()
    assert (payment.state, payment.paid_on) == (PaymentState.CAPTURABLE, on)
    assert BankLine.everything.filter(state="unmatched").count() == 1
    assert check() == []


def test_the_same_file_or_credit_again_changes_nothing(by: Applicant, cashier: Officer, at: datetime) -> None:
    account = open_account(by=by, at=at)
    entry = {"ref": "A1", "amount": "70.00", "day": "2024-06-11", "says": account.reference}
    load_statement("a.xml", camt(entry), by=cashier, at=at)
    with pytest.raises(LoadedBefore):
        load_statement("again.xml", camt(entry), by=cashier, at=at)
    other = {"ref": "A2", "amount": "1.00", "day": "2024-06-12", "says": "nobody"}
    loaded = load_statement("b.xml", camt(entry, other), by=cashier, at=at)
    assert (loaded.new, loaded.matched, loaded.known) == (1, 0, 1)
    assert balance(account) == 7_000


def test_what_quotes_nothing_is_placed_or_returned_by_people(by: Applicant, cashier: Officer, at: datetime) -> None:
    account = open_account(by=by, at=at)
    transferred(7_000, "thank you", on=at.date(), cashier=cashier, at=at, key="K1")
    transferred(9_000, "who are you", on=at.date(), cashier=cashier, at=at, key="K2")
    one, two = BankLine.everything.order_by("key")
    place(one, account.reference.lower().replace("-", ""), "They called", by=cashier, at=at)
    give_back(two, "Not for us", by=cashier, at=at)
    assert balance(account) == 7_000
    with pytest.raises(NotWaiting):
        place(two, account.reference, "again", by=cashier, at=at)
    with pytest.raises(NotPermitted):
        load_statement("x.csv", b"", by=an_officer(at, email="plain@office.example"), at=at)
    assert check() == []


def test_references_are_found_however_they_are_written() -> None:
    account = DepositAccount().reference
    body = account.removeprefix("DEP-")
    for says in (account, account.lower(), f"DEP {body.replace('-', ' ')}", f"/ROC/{account.replace('-', '')}/x"):
        assert references_in(says) == [account], says
    wrong = account[:-1] + ("2" if account[-1] != "2" else "3")
    assert references_in(wrong) == []


def test_camt053_gives_booked_sterling_credits_only() -> None:
    entries = [
        {"ref": "A", "amount": "70.50", "day": "2024-06-11", "says": "one"},
        {"ref": "B", "amount": "9.99", "day": "2024-06-11", "says": "a charge", "debit": True},
        {"ref": "C", "amount": "5.00", "day": "2024-06-11", "says": "not booked", "status": "PDNG"},
    ]
    (credit,) = read_camt053(camt(*entries))
    assert (credit.key, credit.amount_pence, credit.credited_on, credit.payer, credit.says) == (
        "A", 7050, date(2024, 6, 11), "A payer", "one",
    )  # fmt: skip
    with pytest.raises(UnreadableStatement, match="EUR"):
        read_camt053(camt({**entries[0], "currency": "EUR"}))
    for bad in (b"<a/>", b"<", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'):
        with pytest.raises(UnreadableStatement):
            read_camt053(bad)


@pytest.mark.parametrize(
    "content",
    [
        b"Date;Paid in;Description\n11/06/2024;1,070.50;DEP\n12/06/2024;;a debit\n",
        "\ufeffDate,Amount,Reference\n2024-06-11,£1070.50,DEP\n2024-06-11,-3.00,x\n".encode(),
    ],
)
def test_csv_statements_are_read_whatever_their_separator(content: bytes) -> None:
    (credit,) = read_table(content)
    assert (credit.amount_pence, credit.credited_on, credit.says) == (107_050, date(2024, 6, 11), "DEP")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"Date,Amount\n2024-06-11,1\n", "reference"),
        (b"Date,Amount,Reference\n2024-06-31,1.00,x\n", "Row 2"),
        (b"Date,Amount,Reference\n2024-06-11,abc,x\n", "Row 2"),
    ],
)
def test_an_unreadable_csv_says_what_is_wrong(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableStatement, match=words):
        read_table(content)
