"""History cannot be changed: read from PostgreSQL's own catalogue, and tried."""

import pytest
from django.db import DatabaseError, connection, transaction

HISTORY = {
    "core_auditevent",
    "payments_ledgerline",
    "rights_dailyroot",
    "rights_entry",
    "rights_journalissue",
    "rights_particulars",
    "transactions_certificate",
    "transactions_consentanswer",
    "transactions_movement",
    "transactions_query",
    "transactions_queryanswer",
}

TRIGGERS = """
    SELECT relname, bool_or(tgtype & 16 <> 0), bool_or(tgtype & 8 <> 0), bool_or(tgtype & 32 <> 0)
    FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
    WHERE NOT tgisinternal AND tgenabled = 'O' AND tgname LIKE 'pgtrigger_append_only%'
    GROUP BY relname
"""


@pytest.mark.django_db
def test_every_history_table_refuses_update_delete_and_truncate() -> None:
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS)
        guarded = {table for table, *refused in cursor.fetchall() if all(refused)}
    assert guarded == HISTORY


@pytest.mark.django_db
@pytest.mark.parametrize("table", sorted(HISTORY))
def test_a_history_table_cannot_be_emptied(table: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table} CASCADE")
