"""Feedback from the banner of every page: from anyone, about no filing, and not without end."""

from datetime import datetime

import pytest
from django.core.cache import cache
from django.test import Client, override_settings

from transactions.models import Feedback


@pytest.fixture(autouse=True)
def counted_from_zero(today: datetime) -> None:
    cache.clear()


def test_the_banner_of_a_page_leads_to_a_page_that_exists() -> None:
    page = Client().get("/help/").content.decode()
    assert '<a class="govuk-link" href="/feedback/">Give your feedback</a>' in page
    assert Client().get("/feedback/").status_code == 200


def test_what_anyone_says_is_kept_without_who_said_it() -> None:
    answer = Client().post("/feedback/", {"satisfaction": "2", "comment": "Too many words"}, follow=True)
    assert "Thank you for your feedback" in answer.content.decode()
    kept = Feedback.objects.get()
    assert (kept.satisfaction, kept.comment, kept.language, kept.filing) == (2, "Too many words", "en", None)


def test_an_empty_answer_is_explained() -> None:
    page = Client().post("/feedback/", {"comment": "Only words"}).content.decode()
    assert "Select how satisfied you were" in page
    assert "Only words" in page
    assert not Feedback.objects.exists()


def test_one_network_address_says_twenty_things_in_a_quarter_of_an_hour() -> None:
    talker = Client(REMOTE_ADDR="192.0.2.9")
    answers = [talker.post("/feedback/", {"satisfaction": "5"}).status_code for _ in range(21)]
    assert answers == [302] * 20 + [429]
    assert Feedback.objects.count() == 20


def test_help_names_the_contact_or_says_how_else_to_ask(client: Client) -> None:
    with override_settings(HELP_EMAIL="help@office.example", SOURCE_CODE_URL="https://code.example/oneipo"):
        page = client.get("/help/").content.decode()
    assert 'href="mailto:help@office.example"' in page
    assert 'href="https://code.example/oneipo"' in page
    with override_settings(HELP_EMAIL="", SOURCE_CODE_URL=""):
        page = client.get("/help/").content.decode()
    assert "mailto:" not in page
    assert "Reply to the last letter or email" in page
