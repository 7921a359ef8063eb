"""Putting files of fees and closed days into their tables; a file that the rules cannot read changes nothing."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from rights.calendar import OfficeCalendar
from rights.models import ExcludedDay, FeeProposal, FeeTable
from rights.patents.fees import FeeBook
from rights.rulebook import forget_rulebook


def load_fees(path: Path, *, at: datetime, field: str = "patent") -> int:
    """Replaces the fees of a field by those of a file, beside fees that two people approved; returns how many parts."""
    data = json.loads(path.read_text(encoding="utf-8"))
    FeeBook.from_data(data)
    rows = [FeeTable(field=field, loaded_at=at, **part) for part in _parts(data)]
    with transaction.atomic():
        FeeTable.objects.filter(field=field).delete()
        FeeTable.objects.bulk_create(rows)
        for proposal in FeeProposal.objects.filter(field=field, is_approved=True).order_by("pk"):
            enter_fee(proposal, at=at)
    forget_rulebook()
    return len(rows)


def enter_fee(proposal: FeeProposal, *, at: datetime) -> None:
    """A further row behind the others, unless the fee of that day is there: none that is in force is ever changed."""
    forms = FeeTable.objects.filter(field=proposal.field, part="forms")
    what = {"form": proposal.form, "use": proposal.use, "channel": proposal.channel}
    body = what | {"from": proposal.from_on.isoformat()}
    if forms.filter(body__contains=body).exists():
        return
    last = forms.order_by("-place").values_list("place", flat=True).first()
    said = {"pence": proposal.pence, "certainty": "C", "source": proposal.source}
    FeeTable.objects.create(
        field=proposal.field,
        part="forms",
        place=(last or 0) + 1,
        from_on=proposal.from_on,
        body=body | said,
        loaded_at=at,
    )


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
