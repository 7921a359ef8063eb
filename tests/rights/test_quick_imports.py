"""The quick way of an import makes exactly the rows of the long way."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from rights.imports import jsonl
from rights.imports.building import TABLES, Built, Task, build
from rights.imports.incoming import Raw
from rights.synthetic.register import SyntheticRegister

AT = datetime(2024, 6, 12, 9, 30, 15, 123456, tzinfo=UTC)
ON = date(2024, 6, 12)
LONG_WAY = replace(jsonl.FORMAT, has_plain_lines=False)


@pytest.fixture(autouse=True)
def _no_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Salts and references are the same on both ways."""
    for module in ("rights.details", "rights.imports.plain"):
        monkeypatch.setattr(f"{module}.urandom", bytes)
    monkeypatch.setattr("rights.details.time_ns", lambda: 1_700_000_000_000_000_000)


def built(lines: list[str], *, quick: bool) -> Built:
    raws = [Raw(place, line.strip().encode()) for place, line in enumerate(lines, start=1)]
    format = jsonl.FORMAT if quick else LONG_WAY
    return build(Task(raws, list(range(7, 7 + len(raws))), format, "jsonl", AT, ON))


def rows(made: Built) -> dict[str, list[str]]:
    return {table: sorted(made.texts[table].decode().splitlines()) for table in TABLES}


def test_a_whole_synthetic_register_comes_out_the_same() -> None:
    lines = list(SyntheticRegister(3000, 11, ON).lines())
    quick, long = built(lines, quick=True), built(lines, quick=False)
    assert quick.records == long.records
    assert (quick.refusals, long.refusals) == ([], [])
    assert rows(quick) == rows(long)


PLAIN: dict[str, Any] = {
    "kind": "GB",
    "applicationNumber": "GB0907539.1",
    "publicationNumber": "GB2470008",
    "title": "Ŵidget",
    "filedOn": "2009-05-01",
    "publishedOn": "2010-11-10",
    "grantedOn": "2012-03-07",
    "proprietors": [
        {"name": "Acme Ltd", "companyNumber": "01234567", "share": "1/2", "address": {"lines": ["1 A St", "Town"]}},
        {"name": "Ada Bell", "person": True, "since": "2011-01-01"},
    ],
    "applicants": [{"name": "Former Ltd"}],
    "inventors": [{"name": "Ben Cole", "person": True}, {"name": "C", "address": {"country": "DE", "email": "c@d.eu"}}],
    "contacts": [
        {"purpose": "service", "name": "Penn IP", "lines": ["2 B St"], "postcode": "ZZ1 1AA", "since": "2015-01-01"},
        {"purpose": "renewal-reminder", "name": "Penn IP", "email": "r@penn.example"},
    ],
    "renewals": [{"year": 6, "paidOn": "2014-04-02"}, {"year": 5, "paidOn": "2013-04-02"}],
    "events": [
        {"kind": "restored", "on": "2016-05-01"},
        {"kind": "ceased", "on": "2015-05-01", "recordedOn": "2016-01-13"},
        {"kind": "licence-of-right-entered", "on": "2013-01-01"},
    ],
}
CHANGES: dict[str, dict[str, Any]] = {
    "as it is": {},
    "no application number": {"applicationNumber": None},
    "pending": {"publicationNumber": None, "publishedOn": None, "grantedOn": None, "renewals": [], "events": []},
    "withdrawn": {"grantedOn": None, "renewals": [], "events": [{"kind": "withdrawn", "on": "2010-10-01"}]},
    "no people": dict.fromkeys(("proprietors", "applicants", "inventors", "contacts")),
    "empty lists": {key: [] for key in ("proprietors", "applicants", "inventors", "contacts", "renewals", "events")},
    "quotes and backslashes": {"title": 'A "quoted" \\ title'},
    "a tab in a name": {"proprietors": [{"name": "A\tB"}]},
    "fees": {"renewals": [{"year": 5, "paidOn": "2013-04-02", "feePence": 7000, "additionalPence": 0}]},
    "two contacts for one purpose": {
        "contacts": [{"purpose": "service", "name": "A"}, {"purpose": "service", "name": "B"}]
    },
    "a year twice": {"renewals": [{"year": 5, "paidOn": "2013-04-02"}] * 2},
    "a year as a fraction": {"renewals": [{"year": 5.0, "paidOn": "2013-04-02"}]},
    "a renewal before filing": {"renewals": [{"year": 5, "paidOn": "2003-04-02"}]},
    "an event twice": {"events": [{"kind": "ceased", "on": "2015-05-01"}] * 2},
    "an event to come": {"events": [{"kind": "ceased", "on": "2025-05-01"}]},
    "recorded in the future": {"events": [{"kind": "ceased", "on": "2015-05-01", "recordedOn": "2025-01-01"}]},
    "renewals that are an object": {"renewals": {}},
    "wrong check digit": {"applicationNumber": "GB0907539.2"},
    "a number as people type it": {"publicationNumber": "gb 2 470 008 B"},
    "an unknown field": {"colour": "red"},
    "an unknown field of a party": {"proprietors": [{"name": "A", "colour": "red"}]},
    "an unknown field of an address": {"proprietors": [{"name": "A", "address": {"planet": "Mars"}}]},
    "a nameless party": {"proprietors": [{"name": "  "}]},
    "too many lines": {"contacts": [{"purpose": "service", "name": "A", "lines": ["x"] * 8}]},
    "a certificate": {"kind": "SPC", "applicationNumber": "SPC/GB09/010", "publicationNumber": "SPC/GB09/010"},
    "a stated term": {"termEndsOn": "2030-01-01"},
    "the future": {"filedOn": "2025-01-01"},
    "no such day": {"filedOn": "2009-02-30"},
    "a person that is a word": {"proprietors": [{"name": "A", "person": "yes"}]},
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_turn_of_a_line_comes_out_the_same(change: str, tmp_path: Path) -> None:
    line = json.dumps(PLAIN | CHANGES[change], ensure_ascii=False)
    quick, long = built([line], quick=True), built([line], quick=False)
    assert (quick.records, quick.refusals) == (long.records, long.refusals)
    assert rows(quick) == rows(long)


def test_most_lines_do_go_the_quick_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the tests above compare two ways."""

    def refuse(content: bytes, on: date) -> None:
        raise AssertionError(content)

    lines = [line for line in SyntheticRegister(300, 11, ON).lines() if '"SPC"' not in line]
    raws = [Raw(place, line.strip().encode()) for place, line in enumerate(lines, start=1)]
    only_quick = replace(jsonl.FORMAT, read=refuse)  # type: ignore[arg-type]
    made = build(Task(raws, list(range(len(raws))), only_quick, "jsonl", AT, ON))
    assert len(made.records) == len(lines)
