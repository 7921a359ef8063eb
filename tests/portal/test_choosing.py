"""One way in: plain sentences lead to the right request, and say in advance what it needs."""

import re

import pytest
from builders.register import a_patent
from django.test import Client

from transactions.registry import all_types

pytestmark = pytest.mark.django_db


def test_every_request_is_found_by_a_sentence_of_its_own(client: Client) -> None:
    page = client.get("/change/").content.decode()
    for declared in all_types():
        assert f"/filings/new/{declared.slug}/" in page, declared.slug
        for situation in declared.situations:
            assert str(situation) in page
    sentences = [str(one) for declared in all_types() for one in declared.situations]
    assert len(sentences) == len(set(sentences))


def test_the_chosen_right_goes_along(client: Client) -> None:
    assert (
        "/filings/new/change_contact_address/?right=GB2400001"
        in client.get("/change/?right=GB2400001").content.decode()
    )


def test_a_request_says_who_can_ask_what_it_costs_and_how_long_it_takes(browser: Client) -> None:
    page = browser.get("/filings/new/change_contact_address/").content.decode()
    said = re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", page))
    assert "Who can ask The owner The representative of the owner" in said
    assert "What it costs It is free." in said
    assert "How long it takes At once. It takes effect at once, without an officer." in said


@pytest.mark.parametrize("typed", ["GB2400501", "gb 2 400 501", "2400501"])
def test_a_right_is_found_however_its_number_is_typed(browser: Client, typed: str) -> None:
    a_patent(number="GB2400501", title="A gate latch")
    page = browser.get("/filings/new/change_contact_address/", {"right": typed}).content.decode()
    assert "A gate latch" in page


def test_a_number_under_which_there_is_nothing_to_see_is_explained(browser: Client) -> None:
    a_patent(number="GB2400502", published_on=None, granted_on=None, application_number="GB2000502.6")
    for typed in ("GB2000502.6", "GB2499999", "nonsense"):
        page = browser.get("/filings/new/change_contact_address/", {"right": typed}).content.decode()
        assert "We have nothing to show for that number." in page
