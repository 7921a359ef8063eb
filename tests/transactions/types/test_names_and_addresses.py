"""New names and addresses: who they are for, what the register says afterwards, and who is told."""

from datetime import date

import pytest
from builders.filings import example_filer, example_right
from builders.journeys import journey
from django.core.cache import cache

from core.actor import System
from notifications.models import Notice
from rights.facts import Ended
from rights.standing import Standing
from transactions.lookups import SOURCES
from transactions.parts import Example
from transactions.questions import fitted_form
from transactions.registry import type_named
from transactions.standings import load

pytestmark = pytest.mark.django_db

NAME = type_named("change_owner_name")
SINCE = {"since_on": "2026-03-01"}
ON = date(2026, 4, 8)


def standing_of(example: Example) -> Standing:
    right = example_right(example)
    by = example_filer(example, right)
    return load([right.pk], by=by, on=example.on)[right.pk]


def objected(answers: dict, standing: Standing) -> list[tuple[str, str | None]]:
    return [(str(one.text), one.step_key) for one in NAME.objections(answers, standing, ON)]


def test_another_company_number_is_a_new_owner_and_the_page_says_so() -> None:
    standing = standing_of(NAME.examples[0])
    answers = {"who": {"party": "01234567:First Name Automata Ltd", "same": "another"}}
    text, step = objected(answers, standing)[0]
    assert step == "who"
    assert "Ask for a change of ownership" in text


def test_who_is_no_owner_cannot_be_renamed() -> None:
    standing = standing_of(NAME.examples[0])
    answers = {"who": {"party": ":Nobody", "same": "same"}, "name": {"name": "Somebody", **SINCE}}
    assert objected(answers, standing) == [("Nobody is no longer an owner of GB2590010.", None)]


def test_the_same_name_and_a_day_to_come_are_sent_back_to_their_page() -> None:
    standing = standing_of(NAME.examples[0])
    answers = {"who": {"party": ":Ada Bell", "same": "same"}, "name": {"name": "Ada Bell", "since_on": "2026-04-09"}}
    assert {step for _, step in objected(answers, standing)} == {"name"}
    assert len(objected(answers, standing)) == 2


@pytest.mark.parametrize(
    ("found", "name", "needed"),
    [
        ({"name": "RENAMED ROBOTICS LIMITED"}, "Renamed Robotics Ltd", False),
        ({"name": "RENAMED ROBOTICS LIMITED"}, "Renamed Robots Ltd", True),
        ({}, "Renamed Robotics Ltd", True),
    ],
)
def test_proof_is_asked_for_unless_companies_house_shows_the_new_name(found: dict, name: str, needed: bool) -> None:
    answers = {"companies-house": found, "name": {"name": name}}
    assert [piece.key for piece in NAME.evidence_for(answers)] == (["proof"] if needed else [])


def test_the_owner_keeps_its_share_and_everybody_with_an_address_is_told() -> None:
    filing, right = journey(NAME.examples[0], "change_owner_name")
    right.refresh_from_db()
    assert right.owner == "Ada Carr; First Name Automata Ltd"
    told = Notice.everything.filter(about=filing.reference, template="change-made")
    assert {one.address.get("email") for one in told} == {"before@example.com"}


def test_companies_house_fills_in_the_new_name_and_the_day(stand_ins: dict[str, str], settings: object) -> None:
    cache.clear()
    settings.COMPANIES_HOUSE_URL = stand_ins["companies_house"]
    found = SOURCES["companies-house"]("09999905")
    form = fitted_form(NAME.steps[1], {"companies-house": found}, [standing_of(NAME.examples[0])])
    assert form.initial["name"] == "RENAMED ROBOTICS LIMITED"
    assert str(form.initial["since_on"]) == "2021-11-15"
    assert "MIDDLE NAME AUTOMATA LIMITED became RENAMED ROBOTICS LIMITED on 15 November 2021" in str(
        form.fields["name"].help_text
    )


@pytest.mark.parametrize(
    ("slug", "purpose"),
    [("change_address_for_service", "service"), ("change_reminder_address", "renewal-reminder")],
)
def test_three_addresses_are_three_things(slug: str, purpose: str) -> None:
    declared = type_named(slug)
    before = standing_of(declared.examples[0])
    example = declared.examples[0]
    (fact,) = declared.facts(example.answers, before, ON)
    assert fact.purpose == purpose
    assert declared.changes == {f"contact:{purpose}"}


def test_old_and_new_address_for_service_are_told() -> None:
    example = type_named("change_address_for_service").examples[0]
    filing, right = journey(example, "change_address_for_service")
    told = Notice.everything.filter(about=filing.reference, template="change-made")
    assert {one.address.get("email") for one in told} == {"before@example.com", "after@example.com"}
    standing = load([right.pk], by=System("tests"), on=example.on)[right.pk]
    assert standing.contacts["service"].lines == ("2 Quay", "Douglas")
    assert standing.contacts["proprietor"].lines == ("1 Old Street", "Newport")


def test_a_right_that_has_ended_keeps_its_addresses() -> None:
    example = type_named("change_reminder_address").examples[0]
    ended = Example(
        name="ended",
        on=example.on,
        history=(*example.history, Ended(effective_on=date(2025, 1, 1), how="surrendered")),
        answers=example.answers,
        relation="owner",
    )
    objections = list(type_named("change_reminder_address").objections({}, standing_of(ended), ON))
    assert [one.step_key for one in objections] == [None]
