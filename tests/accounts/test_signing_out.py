"""Signing out: here and at One Login, and when One Login says that somebody signed out elsewhere."""

import base64
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from builders.browsers import Browser
from django.conf import settings

from accounts.models import AccountSession, SignInIdentity

WRONG = [
    "wrong-aud",
    "wrong-iss",
    "wrong-signature",
    "wrong-type",
    "expired",
    "not-yet-valid",
    "with-nonce",
    "without-event",
    "without-jti",
]


def test_signing_out_ends_the_session_here_and_at_one_login(browser: Browser) -> None:
    browser.sign_in()
    answer = browser.post("/sign-out/")
    query = parse_qs(urlsplit(answer["Location"]).query)
    assert answer["Location"].startswith(f"{browser.providers['one_login']}/logout?")
    assert query["post_logout_redirect_uri"] == [f"{settings.PUBLIC_URL}/signed-out/"]
    assert query["id_token_hint"][0].count(".") == 2
    assert query["state"][0]
    assert len(urlsplit(answer["Location"]).query) < 2048
    assert not browser.is_signed_in
    after = browser.through(answer["Location"])
    assert after == f"{settings.PUBLIC_URL}/signed-out/?state={query['state'][0]}"
    assert b"You have signed out" in browser.come_back(after).content


def test_a_link_does_not_sign_anybody_out(browser: Browser) -> None:
    browser.sign_in()
    assert browser.get("/sign-out/")["Location"] == "/home/"
    assert browser.is_signed_in


def test_signing_out_needs_a_form_of_ours(browser: Browser) -> None:
    browser.sign_in()
    browser.client.handler.enforce_csrf_checks = True
    assert browser.post("/sign-out/").status_code == 403
    assert browser.is_signed_in


def test_a_stolen_cookie_is_nothing_after_signing_out(browser: Browser, other_browser: Browser) -> None:
    browser.sign_in()
    name = settings.SESSION_COOKIE_NAME
    other_browser.client.cookies[name] = browser.client.cookies[name].value
    assert other_browser.is_signed_in
    browser.post("/sign-out/")
    assert not other_browser.is_signed_in


def tell(browser: Browser, variant: str, persona: str = "owner-without-lawyer") -> list[int]:
    """What we answered to the stand-in's back-channel call; it needs what was committed."""
    address = f"{browser.providers['one_login']}/__stub__/back-channel-logout"
    answer = requests.post(address, json={"persona": persona, "variant": variant}, timeout=20).json()
    return [one["status"] for one in answer["answers"]]


@pytest.fixture
def signed_in_twice(providers: dict[str, str], committed: None) -> list[Browser]:
    """One person in two browsers, for real: the stand-in calls us back over HTTP."""
    both = [Browser(providers), Browser(providers)]
    for one in both:
        one.sign_in()
    return both


def test_a_back_channel_logout_closes_every_session_of_the_person(signed_in_twice: list[Browser]) -> None:
    stranger = Browser(signed_in_twice[0].providers)
    stranger.sign_in("stranger")
    assert tell(signed_in_twice[0], "right") == [200]
    assert [one.is_signed_in for one in signed_in_twice] == [False, False]
    assert stranger.is_signed_in
    assert set(AccountSession.everything.exclude(ended_at=None).values_list("why_ended", flat=True)) == {"by-provider"}


def test_a_logout_token_is_good_once(signed_in_twice: list[Browser]) -> None:
    assert tell(signed_in_twice[0], "replay") == [200, 400]


def test_a_logout_of_somebody_unknown_is_no_error(signed_in_twice: list[Browser]) -> None:
    assert tell(signed_in_twice[0], "wrong-sub") == [200]
    assert [one.is_signed_in for one in signed_in_twice] == [True, True]


def test_a_bad_logout_token_is_refused_and_closes_nothing(signed_in_twice: list[Browser]) -> None:
    assert {variant: tell(signed_in_twice[0], variant) for variant in WRONG} == {variant: [400] for variant in WRONG}
    assert [one.is_signed_in for one in signed_in_twice] == [True, True]


@pytest.mark.parametrize("token", ["", "a.b.c", "x" * 5000])
def test_something_that_is_no_token_is_refused(browser: Browser, token: str) -> None:
    assert browser.post("/oidc/back-channel-logout/", {"logout_token": token}).status_code == 400


def test_an_id_token_is_no_logout_token(browser: Browser) -> None:
    browser.sign_in()
    id_token = browser.client.session["oidc_id_token"]
    assert SignInIdentity.objects.exists()
    assert browser.post("/oidc/back-channel-logout/", {"logout_token": id_token}).status_code == 400
    assert browser.is_signed_in


def test_a_logout_is_not_asked_for_by_get(browser: Browser) -> None:
    assert browser.get("/oidc/back-channel-logout/").status_code == 405


@pytest.mark.parametrize(
    "header", [b'{"kid":"a","typ":"logout+jwt","alg":["ES256"]}', b'{"kid":"a","alg":"ES256","typ":{}}', b"[]", b"\xff"]
)
def test_a_header_of_a_strangers_making_is_refused(browser: Browser, header: bytes) -> None:
    token = base64.urlsafe_b64encode(header).rstrip(b"=").decode() + ".e30.AAAA"
    assert browser.post("/oidc/back-channel-logout/", {"logout_token": token}).status_code == 400
