"""The register's door and database transactions that really commit."""

from datetime import UTC, date, datetime

import pytest
from builders.register import BOOKS, a_patent
from django.db import transaction

from rights.facts import RenewalPaid
from rights.register import record

AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)


def test_nothing_is_entered_outside_a_database_transaction(committed: None) -> None:
    right = a_patent()
    with pytest.raises(transaction.TransactionManagementError):
        record(right.pk, [RenewalPaid(effective_on=AT.date(), year=5)], because="x", by=BOOKS, received_at=AT, at=AT)
    right.refresh_from_db()
    assert right.version == 1
    assert right.next_renewal_on == date(2023, 5, 10)
