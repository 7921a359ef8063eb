"""Signing in with One Login: what we ask, whom we know, and every error that must leave no session."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
from builders.browsers import CUSTOMER, STAFF, Browser, request_object
from django.conf import settings
from django.contrib.sessions.models import Session

from accounts.models import AccountSession, Membership, SignInIdentity, User
from notifications.models.notices import Notice

pytestmark = pytest.mark.django_db

REFUSED_BY_PROVIDER = [
    "access_denied",
    "temporarily_unavailable",
    "login_required",
    "unauthorized_client",
    "invalid_request",
    "server_error",
]
BROKEN_ANSWERS = [
    "wrong-state",
    "wrong-code",
    "id-token-iss",
    "id-token-aud",
    "id-token-alg",
    "id-token-alg-none",
    "id-token-signature",
    "id-token-kid",
    "id-token-expired",
    "id-token-not-yet-valid",
    "id-token-nonce",
    "id-token-vot",
    "id-token-at-hash",
    "id-token-no-sub",
    "token-500",
    "token-503",
    "token-garbage",
    "token-invalid-grant",
    "token-no-id-token",
    "userinfo-401",
    "userinfo-500",
    "userinfo-503",
    "userinfo-garbage",
    "userinfo-sub",
    "userinfo-no-email",
]
SLOW = ["token-slow", "userinfo-slow"]


def test_a_first_sign_in_makes_a_person_with_an_account_of_their_own(browser: Browser) -> None:
    answer = browser.sign_in("owner-without-lawyer")
    assert (answer.status_code, answer["Location"]) == (302, "/home/")
    user = User.objects.get()
    membership = Membership.objects.get(user=user)
    assert (user.kind, user.email) == ("customer", "rhiannon.testwood@example.org")
    assert membership.organisation.kind == "person"
    assert set(membership.role.permissions) == {
        "view",
        "prepare",
        "submit",
        "pay",
        "approve",
        "manage-people",
        "see-money",
    }
    assert browser.is_signed_in
    assert Notice.everything.get().template == "account-created"


def test_the_same_subject_is_the_same_person_whatever_the_email(browser: Browser, other_browser: Browser) -> None:
    browser.sign_in("owner-without-lawyer")
    other_browser.sign_in("owner-without-lawyer", email="new.address@example.org")
    assert Notice.everything.count() == 1
    assert User.objects.get().email == "new.address@example.org"


def test_another_subject_with_the_same_email_is_another_person(browser: Browser, other_browser: Browser) -> None:
    browser.sign_in("owner-without-lawyer")
    other_browser.sign_in("stranger", email="rhiannon.testwood@example.org")
    assert User.objects.filter(email="rhiannon.testwood@example.org").count() == 2
    assert SignInIdentity.objects.count() == 2


def test_everything_is_asked_in_a_signed_request_object(browser: Browser) -> None:
    address = browser.leave(CUSTOMER)
    query = parse_qs(urlsplit(address).query)
    asked = request_object(address)
    assert set(query) == {"response_type", "scope", "client_id", "request"}
    assert asked["vtr"] == ["Cl.Cm"]
    assert asked["aud"] == f"{browser.providers['one_login']}/authorize"
    assert asked["iss"] == asked["client_id"] == settings.ONE_LOGIN_CLIENT_ID
    assert asked["redirect_uri"] == f"{settings.PUBLIC_URL}/oidc/callback/"
    assert asked["code_challenge_method"] == "S256"
    assert asked["ui_locales"] == "en"
    assert asked["exp"] - asked["iat"] <= 300
    assert "sub" not in asked
    assert len(urlsplit(address).query) < 4096


def test_the_request_object_is_signed_with_a_published_key(browser: Browser) -> None:
    query = parse_qs(urlsplit(browser.leave(CUSTOMER)).query)
    published = requests.get(f"{settings.PUBLIC_URL}/.well-known/jwks.json", timeout=5).json()["keys"]
    header = jwt.get_unverified_header(query["request"][0])
    key = next(row for row in published if row["kid"] == header["kid"])
    assert header["alg"] == "RS256"
    assert not {"d", "p", "q", "dp", "dq", "qi"} & set(key)
    jwt.decode(query["request"][0], jwt.PyJWK(key), algorithms=["RS256"], options={"verify_aud": False})


def test_the_page_language_goes_along(browser: Browser) -> None:
    browser.client.cookies[settings.LANGUAGE_COOKIE_NAME] = "cy"
    assert request_object(browser.leave(CUSTOMER))["ui_locales"] == "cy"


def test_states_and_nonces_differ_every_time(browser: Browser) -> None:
    first, second = request_object(browser.leave(CUSTOMER)), request_object(browser.leave(CUSTOMER))
    assert first["state"] != second["state"]
    assert first["nonce"] != second["nonce"]
    assert first["code_challenge"] != second["code_challenge"]


def assert_nobody_is_signed_in(browser: Browser) -> None:
    assert not browser.is_signed_in
    assert not AccountSession.everything.filter(ended_at=None).exists()
    assert not any("_auth_user_id" in row.get_decoded() for row in Session.objects.all())


@pytest.mark.parametrize("fault", REFUSED_BY_PROVIDER + BROKEN_ANSWERS)
def test_a_fault_ends_on_a_plain_page_and_leaves_no_session(browser: Browser, fault: str) -> None:
    answer = browser.sign_in("owner-without-lawyer", fault=fault)
    assert answer.status_code in {400, 403, 503}
    assert b"<h1" in answer.content
    assert b"Try again" in answer.content
    assert_nobody_is_signed_in(browser)


@pytest.mark.parametrize("fault", SLOW)
def test_a_provider_that_does_not_answer_in_time_leaves_no_session(browser: Browser, fault: str) -> None:
    assert browser.sign_in("owner-without-lawyer", fault=fault).status_code == 503
    assert_nobody_is_signed_in(browser)


@pytest.mark.parametrize("fault", ["access_denied", "id-token-signature", "token-503"])
def test_a_fault_ends_the_session_that_was_there_before(browser: Browser, fault: str) -> None:
    browser.sign_in("owner-without-lawyer")
    assert browser.sign_in("owner-without-lawyer", fault=fault).status_code in {400, 403, 503}
    assert_nobody_is_signed_in(browser)


def test_an_answer_is_good_once(browser: Browser) -> None:
    browser.choose(persona="owner-without-lawyer")
    back = browser.through(browser.leave(CUSTOMER))
    assert browser.come_back(back).status_code == 302
    browser.post("/sign-out/")
    assert browser.come_back(back).status_code == 400
    assert not browser.is_signed_in


def test_an_answer_that_comes_twice_neither_counts_nor_signs_anybody_out(browser: Browser) -> None:
    browser.choose(persona="owner-without-lawyer")
    back = browser.through(browser.leave(CUSTOMER))
    assert browser.come_back(back).status_code == 302
    assert browser.come_back(back).status_code == 400
    assert browser.is_signed_in


def test_an_answer_is_good_in_the_browser_that_asked_only(browser: Browser, other_browser: Browser) -> None:
    browser.choose(persona="owner-without-lawyer")
    back = browser.through(browser.leave(CUSTOMER))
    assert other_browser.come_back(back).status_code == 400
    assert not other_browser.is_signed_in


def test_an_unknown_state_does_not_sign_anybody_out(browser: Browser) -> None:
    browser.sign_in()
    assert browser.get("/oidc/callback/?error=access_denied&state=unknown").status_code == 400
    assert browser.is_signed_in


def test_the_session_key_changes_at_sign_in(browser: Browser) -> None:
    browser.leave(CUSTOMER)
    before = browser.client.cookies[settings.SESSION_COOKIE_NAME].value
    browser.sign_in()
    after = browser.client.cookies[settings.SESSION_COOKIE_NAME].value
    assert before != after
    assert not Session.objects.filter(session_key=before).exists()


def test_a_person_comes_back_to_the_page_that_they_wanted(browser: Browser) -> None:
    assert browser.get("/account/?a=1&b=2")["Location"] == "/sign-in/?next=%2Faccount%2F%3Fa%3D1%26b%3D2"
    assert browser.sign_in(next_path="/account/?a=1&b=2")["Location"] == "/account/?a=1&b=2"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/\\elsewhere.example/",
        "/\t/elsewhere.example/",
        "javascript:alert(1)",
        "account/",
        "/staff/",
        "/sign-out/",
        "/oidc/callback/",
    ],
)
def test_nobody_is_sent_elsewhere_after_signing_in(browser: Browser, elsewhere: str) -> None:
    assert browser.sign_in(next_path=elsewhere)["Location"] == "/home/"


def test_a_provider_that_is_down_and_was_never_read_is_told_plainly(browser: Browser, settings: Any) -> None:
    settings.ONE_LOGIN_DISCOVERY_URL = "http://localhost:1/.well-known/openid-configuration"
    answer = browser.get(CUSTOMER)
    assert answer.status_code == 503
    assert b"cannot sign in at the moment" in answer.content


def test_a_shut_out_customer_is_told_so(browser: Browser, other_browser: Browser) -> None:
    browser.sign_in()
    User.objects.update(is_active=False)
    assert not browser.is_signed_in
    answer = other_browser.sign_in()
    assert answer.status_code == 403
    assert b"cannot use this service with this account" in answer.content


def test_keys_that_are_new_at_the_provider_are_fetched_once_more(browser: Browser, other_browser: Browser) -> None:
    browser.sign_in()
    requests.post(f"{browser.providers['one_login']}/__stub__/rotate-keys", timeout=5)
    assert other_browser.sign_in().status_code == 302
    assert other_browser.is_signed_in


@pytest.mark.parametrize("start", [CUSTOMER, STAFF])
def test_sign_ins_begun_without_end_from_one_place_are_told_to_wait(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, start: str
) -> None:
    monkeypatch.setattr("accounts.oidc.asking.MOST_FROM_ONE_PLACE", 2)
    assert [browser.get(start).status_code for _ in range(3)] == [302, 302, 429]
    assert b"Wait 15 minutes and try again" in browser.get(start).content
    assert browser.get(start, **{"X-Forwarded-For": "192.0.2.9"}).status_code == 302
