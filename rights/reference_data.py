"""Putting files of fees and closed days into their tables; a file that the rules cannot read changes nothing."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from rights.calendar import OfficeCalendar
from rights.models import ExcludedDay, FeeTable
from rights.patents.fees import FeeBook
from rights.rulebook import forget_rulebook


def load_fees(path: Path, *, at: datetime, field: str = "patent") -> int:
    """Replaces the fees of a field by those of a file; returns the number of parts."""
    data = json.loads(path.read_text(encoding="utf-8"))
    FeeBook.from_data(data)
    rows = [FeeTable(field=field, loaded_at=at, **part) for part in _parts(data)]
    with transaction.atomic():
        FeeTable.objects.filter(field=field).delete()
        FeeTable.objects.bulk_create(rows)
    forget_rulebook()
    return len(rows)


def _parts(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Each entry of a list apart, numbered from 1; everything else whole, at place 0."""
    for part, body in data.items():
        if not isinstance(body, list):
            yield {"part": part, "body": body}
            continue
        for place, item in enumerate(body, start=1):
            day = item.get("from") if isinstance(item, dict) else None
            yield {"part": part, "place": place, "body": item, "from_on": date.fromisoformat(day) if day else None}


def load_excluded_days(path: Path, *, at: datetime) -> int:
    """Replaces excluded and interrupted days by those of a file; returns their number."""
    data = json.loads(path.read_text(encoding="utf-8"))
    OfficeCalendar.from_data(data)
    rows = [_day(row, at) for row in data["excluded"]] + [_interruption(row, at) for row in data["interrupted"]]
    with transaction.atomic():
        ExcludedDay.objects.all().delete()
        ExcludedDay.objects.bulk_create(rows)
    forget_rulebook()
    return len(rows)


def _day(row: dict[str, str], at: datetime) -> ExcludedDay:
    on = date.fromisoformat(row["on"])
    kind = ExcludedDay.Kind.EXCLUDED
    return ExcludedDay(kind=kind, from_on=on, until_on=on, name=row["name"], source=row.get("source", ""), loaded_at=at)


def _interruption(row: dict[str, str], at: datetime) -> ExcludedDay:
    return ExcludedDay(
        kind=ExcludedDay.Kind.INTERRUPTED,
        from_on=date.fromisoformat(row["from"]),
        until_on=date.fromisoformat(row["to"]),
        name=row["reason"],
        source=row.get("source", ""),
        loaded_at=at,
    )
