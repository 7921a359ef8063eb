"""Corrections: a later entry names the one it corrects, history keeps both, and the owner agrees."""

from dataclasses import replace
from datetime import date

import pytest
from builders.filings import drafted, example_filer, example_right, morning_of
from builders.journeys import journey

from rights.details import PartyOnRecord
from rights.facts import AddressChanged, Corrected, InventorsStated, ProprietorsChanged
from rights.history import timeline
from rights.models import Contact, Party, Right
from rights.standing import Standing
from transactions.consents.wanted import wanted
from transactions.kind import Answers, TransactionType
from transactions.parts import Example
from transactions.questions import fitted_form
from transactions.registry import type_named
from transactions.standings import load

pytestmark = pytest.mark.django_db

ENTRY = type_named("rectify_register")
NAME = type_named("correct_name_or_address")
TITLE, CO_OWNER, REFUSED = ENTRY.examples
LETTER, HOUSE = NAME.examples
ON = date(2026, 4, 8)


def asked(declared: TransactionType, example: Example) -> tuple[Standing, Answers]:
    right = example_right(example)
    by = example_filer(example, right)
    draft = drafted(declared.slug, [right], example.answers, by=by, at=morning_of(example))
    return load([right.pk], by=by, on=example.on, asking=draft)[right.pk], draft.claims


def corrections(right: Right) -> list[tuple[int, str, tuple[object, ...]]]:
    facts = [one.fact for one in timeline(right.pk) if isinstance(one.fact, Corrected)]
    return [(one.corrects, one.event, one.instead) for one in facts]


def test_a_title_that_was_never_changed_is_the_first_one_again_and_history_keeps_both() -> None:
    _, right = journey(TITLE, ENTRY.slug)
    right.refresh_from_db()
    assert right.title == "Robot"
    assert corrections(right) == [(1, "title-changed:2021-09-01", ())]
    wrong = [one for one in timeline(right.pk) if one.fact.kind == "title-changed"]
    assert [one.corrected_by for one in wrong] == [2]


def test_a_forgotten_owner_owns_from_the_day_of_the_corrected_entry() -> None:
    _, right = journey(CO_OWNER, ENTRY.slug)
    owners = Party.everything.filter(right=right, role="proprietor").order_by("place")
    assert [(one.name, one.since_on) for one in owners] == [
        ("Ada Bell", date(2019, 5, 10)),
        ("Bea Cole", date(2019, 5, 10)),
    ]


def test_a_refused_correction_corrects_nothing() -> None:
    _, right = journey(REFUSED, ENTRY.slug)
    assert corrections(right) == []


def test_two_officers_decide_and_somebody_else_needs_the_owner() -> None:
    standing, answers = asked(ENTRY, TITLE)
    assert wanted(ENTRY, answers, [standing]) == []
    stranger = replace(standing, relation=None, stands_for="")
    assert [one.consent.party for one in wanted(ENTRY, answers, [stranger])] == ["Ada Bell"]
    assert (ENTRY.route, NAME.route) == ("two-person", "two-person")


def test_only_what_fits_the_entry_is_offered_and_nothing_of_inventors() -> None:
    example = replace(
        TITLE,
        history=(*TITLE.history, InventorsStated(effective_on=date(2019, 5, 10), parties=(PartyOnRecord("Cy Dunn"),))),
    )
    standing, answers = asked(ENTRY, example)
    first, second = ENTRY.steps[:2]
    offered = dict(fitted_form(first, {}, [standing]).fields["entry"].choices)  # type: ignore[attr-defined]
    assert offered == {
        "1/title-changed:2021-09-01": "Title changed: Rabbit (1 September 2021)",
        "1/proprietors-changed:2019-05-10": "Proprietor entered: Ada Bell (10 May 2019)",
    }
    instead = fitted_form(second, answers, [standing]).fields["instead"].choices  # type: ignore[attr-defined]
    assert [key for key, _ in instead] == ["remove", "day", "title"]


def test_an_entry_that_is_gone_cannot_be_corrected() -> None:
    standing, answers = asked(ENTRY, TITLE)
    gone = replace(standing, told=())
    assert [one.step_key for one in ENTRY.objections(answers, gone, ON)] == [None]
    assert list(ENTRY.facts(answers, gone, ON)) == []
    assert list(ENTRY.objections({}, gone, ON)) == []


def test_a_letter_in_a_name_is_mended_and_the_address_stays() -> None:
    _, right = journey(LETTER, NAME.slug)
    right.refresh_from_db()
    assert right.owner == "Ada Bell"
    owner = Party.everything.select_related("particulars").get(right=right, role="proprietor")
    assert "1 Old Street" in owner.particulars.body
    assert [(number, event) for number, event, _ in corrections(right)] == [(1, "proprietors-changed:2019-05-10")]


def test_a_refused_address_stays_as_it_was() -> None:
    _, right = journey(HOUSE, NAME.slug)
    assert "11 Old Street" not in Contact.everything.select_related("particulars").get(right=right).particulars.body


def test_a_change_is_no_error_and_the_same_again_is_no_correction() -> None:
    standing, answers = asked(NAME, LETTER)
    changed = {**answers, "whose": {**answers["whose"], "was_right": "changed"}}
    assert [one.step_key for one in NAME.objections(changed, standing, ON)] == ["whose"]
    same = {**answers, "right": {**answers["right"], "name": "Ada Bel"}}
    assert [one.step_key for one in NAME.objections(same, standing, ON)] == ["right"]


def test_addresses_that_an_import_told_on_one_day_cannot_be_mistaken_for_each_other() -> None:
    service = AddressChanged(
        effective_on=date(2019, 5, 10), purpose="service", name="Penn", particulars=LETTER.history[4].particulars
    )
    standing, _ = asked(NAME, replace(LETTER, history=(*LETTER.history, service)))
    assert [one.fact.kind for one in standing.told].count("address-changed") == 0
    assert any(isinstance(one.fact, ProprietorsChanged) for one in standing.told)
