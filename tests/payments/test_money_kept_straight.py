"""No pound is charged twice, lost, or held up: baskets beside other ways to pay, statements, and orders that wait."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from builders.deposits import an_account_with, transferred
from builders.filings import an_account, an_officer, drafted, fresh
from builders.people import a_member
from builders.register import a_patent

from accounts.models import Organisation
from accounts.organising.two_people import Rules, SecondPersonNeeded, change_rules
from core.actor import Applicant, NotPermitted, Officer, Permission
from core.models import OutboxMessage
from core.outbox.registry import keep
from payments import ledger
from payments.bank import matching
from payments.bank.camt053 import read_camt053
from payments.bank.credits import UnreadableStatement
from payments.bank.matching import LoadedBefore, load_statement
from payments.models import BankLine, DepositAccount, DepositOrder, Payment, Refund
from payments.services import check
from transactions.models import Filing
from transactions.services import submit, withdraw
from transactions.services.basket import pay_together
from transactions.services.paying import pay

pytestmark = pytest.mark.django_db
AT = datetime(2023, 5, 15, 9, tzinfo=UTC)
TODAY = date(2023, 5, 15)
RECEIPT = {"receipt": {"email": "payer@example.com", "reminders": "no"}}


@pytest.fixture
def by() -> Applicant:
    return an_account(AT)


@pytest.fixture
def cashier() -> Officer:
    return an_officer(AT, roles=("team_leader",))


def waiting(by: Applicant, number: int) -> list[Filing]:
    """So many renewals of £70 that wait for their payment."""
    return [submit(drafted("renew", [a_patent()], RECEIPT, by=by, at=AT), by=by, at=AT) for _ in range(number)]


def together(filings: Sequence[Filing], by: Applicant, way: str, *, keeps: bool = False) -> Payment:
    pay_together(
        filings, seen={}, way=way, keeps=keeps, return_address=str, continue_path="/basket/", by=by, at=AT
    )  # fmt: skip
    return Payment.everything.get(subject__startswith="BSK-")


def alone(filing: Filing, by: Applicant, way: str, *, minutes: int = 0) -> None:
    pay(filing, return_address=str, continue_path="/x/", by=by, at=AT + timedelta(minutes=minutes), way=way)


def keep_all(*only: str, at: datetime = AT) -> None:
    rows = OutboxMessage.objects.filter(state="promised").exclude(kind__in=["send-notice", "office-work"])
    rows = rows.filter(kind__in=only) if only else rows
    while message := rows.first():
        keep(message.kind, message.payload, at=at)
        OutboxMessage.objects.filter(pk=message.pk).update(state="kept", ended_at=at)


def balance() -> int:
    return DepositAccount.everything.get().balance_pence


def test_what_was_paid_by_itself_comes_back_from_the_basket_that_waited(by: Applicant, cashier: Officer) -> None:
    an_account_with(7_000, by=by, cashier=cashier, at=AT)
    first, second = waiting(by, 2)
    whole = together([first, second], by, "bank-transfer")
    alone(first, by, "deposit")
    keep_all()
    assert fresh(first).state == "recorded"
    transferred(14_000, whole.reference, on=TODAY, cashier=cashier, at=AT)
    keep_all()
    assert fresh(second).state == "recorded"
    assert Refund.everything.get(payment=whole).amount_pence == 7_000
    assert ledger.balances(whole.pk)["held"] == 0
    assert check() == []


def test_an_order_that_was_taken_back_holds_up_no_other(by: Applicant, cashier: Officer) -> None:
    account = an_account_with(0, by=by, cashier=cashier, at=AT)
    first, second = waiting(by, 2)
    alone(first, by, "deposit")
    alone(second, by, "deposit", minutes=1)
    alone(first, by, "bank-transfer", minutes=2)
    transferred(50_000, account.reference, on=date(2023, 5, 16), cashier=cashier, at=AT + timedelta(days=1))
    keep_all(at=AT + timedelta(days=1))
    assert (fresh(first).state, fresh(second).state) == ("awaiting-payment", "recorded")
    assert balance() == 43_000


@pytest.mark.parametrize("way", ["card", "bank-transfer", "deposit"])
def test_who_may_not_pay_changes_nothing(way: str, by: Applicant, cashier: Officer) -> None:
    an_account_with(0, by=by, cashier=cashier, at=AT)
    first, second = waiting(by, 2)
    alone(first, by, "deposit")
    reader = Applicant(by.user_id, by.organisation_id, frozenset({Permission.VIEW}), signed_in_at=AT)
    with pytest.raises(NotPermitted):
        alone(first, reader, way)
    with pytest.raises(NotPermitted):
        pay_together([first, second], seen={}, way=way, keeps=False, return_address=str, continue_path="/", by=reader,
                     at=AT)  # fmt: skip
    assert DepositOrder.everything.filter(ended_at=None, payment__method="deposit").count() == 1


def test_what_a_basket_keeps_pays_what_waits(by: Applicant, cashier: Officer) -> None:
    an_account_with(0, by=by, cashier=cashier, at=AT)
    first, second, third = waiting(by, 3)
    alone(third, by, "deposit")
    whole = together([first, second], by, "bank-transfer", keeps=True)
    transferred(14_000, whole.reference, on=TODAY, cashier=cashier, at=AT)
    keep_all("basket-capturable")
    keep_all("basket-settled")
    withdraw(first, by=by, at=AT)
    keep_all()
    assert [fresh(one).state for one in (first, second, third)] == ["withdrawn", "recorded", "recorded"]
    assert balance() == 0
    assert check() == []


def test_transfers_that_one_person_announces_count_towards_the_limit(by: Applicant, cashier: Officer) -> None:
    a_member(Organisation.objects.get(pk=by.organisation_id), email="second@firm.example")
    change_rules(Rules(limit_pence=7_000), by=by, at=AT)
    first, second = waiting(by, 2)
    alone(first, by, "bank-transfer")
    with pytest.raises(SecondPersonNeeded):
        alone(second, by, "bank-transfer")


# --- statements ---


def killed(*_given: object, **_named: object) -> None:
    raise RuntimeError("killed")


@pytest.mark.parametrize("dies_in", ["_go_on", "match"])
def test_a_credit_survives_a_process_that_dies(
    dies_in: str, by: Applicant, cashier: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = an_account_with(0, by=by, cashier=cashier, at=AT)
    with monkeypatch.context() as patch:
        patch.setattr(matching, dies_in, killed)  # a process that dies at this line: not a stand-in for the code
        with pytest.raises(RuntimeError):
            transferred(7_000, account.reference, on=TODAY, cashier=cashier, at=AT, key="K1")
    with pytest.raises(LoadedBefore):
        transferred(7_000, account.reference, on=TODAY, cashier=cashier, at=AT, key="K1")
    keep_all()
    assert balance() == 7_000
    assert check() == []


STATEMENT = """<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt><Ntry>
<Amt Ccy="GBP">150.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><ValDt><Dt>2023-05-15</Dt></ValDt>
<AcctSvcrRef>E1</AcctSvcrRef><NtryDtls>{}</NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>"""
PART = '<TxDtls><Refs><AcctSvcrRef>{}</AcctSvcrRef></Refs><Amt Ccy="GBP">{}.00</Amt></TxDtls>'


def test_parts_of_an_entry_that_bear_one_reference_are_told_apart() -> None:
    read = read_camt053(STATEMENT.format(PART.format("E1", 70) + PART.format("E1", 80)).encode())
    assert [(one.key, one.amount_pence) for one in read] == [("E1/1", 7_000), ("E1/2", 8_000)]


def test_two_credits_of_one_reference_are_refused_and_nothing_is_dropped(cashier: Officer) -> None:
    rows = "date,amount,reference,id\n2023-05-15,70,a,SAME\n2023-05-15,80,b,SAME\n"
    with pytest.raises(UnreadableStatement, match="same bank reference"):
        load_statement("a.csv", rows.encode(), by=cashier, at=AT)
    assert not BankLine.everything.exists()


def test_the_same_credit_in_a_file_without_references_is_left_to_people(by: Applicant, cashier: Officer) -> None:
    account = an_account_with(0, by=by, cashier=cashier, at=AT)
    keyless = f"date,amount,reference\n15/05/2023,100.00,{account.reference}\n"
    spelled = f"date,amount,reference\n2023-05-15,100,{account.reference}\n"
    keyed = f"date,amount,reference,id\n2023-05-15,100.00,{account.reference},B1\n"
    found = [load_statement("x.csv", text.encode(), by=cashier, at=AT) for text in (keyless, spelled, keyed)]
    assert [(one.new, one.matched, one.known) for one in found] == [(1, 1, 0), (0, 0, 1), (1, 0, 0)]
    assert balance() == 10_000


def test_a_payment_counts_from_the_day_on_which_all_of_it_was_there(by: Applicant, cashier: Officer) -> None:
    account = an_account_with(0, by=by, cashier=cashier, at=AT)
    (filing,) = waiting(by, 1)
    alone(filing, by, "deposit")
    later = AT + timedelta(days=20)
    transferred(3_500, account.reference, on=date(2023, 6, 1), cashier=cashier, at=later, key="A")
    transferred(3_500, account.reference, on=date(2023, 5, 16), cashier=cashier, at=later, key="B")
    assert Payment.everything.get(reference=fresh(filing).payment_reference).paid_on == date(2023, 6, 1)
