"""English and Welsh: chosen, kept, and not offered before the Welsh is signed off."""

from datetime import datetime

import pytest
from django.test import Client, override_settings

from accounts.models import User

pytestmark = pytest.mark.django_db


def language_of(page: bytes) -> str:
    return page.decode().partition('<html lang="')[2][:2]


def test_a_browser_that_asks_for_welsh_gets_it_and_the_choice_wins() -> None:
    client = Client(headers={"accept-language": "cy,en;q=0.8"})
    assert language_of(client.get("/help/").content) == "cy"
    client.post("/language/", {"language": "en", "next": "/help/"})
    assert language_of(client.get("/help/").content) == "en"


def test_the_choice_of_somebody_signed_in_is_also_the_language_of_their_messages(
    today: datetime, browser: Client
) -> None:
    assert browser.post("/language/", {"language": "cy", "next": "/home/"})["Location"] == "/home/"
    assert language_of(browser.get("/home/").content) == "cy"
    assert User.objects.get().language == "cy"


def test_a_site_without_signed_welsh_answers_everybody_in_english() -> None:
    with override_settings(LANGUAGES=[("en", "English")], WELSH_SHOWN=False):
        client = Client(headers={"accept-language": "cy"})
        assert language_of(client.get("/help/").content) == "en"
        client.post("/language/", {"language": "cy", "next": "/help/"})
        page = client.get("/help/").content
    assert language_of(page) == "en"
    assert b"Cymraeg" not in page
