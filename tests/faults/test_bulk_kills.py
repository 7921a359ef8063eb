"""Thousands paid at once: the worker is killed in the middle, another goes on, and the books are true."""

from datetime import UTC, date, datetime

from builders.bulk import a_firm_with, dry_run, sent_and_covered
from builders.killed import killed_once

from core.outbox.relay import keep_due
from payments.models import DepositAccount
from payments.services import check
from rights.models import Entry, Right
from transactions.models import Certificate, FilingRight
from transactions.services.paying import pay

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
RIGHTS = 2_000
WORKER = """
from core.outbox.relay import keep_due
at = datetime.fromisoformat("2026-11-20T09:00:00+00:00")
keep_due(now=lambda: at, limit=1000)
"""


def test_a_worker_killed_half_way_loses_and_doubles_nothing(committed: None) -> None:
    by = a_firm_with(RIGHTS, at=AT, filed_on=date(2022, 11, 28))
    made = dry_run(by, at=AT)
    filing = sent_and_covered(made, by, at=AT)
    price = filing.amount_pence
    pay(filing, return_address=str, continue_path="/x/", by=by, at=AT, way="deposit")
    done = FilingRight.everything.filter(filing=filing, outcome="done")
    killed_once(WORKER, lambda: done.count() >= 500)
    assert 0 < done.count() < RIGHTS
    assert check() == []  # true in the middle, too
    later = datetime(2026, 11, 20, 9, 5, tzinfo=UTC)  # after the dead worker's lease
    while keep_due(now=lambda: later, limit=1000):
        pass
    filing.refresh_from_db()
    assert filing.state == "recorded"
    assert done.count() == RIGHTS
    assert Certificate.objects.filter(filing=filing).count() == RIGHTS
    assert Right.everything.filter(paid_through_year=5).count() == RIGHTS
    assert Entry.everything.filter(because=filing.reference).count() == RIGHTS
    assert DepositAccount.everything.get().balance_pence == 0
    assert price == sum(done.values_list("charge_pence", flat=True))
    assert check() == []
