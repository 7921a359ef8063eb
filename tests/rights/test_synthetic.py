"""The synthetic register: the same for a seed, every state in it, and nothing that an import would refuse."""

import json
from collections import Counter
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from core.actor import System
from rights.models import Entry, Party, Right
from rights.numbers import parse
from rights.patents.timetable import State
from rights.register import rebuild, stored_state
from rights.standing import load_standings
from rights.synthetic.people import firm_sizes

ON = date(2024, 6, 12)


def make(path: Path, rights: int = 1200, seed: int = 7, on: date = ON) -> list[dict[str, object]]:
    call_command("make_register", rights=rights, seed=seed, out=path, on=on, stdout=StringIO())
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_the_same_seed_makes_the_same_register_and_another_seed_another(tmp_path: Path) -> None:
    first, again, other = tmp_path / "1", tmp_path / "2", tmp_path / "3"
    make(first)
    make(again)
    make(other, seed=8)
    assert first.read_bytes() == again.read_bytes() != other.read_bytes()


def test_numbers_are_unique_and_right(tmp_path: Path) -> None:
    rights = make(tmp_path / "r")
    for name in ("applicationNumber", "publicationNumber"):
        numbers = [str(right[name]) for right in rights if right.get(name)]
        assert len(set(numbers)) == len(numbers)
        assert [parse(number).canonical for number in numbers] == numbers


def test_it_is_clearly_synthetic(tmp_path: Path) -> None:
    for right in make(tmp_path / "r"):
        for contact in right["contacts"]:  # type: ignore[attr-defined]
            assert contact["email"].endswith(".example")
            assert contact.get("postcode", "ZZ").startswith("ZZ")


@pytest.mark.django_db
def test_it_is_imported_whole_and_has_every_state(tmp_path: Path) -> None:
    make(tmp_path / "r", rights=1200)
    out = StringIO()
    call_command("import_register", tmp_path / "r", format="jsonl", stdout=out, stderr=StringIO())
    assert "1,200 taken (1,200 new rights, 0 with news), 0 unchanged, 0 refused" in out.getvalue()
    ids = list(Right.everything.values_list("pk", flat=True))
    standings = load_standings(ids, by=System(), on=ON)
    found = {standing.quote.state for standing in standings.values() if standing.quote}
    assert found == set(State)
    assert set(Right.everything.values_list("status", flat=True)) >= {
        "pending",
        "published",
        "granted",
        "ceased",
        "expired",
        "surrendered",
        "revoked",
        "withdrawn",
        "refused",
        "terminated",
        "deemed-withdrawn",
        "void",
    }
    assert Entry.everything.filter(kind="opening", body__contains='"kind":"restored"').exists()
    assert {
        granted.weekday()
        for granted in Right.everything.exclude(kind="SPC").values_list("granted_on", flat=True)
        if granted
    } == {2}
    assert set(Right.everything.values_list("kind", flat=True)) == {"GB", "EP", "SPC"}
    assert Right.everything.filter(licences_of_right_since__isnull=False).exists()
    assert all(rebuild(key) == stored_state(key) for key in ids[::40])
    firms = Counter(Party.everything.filter(role="agent").values_list("name", flat=True))
    assert sum(firms.values()) > 500
    assert min(firms.values()) >= 10


def test_firms_have_from_ten_to_fifty_thousand_of_a_million_rights() -> None:
    sizes = firm_sizes(1_000_000)
    assert (max(sizes), min(sizes)) == (50_000, 10)
    assert sum(sizes) < 1_000_000


def test_no_natural_person_owns_dozens(tmp_path: Path) -> None:
    owners: Counter[str] = Counter()
    for right in make(tmp_path / "r", rights=20_000):
        owners.update(party["name"] for party in right.get("proprietors", []) if party.get("person"))  # type: ignore[attr-defined]
    assert len(owners) > 100
    assert max(owners.values()) < 40


@pytest.mark.parametrize("rights", [0, 1, 3, 40])
def test_small_registers_are_made_too(tmp_path: Path, rights: int) -> None:
    assert len(make(tmp_path / "r", rights=rights)) == rights


def test_more_rights_than_numbers_are_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Ask for"):
        make(tmp_path / "r", rights=5_000_001)
