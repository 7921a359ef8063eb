"""Forms that are fitted to the rights, and questions that are answered several times."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from builders.demonstration_clock import clock_at
from builders.filings import an_account, drafted, filed, fresh, owned
from builders.signed_in import customer
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Organisation
from core.days import legal_day
from rights.details import PartyOnRecord
from rights.models import Right
from transactions.items import mark_of
from transactions.models import Filing
from transactions.questions import Questions
from transactions.review import sections_of
from transactions.services import (
    AnswersInvalid,
    StaleAnswers,
    WrongNumber,
    add_item,
    answer,
    begin,
    change_item,
    check,
    remove_item,
)
from transactions.standings import load

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("throwaway")]
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
ADA, BOB = PartyOnRecord(name="Ada Example"), PartyOnRecord(name="Bob Example")
CY, DI, ED = {"name": "Cy", "share": "1/4"}, {"name": "Di", "share": "1/4"}, {"name": "Ed", "share": "1/8"}


def co_owned() -> tuple[Right, Any]:
    return owned(AT, proprietors=[ADA, BOB])


def begun() -> tuple[Filing, Any]:
    right, by = co_owned()
    return begin("share_out", [right.pk], by=by, at=AT), by


def items(filing: Filing) -> list[Any]:
    return fresh(filing).answers_of("owners").get("items", [])


# --- fitted to the rights ---


def test_only_parties_of_the_register_can_be_chosen() -> None:
    draft, by = begun()
    assert answer(draft, "from", {"owner": "Bob Example"}, by=by, at=AT).answers_of("from")["owner"] == "Bob Example"
    with pytest.raises(AnswersInvalid, match="Select one of the options"):
        answer(draft, "from", {"owner": "Cy Stranger"}, by=by, at=AT)


def test_what_was_chosen_stays_in_words_when_the_register_no_longer_offers_it() -> None:
    right, by = co_owned()
    answers = {"from": {"owner": "Ada Example", "day": ""}, "owners": {"items": [CY, DI]}}
    done = filed("share_out", [right], answers, by=by, at=AT)
    assert done.state == "recorded"
    first, second = sections_of(Questions(done, by=by, on=legal_day(AT)))
    assert ("Which owner?", "Ada Example, owner") in [(row.label, row.value) for row in first.rows]
    assert [[row.value for row in item] for item in second.items] == [["Cy", "1/4"], ["Di", "1/4"]]
    after = load([right.pk], by=by, on=legal_day(AT))[right.pk].proprietors
    assert [(party.name, party.share) for party in after] == [("Bob Example", ""), ("Cy", "1/4"), ("Di", "1/4")]


def test_the_rights_are_loaded_once_for_all_forms_and_not_for_those_that_do_not_ask() -> None:
    draft, by = begun()
    declared_from, declared_owners = check(draft, by=by, at=AT).examination.declared.steps
    questions = Questions(draft, by=by, on=legal_day(AT))
    with CaptureQueriesContext(connection) as queries:
        questions.form(declared_owners)
    assert len(queries) == 0
    questions.form(declared_from)
    with CaptureQueriesContext(connection) as queries:
        questions.form(declared_from)
    assert len(queries) == 0


# --- answered several times ---


def test_answers_are_added_changed_and_taken_away() -> None:
    draft, by = begun()
    add_item(draft, "owners", CY, by=by, at=AT)
    add_item(draft, "owners", DI, by=by, at=AT)
    change_item(draft, "owners", 1, ED, by=by, at=AT)
    assert items(draft) == [ED, DI]
    remove_item(draft, "owners", 1, by=by, at=AT)
    assert items(draft) == [DI]
    remove_item(draft, "owners", 1, by=by, at=AT)
    assert "owners" not in fresh(draft).answers
    assert fresh(draft).step_versions["owners"] == 5


def test_all_answers_can_be_given_at_once_and_the_faulty_one_is_named() -> None:
    draft, by = begun()
    saved = answer(draft, "owners", {"items": [CY, DI]}, by=by, at=AT)
    assert saved.answers_of("owners") == {"items": [CY, DI]}
    with pytest.raises(AnswersInvalid) as invalid:
        answer(draft, "owners", {"items": [CY, {"name": ""}]}, by=by, at=AT)
    assert invalid.value.item == 2
    assert "name" in invalid.value.form.errors
    for number in (0, 4):
        with pytest.raises(WrongNumber, match="at most 3"):
            answer(draft, "owners", {"items": [CY] * number}, by=by, at=AT)


def test_no_more_answers_than_the_type_says() -> None:
    draft, by = begun()
    for one in (CY, DI, ED):
        add_item(draft, "owners", one, by=by, at=AT)
    with pytest.raises(WrongNumber):
        add_item(draft, "owners", {"name": "Flo", "share": "1"}, by=by, at=AT)


def test_two_people_who_add_at_once_both_keep_their_answers_and_one_who_sends_twice_adds_once() -> None:
    draft, by = begun()
    opened = mark_of([])
    add_item(draft, "owners", CY, by=by, at=AT, seen=opened)
    add_item(draft, "owners", DI, by=by, at=AT, seen=opened)
    add_item(draft, "owners", CY, by=by, at=AT, seen=opened)
    assert items(draft) == [CY, DI]


def test_two_people_who_change_different_answers_do_not_disturb_each_other() -> None:
    draft, by = begun()
    answer(draft, "owners", {"items": [CY, DI]}, by=by, at=AT)
    change_item(draft, "owners", 1, ED, by=by, at=AT, seen=mark_of(CY))
    change_item(draft, "owners", 2, {**DI, "share": "1/2"}, by=by, at=AT, seen=mark_of(DI))
    assert items(draft) == [ED, {"name": "Di", "share": "1/2"}]


def test_an_answer_that_somebody_changed_or_removed_meanwhile_is_not_overwritten() -> None:
    draft, by = begun()
    answer(draft, "owners", {"items": [CY, DI]}, by=by, at=AT)
    change_item(draft, "owners", 1, {**CY, "share": "1/3"}, by=by, at=AT, seen=mark_of(CY))
    with pytest.raises(StaleAnswers) as stale:
        change_item(draft, "owners", 1, ED, by=by, at=AT, seen=mark_of(CY))
    assert (stale.value.stored["share"], stale.value.typed) == ("1/3", ED)
    with pytest.raises(StaleAnswers):
        remove_item(draft, "owners", 1, by=by, at=AT, seen=mark_of(CY))
    with pytest.raises(StaleAnswers):
        change_item(draft, "owners", 7, ED, by=by, at=AT, seen=mark_of(CY))
    assert items(draft) == [{**CY, "share": "1/3"}, DI]


def test_an_objection_points_at_the_repeated_question() -> None:
    right, by = co_owned()
    answers = {"from": {"owner": "Ada Example"}, "owners": {"items": [CY, CY]}}
    draft = drafted("share_out", [right], answers, by=by, at=AT)
    (objection,) = check(draft, by=by, at=AT).examination.blocking
    assert objection.step_key == "owners"


# --- the pages ---


@pytest.fixture
def walker() -> Iterator[tuple[Client, Right, Any]]:
    with clock_at(AT):
        right, by = co_owned()
        yield customer(Organisation.objects.get(pk=by.organisation_id)), right, by


def text_of(page: Any) -> str:
    return str(page.content.decode())


def seen_on(page: Any) -> str:
    return text_of(page).split('name="seen" value="')[1].split('"')[0]


def test_another_owner_is_added_without_javascript_and_everything_stands_on_the_check_page(walker: Any) -> None:
    client, right, _ = walker
    step = client.post("/filings/new/share_out/", {"right": right.number})["Location"]
    page = text_of(client.get(step))
    assert "Bob Example, owner" in page
    assert "day of Ada Example" in page
    step = client.post(step, {"owner": "Ada Example", "version": "0"})["Location"]
    first = client.get(step)["Location"]
    assert first.endswith("/answers/owners/1/")
    wrong = client.post(first, {"name": "", "share": "1/4", "new": "yes"})
    assert "Enter name" in text_of(wrong)
    assert 'value="1/4"' in text_of(wrong)
    assert client.post(first, {**CY, "new": "yes", "seen": seen_on(client.get(first))})["Location"] == step
    page = text_of(client.get(step))
    assert "Is there another new owner?" in page
    assert "Select yes if you want to add another" in text_of(client.post(step))
    second = client.post(step, {"more": "yes"})["Location"]
    assert second.endswith("/answers/owners/2/")
    client.post(second, {**DI, "new": "yes", "seen": seen_on(client.get(second))})
    checked = client.post(step, {"more": "no"})["Location"]
    assert checked.endswith("/check/")
    page = text_of(client.get(checked))
    assert "Cy" in page
    assert "2 of 2" in page
    assert f"{step}?from=check" in page
    assert "Ada Example, owner" in page


def test_the_list_says_when_no_more_can_be_added_and_removes(walker: Any) -> None:
    client, right, by = walker
    draft = drafted("share_out", [right], {"owners": {"items": [CY, DI, ED]}}, by=by, at=AT)
    here = f"/filings/{draft.reference}/answers/owners/"
    page = text_of(client.get(here))
    assert "You can give up to 3" in page
    assert client.get(f"{here}4/")["Location"] == here
    client.post(f"{here}2/remove/", {"seen": mark_of(DI)})
    assert items(draft) == [CY, ED]
    stale = client.post(f"{here}2/remove/", {"seen": mark_of(DI)})
    assert stale.status_code == 409
    assert "Nothing was removed" in text_of(stale)
    assert items(draft) == [CY, ED]


def test_words_typed_over_somebody_elses_change_become_one_more_answer(walker: Any) -> None:
    client, right, by = walker
    draft = drafted("share_out", [right], {"owners": {"items": [CY]}}, by=by, at=AT)
    here = f"/filings/{draft.reference}/answers/owners/1/"
    opened = seen_on(client.get(here))
    change_item(draft, "owners", 1, DI, by=by, at=AT, seen=opened)
    page = client.post(here, {**ED, "seen": opened})
    assert page.status_code == 409
    assert "Di" in text_of(page)
    assert 'value="Ed"' in text_of(page)
    (action,) = re.findall(r'action="(/filings/[^"]+/answers/[^"]+)"', text_of(page))
    client.post(action, {**ED, "seen": seen_on(page), "new": "yes"})
    assert items(draft) == [DI, ED]


def test_a_stranger_finds_no_page_of_an_answer(walker: Any) -> None:
    client, right, by = walker
    draft = drafted("share_out", [right], {"owners": {"items": [CY]}}, by=by, at=AT)
    other = customer(Organisation.objects.get(pk=an_account(AT, email="other@example.com").organisation_id))
    for address in (f"/filings/{draft.reference}/answers/owners/1/", f"/filings/{draft.reference}/answers/owners/"):
        assert other.get(address).status_code == 404
    assert client.get(f"/filings/{draft.reference}/answers/from/1/").status_code == 404
