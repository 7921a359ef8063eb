"""Baskets: one payment for several requests, each with a fate of its own, whoever pays at the same moment."""

from datetime import UTC, datetime

import pytest
from builders.deposits import an_account_with
from builders.filings import an_account, an_officer, drafted, fresh
from builders.killed import at_once
from builders.payments import CardPages
from builders.people import a_member
from builders.register import a_patent

from accounts.actors import applicant
from accounts.models import Organisation
from core.actor import Applicant
from core.models import OutboxMessage
from core.outbox.registry import keep
from payments.models import Attempt, Basket, DepositAccount, LedgerLine, Payment, Refund
from payments.services import check, refresh
from transactions.models import Filing
from transactions.services import submit, withdraw
from transactions.services.basket import pay_together, to_pay

AT = datetime(2023, 5, 15, 9, tzinfo=UTC)
RECEIPT = {"receipt": {"email": "payer@example.com", "reminders": "no"}}


def waiting(by: Applicant, number: int = 3) -> list[Filing]:
    """So many renewals of £70 that wait for their payment."""
    return [submit(drafted("renew", [a_patent()], RECEIPT, by=by, at=AT), by=by, at=AT) for _ in range(number)]


def paid_together(filings: list[Filing], by: Applicant, way: str = "deposit", *, keeps: bool = False) -> str:
    return pay_together(
        filings, seen={}, way=way, keeps=keeps, return_address=lambda ref: f"https://x.example/{ref}/",
        continue_path="/basket/", by=by, at=AT,
    )  # fmt: skip


def keep_all(at: datetime = AT) -> None:
    while (
        message := OutboxMessage.objects.filter(state="promised")
        .exclude(kind__in=["send-notice", "office-work"])
        .first()
    ):
        keep(message.kind, message.payload, at=at)
        OutboxMessage.objects.filter(pk=message.pk).update(state="kept", ended_at=at)


@pytest.mark.django_db
def test_one_payment_from_the_account_does_every_request() -> None:
    by = an_account(AT)
    account = an_account_with(30_000, by=by, cashier=an_officer(AT, roles=("team_leader",)), at=AT)
    filings = waiting(by)
    paid_together(filings, by)
    assert to_pay(by, at=AT) == []  # its money is here, although no worker has looked at it yet
    keep_all()
    assert [fresh(one).state for one in filings] == ["recorded"] * 3
    account.refresh_from_db()
    assert account.balance_pence == 30_000 - 21_000
    assert Payment.everything.filter(method="deposit").count() == 1
    assert check() == []
    assert to_pay(by, at=AT) == []


@pytest.mark.django_db
def test_what_fails_goes_back_into_the_account_and_the_rest_is_done() -> None:
    by = an_account(AT)
    account = an_account_with(21_000, by=by, cashier=an_officer(AT, roles=("team_leader",)), at=AT)
    filings = waiting(by)
    paid_together(filings, by)
    OutboxMessage.objects.filter(kind="basket-capturable").update(state="kept", ended_at=AT)
    withdraw(filings[0], by=by, at=AT)  # before its part has come
    OutboxMessage.objects.filter(kind="basket-capturable").update(state="promised", ended_at=None)
    keep_all()
    assert [fresh(one).state for one in filings] == ["withdrawn", "recorded", "recorded"]
    account.refresh_from_db()
    assert account.balance_pence == 7_000
    assert check() == []


@pytest.mark.django_db
def test_a_line_that_cannot_use_its_money_is_kept_where_that_was_chosen() -> None:
    by = an_account(AT)
    an_account_with(14_000, by=by, cashier=an_officer(AT, roles=("team_leader",)), at=AT)
    right = a_patent()
    twice = [submit(drafted("renew", [right], RECEIPT, by=by, at=AT), by=by, at=AT)]
    other = an_account(AT, name="Other", email="other@example.com")
    twice.append(submit(drafted("renew", [right], RECEIPT, by=other, at=AT), by=other, at=AT))
    Filing.everything.filter(pk=twice[1].pk).update(organisation_id=by.organisation_id)
    twice[1].refresh_from_db()
    paid_together(twice, by, keeps=True)
    keep_all()
    assert sorted(fresh(one).state for one in twice) == ["recorded", "refused"]
    assert DepositAccount.everything.get().balance_pence == 7_000
    assert check() == []


@pytest.mark.django_db
def test_the_same_basket_again_is_the_same_payment_and_another_choice_another_one() -> None:
    by = an_account(AT)
    filings = waiting(by)
    an_account_with(0, by=by, cashier=an_officer(AT, roles=("team_leader",)), at=AT)
    from payments.services import open_basket
    from transactions.services.paying import agree_price, open_and

    def opened(some: list[Filing]) -> Payment:
        agreed = [agree_price(one, by=by, at=AT) for one in some]
        return open_and(together, agreed, continue_path="/x/", by=by, at=AT)

    def together(rows: list[Payment]) -> Payment:
        return open_basket(
            rows, description="x", email="", language="en", continue_path="/basket/", keeps=False, by=by, at=AT
        )

    first = opened(filings)
    assert opened(filings) == first
    second = opened(filings[:2])
    assert second != first
    first.refresh_from_db()
    assert first.state == "cancelled"
    assert second.amount_pence == 14_000
    assert Basket.everything.count() == 2


def test_two_members_pay_the_same_basket_at_once(committed: None, pay: CardPages) -> None:
    at = datetime.now(UTC)
    by = an_account(at)
    organisation = Organisation.objects.get(pk=by.organisation_id)
    colleague = applicant(a_member(organisation, email="second@firm.example"), organisation.pk, signed_in_at=at)
    filed_on = at.date().replace(year=at.year - 4, day=1)
    filings = [
        submit(drafted("renew", [a_patent(filed_on=filed_on)], RECEIPT, by=by, at=at), by=by, at=at) for _ in range(2)
    ]

    def goes_to_pay(who: Applicant) -> str:
        return pay_together(
            filings, seen={}, way="card", keeps=False, return_address=lambda ref: f"https://x.example/{ref}/",
            continue_path="/basket/", by=who, at=at,
        )  # fmt: skip

    answers = at_once(lambda: goes_to_pay(by), lambda: goes_to_pay(colleague))
    assert not [one for one in answers if isinstance(one, Exception)], answers
    whole = Payment.everything.get(subject__startswith="BSK-")
    attempt = Attempt.everything.get()
    assert len(pay.charges(attempt)) == 1
    pay.pay(attempt)
    refresh(attempt.pk, at=datetime.now(UTC))
    for _ in range(4):
        keep_all(datetime.now(UTC))
    whole.refresh_from_db()
    assert whole.state == "settled"
    assert [fresh(one).state for one in filings] == ["recorded", "recorded"]
    assert not Refund.everything.exists()
    assert LedgerLine.everything.filter(payment=whole, to_bucket="held").count() == 1
    assert check() == []


@pytest.mark.django_db
def test_a_card_basket_that_is_not_paid_frees_its_lines(pay: CardPages) -> None:
    at = datetime.now(UTC)
    by = an_account(at)
    filed_on = at.date().replace(year=at.year - 4, day=1)
    filing = submit(drafted("renew", [a_patent(filed_on=filed_on)], RECEIPT, by=by, at=at), by=by, at=at)
    pay_together(
        [filing], seen={}, way="card", keeps=False, return_address=lambda ref: f"https://x.example/{ref}/",
        continue_path="/basket/", by=by, at=at,
    )  # fmt: skip
    whole = Payment.everything.get(subject__startswith="BSK-")
    assert whole.description == "1 request"
    Attempt.everything.update(state="expired", finished_at=at)
    Payment.everything.filter(pk=whole.pk).update(state="expired")
    from payments.baskets import free_lines

    free_lines(whole.reference, at=at)
    keep_all(at)
    assert fresh(filing).state == "awaiting-payment"
    line = Payment.everything.exclude(pk=whole.pk).get()
    assert line.state == "expired"
    assert to_pay(by, at=at) == [fresh(filing)]
