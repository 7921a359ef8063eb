"""Gives an office its first teams, rules and service standards; what is there already stays as the office made it."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from casework.models import RoutingRule, SampleRule, ServiceStandard, StandardText, Team
from core.actor import System, label

OFFICE_FILE = Path(__file__).parent / "data" / "office.json"
STEP = 10


def seed_office(path: Path = OFFICE_FILE, *, at: datetime) -> int:
    """Fills each table that is still empty; returns how many rows were new."""
    data = json.loads(path.read_text(encoding="utf-8"))
    with transaction.atomic():
        rows = _teams(data["teams"]) + _rules(data["rules"]) + _standards(data["standards"])
        return rows + _samples(data["samples"]) + _texts(data["texts"], at=at)


def _teams(rows: list[dict[str, Any]]) -> int:
    if Team.everything.exists():
        return 0
    made = [Team(place=place * STEP, **row) for place, row in enumerate(rows, start=1)]
    return len(Team.everything.bulk_create(made))


def _rules(rows: list[dict[str, Any]]) -> int:
    if RoutingRule.everything.exists():
        return 0
    teams = {team.slug: team for team in Team.everything.all()}
    made = [_rule(place * STEP, row, teams) for place, row in enumerate(rows, start=1)]
    return len(RoutingRule.everything.bulk_create(made))


def _rule(place: int, row: dict[str, Any], teams: dict[str, Team]) -> RoutingRule:
    said = {name: value for name, value in row.items() if name != "team"}
    return RoutingRule(place=place, team=teams[row["team"]], **said)


def _standards(rows: list[dict[str, Any]]) -> int:
    if ServiceStandard.everything.exists():
        return 0
    made = [_standard(row) for row in rows]
    return len(ServiceStandard.everything.bulk_create(made))


def _samples(rows: list[dict[str, Any]]) -> int:
    if SampleRule.everything.exists():
        return 0
    return len(SampleRule.everything.bulk_create(SampleRule(**row) for row in rows))


def _texts(rows: list[dict[str, Any]], *, at: datetime) -> int:
    if StandardText.everything.exists():
        return 0
    made = [StandardText(version=1, at=at, by=label(System("load_office")), **row) for row in rows]
    return len(StandardText.everything.bulk_create(made))


def _standard(row: dict[str, Any]) -> ServiceStandard:
    said = {name: value for name, value in row.items() if name != "from"}
    return ServiceStandard(from_on=date.fromisoformat(row["from"]), **said)
