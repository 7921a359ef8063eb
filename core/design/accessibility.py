"""Reads what is known about the pages' accessibility, for the statement."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "accessibility.json"


@dataclass(frozen=True)
class Issue:
    """One known fault: where, which criterion it fails, who is affected, what to do meanwhile, when it ends."""

    screen: str
    wcag: str
    what: str
    who_is_affected: str
    workaround: str
    found_on: date
    fix_by: date


@dataclass(frozen=True)
class Check:
    """One way of testing, done by people or by a script; ``done_on`` is None where it was not done."""

    name: str
    by: str
    done_on: date | None


@dataclass(frozen=True)
class Statement:
    """What the accessibility statement says."""

    prepared_on: date
    reviewed_on: date
    answer_days: int
    issues: tuple[Issue, ...]
    automated: tuple[Check, ...]
    human: tuple[Check, ...]

    @property
    def status(self) -> str:
        """The compliance status that the regulations name: full needs every human test done and no fault known."""
        done = all(check.done_on for check in (*self.automated, *self.human))
        return "full" if done and not self.issues else "partial"


@cache
def statement() -> Statement:
    """The statement as the data file has it."""
    data = json.loads(DATA.read_text(encoding="utf-8"))
    return Statement(
        prepared_on=date.fromisoformat(data["prepared_on"]),
        reviewed_on=date.fromisoformat(data["reviewed_on"]),
        answer_days=data["answer_days"],
        issues=tuple(_issue(row) for row in data["issues"]),
        automated=tuple(_check(row) for row in data["automated"]),
        human=tuple(_check(row) for row in data["human"]),
    )


def _issue(row: dict[str, Any]) -> Issue:
    dates = {name: date.fromisoformat(row[name]) for name in ("found_on", "fix_by")}
    return Issue(**{**row, **dates})


def _check(row: dict[str, Any]) -> Check:
    done = row.get("done_on")
    return Check(name=row["name"], by=row["by"], done_on=date.fromisoformat(done) if done else None)
