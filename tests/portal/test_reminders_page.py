"""Choosing reminders: what is chosen is kept, shown, and asked again."""

import pytest
from builders import signed_in
from builders.people import an_organisation

from notifications import preferences

pytestmark = pytest.mark.django_db


def test_everything_is_on_until_something_else_is_chosen() -> None:
    browser = signed_in.customer(an_organisation())
    assert b"90 days before, 30 days before, 7 days before, by email" in browser.get("/account/").content


def test_a_choice_is_kept_and_shown() -> None:
    organisation = an_organisation()
    browser = signed_in.customer(organisation)
    answer = browser.post("/account/reminders/", {"days_before": ["7"], "by_email": "no"}, follow=True)
    assert b"7 days before, in your messages only" in answer.content
    assert preferences.wanted_stages([organisation.pk]) == {organisation.pk: {7}}


def test_no_days_at_all_is_a_choice() -> None:
    browser = signed_in.customer(an_organisation())
    answer = browser.post("/account/reminders/", {"by_email": "yes"}, follow=True)
    assert b"Only when late or lapsed" in answer.content


def test_a_forgotten_answer_is_asked_for() -> None:
    browser = signed_in.customer(an_organisation())
    answer = browser.post("/account/reminders/", {"days_before": ["30"]})
    assert b"Select how we should remind you" in answer.content
