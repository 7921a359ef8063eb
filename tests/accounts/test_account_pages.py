"""One's own account: its name, its language, and where one is signed in."""

import pytest
from builders.browsers import Browser
from builders.people import a_role
from django.conf import settings

from accounts.models import AccountSession, Organisation, User

pytestmark = pytest.mark.django_db


def test_the_account_can_be_given_a_name(browser: Browser) -> None:
    browser.sign_in()
    assert browser.post("/account/name/", {"name": "Testwood Patents"})["Location"] == "/account/"
    assert Organisation.objects.get().name == "Testwood Patents"
    assert b"Testwood Patents" in browser.get("/account/").content


def test_a_name_that_is_missing_is_asked_for(browser: Browser) -> None:
    browser.sign_in()
    page = browser.post("/account/name/", {"name": " "}).content
    assert b"Enter a name for this account" in page
    assert b"Error: " in page


def test_somebody_who_may_not_manage_the_account_is_told_whom_to_ask(browser: Browser) -> None:
    browser.sign_in()
    User.objects.get().memberships.update(role=a_role(Organisation.objects.get(), ["view"]))
    answer = browser.get("/account/name/")
    assert answer.status_code == 403
    assert b"Ask somebody who manages this account" in answer.content


def test_other_sign_ins_are_listed_and_can_be_ended(browser: Browser, other_browser: Browser) -> None:
    browser.sign_in()
    other_browser.sign_in()
    other = AccountSession.everything.latest("signed_in_at")
    assert b"Another browser" in browser.get("/account/").content
    assert browser.post(f"/account/sessions/{other.pk}/end/").status_code == 302
    assert browser.is_signed_in
    assert not other_browser.is_signed_in


def test_all_other_sign_ins_can_be_ended_at_once(browser: Browser, other_browser: Browser) -> None:
    browser.sign_in()
    other_browser.sign_in()
    browser.post("/account/sessions/end-others/")
    assert browser.is_signed_in
    assert not other_browser.is_signed_in


def test_somebody_elses_sign_in_cannot_be_ended(browser: Browser, other_browser: Browser) -> None:
    browser.sign_in("owner-without-lawyer")
    other_browser.sign_in("stranger")
    theirs = AccountSession.everything.get(user__email__contains="stuart")
    assert browser.post(f"/account/sessions/{theirs.pk}/end/").status_code == 404
    assert other_browser.is_signed_in


def test_the_language_is_remembered_in_the_browser_and_for_messages(browser: Browser) -> None:
    browser.sign_in()
    answer = browser.post("/language/", {"language": "cy", "next": "/account/"})
    assert answer["Location"] == "/account/"
    assert browser.client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "cy"
    assert User.objects.get().language == "cy"
    assert b'<html lang="cy"' in browser.get("/account/").content


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"])
def test_choosing_a_language_leads_nowhere_else(browser: Browser, elsewhere: str) -> None:
    assert browser.post("/language/", {"language": "cy", "next": elsewhere})["Location"] == "/"


def test_a_language_that_is_not_offered_changes_nothing(browser: Browser) -> None:
    browser.post("/language/", {"language": "fr"})
    assert settings.LANGUAGE_COOKIE_NAME not in browser.client.cookies


def test_every_answer_carries_a_correlation_id(browser: Browser) -> None:
    assert (
        browser.get("/sign-in/", **{"X-Correlation-ID": "from-the-proxy-1"})["X-Correlation-ID"] == "from-the-proxy-1"
    )
    assert len(browser.get("/sign-in/", **{"X-Correlation-ID": "<bad>\n"})["X-Correlation-ID"]) == 36


def test_signing_in_again_while_signed_in_leads_home(browser: Browser) -> None:
    browser.sign_in()
    assert browser.get("/sign-in/")["Location"] == "/home/"
    assert browser.get("/sign-in/?next=/account/")["Location"] == "/account/"
    assert browser.get("/signed-out/")["Location"] == "/home/"
