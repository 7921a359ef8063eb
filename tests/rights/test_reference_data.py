"""Fees and closed days in tables: loaded whole or not at all, and read instead of the delivered files."""

import json
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from rights.calendar import EXCLUDED_DAYS_FILE
from rights.models import ExcludedDay, FeeTable
from rights.patents.fees import FEES_FILE
from rights.rulebook import forget_rulebook, rulebook

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _read_anew() -> Iterator[None]:
    forget_rulebook()
    yield
    forget_rulebook()


def load(**files: Path) -> None:
    call_command("load_reference_data", stdout=StringIO(), **files)


def test_the_loaded_tables_say_what_the_delivered_files_say() -> None:
    delivered = rulebook()
    load()
    loaded = rulebook()
    assert loaded.fees == delivered.fees
    assert loaded.calendar.excluded == delivered.calendar.excluded
    assert loaded.calendar.interruptions == delivered.calendar.interruptions


def test_loading_again_replaces() -> None:
    load()
    before = FeeTable.objects.count(), ExcludedDay.objects.count()
    load()
    assert (FeeTable.objects.count(), ExcludedDay.objects.count()) == before


def test_another_closed_day_is_honoured(tmp_path: Path) -> None:
    data = json.loads(EXCLUDED_DAYS_FILE.read_text(encoding="utf-8"))
    data["excluded"].append({"on": "2029-06-12", "name": "A jubilee"})
    file = tmp_path / "days.json"
    file.write_text(json.dumps(data))
    assert rulebook().calendar.is_open(date(2029, 6, 12))
    load(excluded_days=file)
    assert not rulebook().calendar.is_open(date(2029, 6, 12))


def test_a_file_that_cannot_be_read_changes_nothing(tmp_path: Path) -> None:
    load()
    fees = json.loads(FEES_FILE.read_text(encoding="utf-8"))
    del fees["renewal"][0]["by_year"]
    file = tmp_path / "fees.json"
    file.write_text(json.dumps(fees))
    count = FeeTable.objects.count()
    with pytest.raises(CommandError, match="reference data"):
        load(fees=file)
    assert FeeTable.objects.count() == count
