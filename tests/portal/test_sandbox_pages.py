"""The sandbox's pages: making test patents and starting again, test cards, the banner; and none of it anywhere else."""

from typing import Any

import pytest
from builders import signed_in
from builders.people import a_member
from django.test import Client

from accounts.models import Organisation
from rights.models import Link, TestMake

PAGE, MAKE = "/organisation/systems/sandbox/", "/organisation/systems/sandbox/make/"
BANNER = "Nothing here is real"


@pytest.fixture
def in_a_sandbox(settings: Any) -> None:
    """A sandbox."""
    settings.SANDBOX = True


def made(browser: Client, **said: Any) -> Any:
    return browser.post(MAKE, {"count": "3", "conditions": ["due", "late"], "relation": "owner", **said})


def test_test_patents_are_made_and_shown_with_their_states(in_a_sandbox: None, browser: Client, read: Any) -> None:
    assert "How many?" in read(browser, MAKE).text_content()
    answer = made(browser)
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    text = " ".join(read(browser, PAGE).text_content().split())
    assert "3 test patents are in your portfolio" in text
    for link in Link.everything.all():
        assert link.number in text
        assert read(browser, f"/patents/{link.number}/").text_content()
    assert "Late, with an additional fee" in text
    assert "4444 3333 2222 1111" in text
    assert "The card is declined (P0010)" in text


def test_starting_again_is_asked_once_there_are_some(in_a_sandbox: None, browser: Client, read: Any) -> None:
    assert "Start again" not in read(browser, MAKE).text_content()
    made(browser)
    assert "Start again" in read(browser, MAKE).text_content()
    assert "Select what happens to the test patents" in made(browser).content.decode()
    assert made(browser, before="again", count="1").status_code == 302
    assert Link.everything.filter(state="active").count() == 1
    assert "Taken out of the account" in read(browser, PAGE).text_content()


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(in_a_sandbox: None, browser: Client) -> None:
    text = browser.post(MAKE, {"count": "1001", "conditions": ["late"]}).content.decode()
    assert "1,000" in text
    assert "Select what your organisation is to them" in text
    assert 'value="1001"' in text
    assert not TestMake.everything.exists()


def test_many_are_on_their_way(in_a_sandbox: None, browser: Client, read: Any) -> None:
    made(browser, count="120")
    assert "100 of 120 are made" in read(browser, PAGE).text_content()
    assert "are being made" in made(browser, before="keep").content.decode()


def test_only_administrators_make_them(in_a_sandbox: None, own: Organisation, today: Any) -> None:
    member = a_member(own, email="colleague@account.example", permissions=["view", "prepare", "submit"])
    browser = signed_in.customer(own, user=member)
    assert browser.get(PAGE).status_code == 403
    assert made(browser).status_code == 403
    assert not TestMake.everything.exists()


def test_every_page_says_that_it_is_a_sandbox_in_either_language(in_a_sandbox: None, browser: Client) -> None:
    for address in ("/", "/find/", "/home/", "/portfolio/", "/organisation/systems/", "/no-such-page/"):
        answer = browser.get(address)
        assert BANNER in answer.content.decode(), address
        assert answer["Sandbox"] == "true"
    assert BANNER in Client().get("/staff/sign-in/").content.decode()


def test_elsewhere_there_is_no_such_page_and_no_banner(browser: Client, own: Organisation) -> None:
    assert browser.get(PAGE).status_code == 404
    assert made(browser).status_code == 404
    answer = browser.get("/organisation/systems/")
    assert BANNER not in answer.content.decode()
    assert "Sandbox" not in answer
    assert "sandbox" not in answer.content.decode()


def test_the_service_itself_says_where_its_sandbox_is(settings: Any, browser: Client, read: Any) -> None:
    settings.SANDBOX_URL = "https://sandbox.manage-rights.example"
    page = read(browser, "/organisation/systems/")
    assert "Try it in the sandbox first" in page.text_content()
    assert page.xpath("//a[@href='https://sandbox.manage-rights.example']")
    assert Client().get("/api/v1/openapi.json").json()["servers"][1]["url"] == "https://sandbox.manage-rights.example"
