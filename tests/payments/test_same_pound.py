"""Two people, or two machines, at the same moment: the account pays once what it holds."""

import threading
from datetime import datetime

from builders.deposits import an_account_with, owed
from builders.filings import an_account, an_officer
from django.db import connection

from payments.deposits.spending import pay_from_account
from payments.models import Payment
from payments.services import check


def test_two_people_never_spend_the_same_pound(committed: None, at: datetime) -> None:
    by, cashier = an_account(at), an_officer(at, roles=("team_leader",))
    account = an_account_with(10_000, by=by, cashier=cashier, at=at)
    payments = [owed(by, at, subject=f"REN-{number}") for number in range(4)]
    paid: list[bool] = []
    start = threading.Barrier(4)

    def spend(payment: Payment) -> None:
        start.wait()
        try:
            paid.append(pay_from_account(payment, by=by, at=at))
        finally:
            connection.close()

    threads = [threading.Thread(target=spend, args=[payment]) for payment in payments]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(paid) == [False, False, False, True]
    account.refresh_from_db()
    assert account.balance_pence == 3_000
    assert check() == []
