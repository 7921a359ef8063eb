"""A document is corrected as s.117 and r.105 have it: advertised unless nobody could object, and opposed in time."""

from datetime import date

import pytest
from builders.filings import example_filer, example_right
from builders.journeys import journey

from rights.facts import ProcedureMoved
from rights.history import timeline
from rights.models import Right
from transactions.registry import type_named
from transactions.standings import load

pytestmark = pytest.mark.django_db

DOCUMENT = type_named("correct_document")
SLIP, ADVERTISED, OPPOSED = DOCUMENT.examples


def moves(right: Right) -> list[tuple[str, date]]:
    facts = [one.fact for one in timeline(right.pk) if isinstance(one.fact, ProcedureMoved)]
    return [(one.stage, one.effective_on) for one in facts if one.procedure == "correction"]


def test_what_nobody_could_object_to_is_decided_without_an_advertisement() -> None:
    _, right = journey(SLIP, DOCUMENT.slug)
    assert moves(right) == [("applied", date(2024, 6, 13)), ("completed", date(2024, 6, 20))]


def test_what_nobody_looked_at_is_advertised_on_a_wednesday_and_decided_after_four_weeks() -> None:
    _, right = journey(ADVERTISED, DOCUMENT.slug)
    stages = moves(right)
    assert stages[:2] == [("applied", date(2024, 6, 13)), ("advertised", date(2024, 7, 3))]
    assert stages[2:] == [("completed", date(2024, 8, 1))]


def test_an_opposition_is_told_and_a_refusal_too() -> None:
    _, right = journey(OPPOSED, DOCUMENT.slug)
    assert [stage for stage, _ in moves(right)] == ["applied", "advertised", "opposed", "refused"]


def test_in_a_specification_only_what_is_obvious_is_corrected() -> None:
    example = SLIP
    right = example_right(example)
    standing = load([right.pk], by=example_filer(example, right), on=example.on)[right.pk]
    said = {"document": {"document": "specification", "obvious": "no", "wrong": "Everything."}}
    assert [one.step_key for one in DOCUMENT.objections(said, standing, example.on)] == ["document"]
    said["document"]["obvious"] = "yes"
    assert list(DOCUMENT.objections(said, standing, example.on)) == []
