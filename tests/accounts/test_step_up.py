"""An action that demands a fresh sign-in: the same person proves again who they are, and goes on where they were."""

from datetime import timedelta

import pytest
from builders.browsers import Browser, request_object
from django.conf import settings
from django.db.models import F

from accounts.models import AccountSession

pytestmark = [pytest.mark.django_db, pytest.mark.urls("builders.pages")]
START = "/sign-in/again/start/"


@pytest.fixture
def stale(browser: Browser) -> Browser:
    """Somebody who proved who they are eleven minutes ago and was active since."""
    browser.sign_in("owner-without-lawyer")
    AccountSession.everything.update(authenticated_at=F("authenticated_at") - timedelta(minutes=11))
    return browser


def again(browser: Browser, **choice: str):  # type: ignore[no-untyped-def]
    browser.choose(**choice)
    return browser.come_back(browser.through(browser.leave(START, "/grave/")))


def test_a_fresh_sign_in_is_enough(browser: Browser) -> None:
    browser.sign_in()
    assert browser.post("/grave/").content == b"done"


def test_an_old_sign_in_leads_to_a_page_that_says_why(stale: Browser) -> None:
    answer = stale.post("/grave/", {"name": "Ffion Typist"})
    assert answer["Location"] == "/sign-in/again/?next=%2Fgrave%2F"
    page = stale.get(answer["Location"]).content
    assert b"Giving a patent away needs a fresh sign-in." in page
    assert b'href="/sign-in/again/start/?next=%2Fgrave%2F"' in page


def test_one_login_is_asked_to_authenticate_this_person_again(stale: Browser) -> None:
    asked = request_object(stale.leave(START))
    assert asked["prompt"] == "login"
    assert asked["id_token_hint"] == stale.client.session["oidc_id_token"]
    assert asked["vtr"] == ["Cl.Cm"]


def test_after_it_the_person_is_where_they_were_with_what_they_typed(stale: Browser) -> None:
    stale.post("/grave/", {"name": "Ffion Typist"})
    before = stale.client.cookies[settings.SESSION_COOKIE_NAME].value
    assert again(stale, persona="owner-without-lawyer")["Location"] == "/grave/"
    assert stale.client.cookies[settings.SESSION_COOKIE_NAME].value != before
    assert b'value="Ffion Typist"' in stale.get("/grave/").content
    assert stale.post("/grave/").content == b"done"
    assert AccountSession.everything.count() == 1


def test_somebody_else_does_not_refresh_this_session(stale: Browser) -> None:
    stale.choose(persona="stranger")
    assert stale.come_back(stale.through(stale.leave(START))).status_code in {400, 403}
    assert not stale.is_signed_in


def test_an_authentication_of_yesterday_does_not_count(stale: Browser) -> None:
    assert again(stale, persona="owner-without-lawyer", fault="id-token-auth-time").status_code == 400
    assert not stale.is_signed_in


def test_a_sign_in_by_the_providers_old_session_is_not_fresh(browser: Browser) -> None:
    assert browser.sign_in("owner-without-lawyer", fault="id-token-auth-time").status_code == 302
    assert browser.post("/grave/")["Location"] == "/sign-in/again/?next=%2Fgrave%2F"


def test_who_failed_to_prove_it_is_signed_out(stale: Browser) -> None:
    assert again(stale, persona="owner-without-lawyer", fault="login_required").status_code == 403
    assert not stale.is_signed_in


def test_a_refusal_gives_its_reason(browser: Browser) -> None:
    answer = browser.get("/refused/")
    assert answer.status_code == 403
    assert b"Ask Gwen, who manages this account." in answer.content


def test_a_visitor_who_begins_something_is_known_again(browser: Browser, other_browser: Browser) -> None:
    first = browser.get("/begun/").content
    assert len(first) == 64
    assert browser.client.cookies["visitor"]["httponly"]
    assert browser.get("/begun/").content == first
    assert other_browser.get("/begun/").content != first
    assert browser.client.cookies["visitor"].value.encode() not in first
