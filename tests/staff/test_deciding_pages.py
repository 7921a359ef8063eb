"""The officer's way through a decision: choice, letter, confirmation; and what happens when somebody was first."""

import re

import pytest
from builders import signed_in
from builders.cases import a_request, an_office, checked
from builders.filings import an_officer, fresh
from django.test import Client

from accounts.models import User
from casework.deciding import Decision, decide_case, mark_of
from casework.models import CaseEvent
from core.clock import now
from transactions.models import Movement, Query

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("throwaway")]


@pytest.fixture(autouse=True)
def office() -> None:
    """Reasons for refusals are the office's standard texts."""
    an_office()


def a_browser(email: str = "officer@office.example") -> Client:
    return signed_in.officer(User.objects.get(pk=an_officer(now(), email=email).user_id))


def kept_in(page: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="(outcome|reasons|why|seen)" value="([^"]*)"', page):
        found.setdefault(name, []).append(value)
    return found


def test_a_refusal_is_seen_as_a_letter_before_it_is_made() -> None:
    case, filing = a_request(now())
    address, browser = f"/staff/cases/{case.reference}/decide/", a_browser()
    page = browser.get(address).content.decode()
    assert "Recommend to refuse" in page
    said = {"outcome": "refuse", "reasons": ["signature"], "why": "Page 3 is blank.", "seen": mark_of(filing)}
    letter = browser.post(address, said).content.decode()
    assert "The document is not signed by" in letter
    assert "Page 3 is blank." in letter
    assert fresh(filing).state == "in-queue"
    browser.post(address, kept_in(letter) | {"confirm": "yes"})
    assert (fresh(filing).state, fresh(filing).recommends) == ("recommended", "refuse")


def test_the_sentences_of_a_refusal_are_edited_in_the_letter_and_begin_again_on_the_way_back() -> None:
    case, filing = a_request(now())
    address, browser = f"/staff/cases/{case.reference}/decide/", a_browser()
    said = {"outcome": "refuse", "reasons": ["signature"], "why": "", "seen": mark_of(filing)}
    edited = said | {"wording": "Page 2 lacks the seal of the seller."}
    letter = browser.post(address, edited | {"again": "yes"}).content.decode()
    assert "Page 2 lacks the seal of the seller." in letter
    assert "The document is not signed by" not in letter
    back = browser.post(address, edited | {"change": "yes"}).content.decode()
    assert "Page 2 lacks" not in back
    browser.post(address, edited | {"confirm": "yes"})
    moved = Movement.everything.get(filing=filing, name="recommend")
    assert moved.why == "Page 2 lacks the seal of the seller."
    assert CaseEvent.everything.get(case=case, name="decided").details["reasons"] == ["signature"]


def test_a_refusal_without_a_reason_is_not_one() -> None:
    case, filing = a_request(now())
    address, browser = f"/staff/cases/{case.reference}/decide/", a_browser()
    page = browser.post(address, {"outcome": "refuse", "seen": mark_of(filing)}).content.decode()
    assert "Select at least one reason" in page
    only = {"outcome": "refuse", "reasons": ["other"], "why": "", "seen": mark_of(filing)}
    assert "Enter the reason in your own words" in browser.post(address, only).content.decode()


def test_who_was_second_is_told_and_keeps_what_was_typed() -> None:
    case, filing = a_request(now())
    seen, browser = mark_of(filing), a_browser()
    first = an_officer(now(), email="first@office.example")
    checked(case, by=first, at=now())
    decide_case(case, Decision(accept=True), seen=seen, by=first, at=now())
    said = {"outcome": "refuse", "reasons": ["signature"], "why": "Typed with care.", "seen": seen, "confirm": "yes"}
    page = browser.post(f"/staff/cases/{case.reference}/decide/", said).content.decode()
    assert "Something has changed since you opened this page" in page
    assert "Typed with care." in page


def test_questions_go_to_the_customer_and_a_past_day_does_not() -> None:
    case, filing = a_request(now())
    address, browser = f"/staff/cases/{case.reference}/ask/", a_browser()
    past = {"question_1": "Who signed?", "due_on-day": "1", "due_on-month": "6", "due_on-year": "2020"}
    page = browser.post(address, past | {"seen": mark_of(filing)}).content.decode()
    assert "Who signed?" in page
    assert not Query.everything.exists()
    due = {"due_on-day": "1", "due_on-month": "6", "due_on-year": str(now().year + 1)}
    browser.post(address, {"question_1": "Who signed?", "seen": mark_of(filing)} | due)
    assert (fresh(filing).state, Query.everything.get().text) == ("awaiting-answer", "Who signed?")


def test_a_note_is_shown_to_staff_and_to_nobody_else() -> None:
    case, _filing = a_request(now())
    browser = a_browser()
    browser.post(f"/staff/cases/{case.reference}/note/", {"text": "Looks like a copy."})
    assert "Looks like a copy." in browser.get(f"/staff/cases/{case.reference}/").content.decode()


def test_a_case_shows_the_register_before_and_after() -> None:
    case, _filing = a_request(now())
    page = a_browser().get(f"/staff/cases/{case.reference}/").content.decode()
    assert page.index("Acme Widgets Ltd") < page.rindex("New Name Ltd")
    assert "The register before and after" in page
