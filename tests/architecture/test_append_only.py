"""History cannot be changed: read from PostgreSQL's own catalogue, and tried."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from builders.filings import owned
from builders.journeys import journey
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from core import audit
from core.actor import System
from rights.models import Particulars
from rights.roots import close_root
from transactions.registry import type_named

RENEWED = type_named("renew")

HISTORY = {
    "casework_caseevent",
    "casework_casetick",
    "casework_note",
    "casework_standardtext",
    "core_auditevent",
    "payments_depositline",
    "payments_depositmonth",
    "payments_ledgerline",
    "accounts_responsibleofficer",
    "rights_dailyroot",
    "rights_entry",
    "rights_journalissue",
    "rights_particulars",
    "transactions_certificate",
    "transactions_consentanswer",
    "transactions_filernote",
    "transactions_movement",
    "transactions_query",
    "transactions_queryanswer",
}

PARTLY = {"rights_particulars"}
"""One column of these may change, so that a person's details can be withheld; no row may go."""

TRIGGERS = """
    SELECT relname, bool_or(tgtype & 16 <> 0), bool_or(tgtype & 8 <> 0), bool_or(tgtype & 32 <> 0)
    FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid
    WHERE NOT tgisinternal AND tgenabled = 'O' AND tgname LIKE 'pgtrigger_append_only%%'
    AND tgattr = '' AND prosrc LIKE '%%RAISE EXCEPTION%%' AND (tgqual IS NULL OR relname = ANY(%s))
    GROUP BY relname
"""


@pytest.mark.django_db
def test_every_history_table_refuses_update_delete_and_truncate() -> None:
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS, [sorted(PARTLY)])
        guarded = {table for table, *refused in cursor.fetchall() if all(refused)}
    assert guarded == HISTORY


@pytest.mark.django_db
@pytest.mark.parametrize("table", sorted(HISTORY))
def test_a_history_table_cannot_be_emptied(table: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table} CASCADE")


WRITTEN_BY_EVERY_RENEWAL = {
    "core_auditevent", "payments_ledgerline", "rights_dailyroot", "rights_entry", "rights_particulars",
    "transactions_certificate", "transactions_movement",
}  # fmt: skip
"""The other tables of history have the same guards, as the catalogue says."""


@pytest.fixture
def some_history(at: datetime) -> None:
    """Rows in the tables of history that a renewal and the end of a day write."""
    by = System("test")
    journey(RENEWED.examples[0], RENEWED.slug)
    owned(at)
    audit.note("looked", by=by, at=at)
    close_root(at.date(), by=by, at=at)


def statements(table: str, key: str) -> Iterator[str]:
    yield f"DELETE FROM {table}"
    if table not in PARTLY:
        yield f"UPDATE {table} SET {key} = {key}"


@pytest.mark.django_db
def test_no_row_of_history_can_be_changed_or_deleted(some_history: None) -> None:
    tried = set()
    for model in apps.get_models():
        table = model._meta.db_table
        if table in HISTORY and model._base_manager.exists():
            tried.add(table)
            for statement in statements(table, model._meta.pk.column):
                with pytest.raises(DatabaseError, match="annot"), transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(statement)
    assert tried >= WRITTEN_BY_EVERY_RENEWAL


def is_guarded(column: str) -> bool:
    """Whether the guard itself refuses to change the column: it is asked before any constraint is."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE rights_particulars SET {column} = NULL")
    except DatabaseError as refusal:
        return "pgtrigger" in str(refusal)
    return False


@pytest.mark.django_db
def test_of_particulars_one_column_may_change_and_no_other(some_history: None) -> None:
    columns = [field.column for field in Particulars._meta.concrete_fields]
    assert Particulars.everything.update(withheld_at="2026-01-02T12:00Z") > 0
    assert [column for column in columns if not is_guarded(column)] == ["withheld_at"]
