"""Staff's door: the office's provider, two factors, an own cookie; neither kind of user opens the other's door."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from builders.browsers import CUSTOMER, STAFF, Browser
from django.conf import settings
from django.db.models import F

from accounts.models import AccountSession, Membership, User
from accounts.services import WrongDoor, sign_in_customer, sign_in_officer
from accounts.staff_sign_in.backend import _two_factors

pytestmark = pytest.mark.django_db
FAULTS = [
    "access_denied",
    "login_required",
    "interaction_required",
    "temporarily_unavailable",
    "server_error",
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
    "id-token-no-sub",
    "token-500",
    "token-503",
    "token-garbage",
    "token-invalid-grant",
    "token-no-id-token",
    "one-factor",
    "wrong-tenant",
    "no-roles",
    "unknown-role",
    "no-oid",
]


def test_an_officer_signs_in_with_the_roles_that_the_provider_names(browser: Browser) -> None:
    answer = browser.sign_in_officer("team-leader")
    assert (answer.status_code, answer["Location"]) == (302, "/staff/")
    user = User.objects.get()
    assert (user.kind, user.name, user.email) == ("staff", "Tamsin Lead", "tamsin.lead@office.example")
    assert user.roles == ["formalities_officer", "register_administrator", "team_leader"]
    assert not Membership.objects.exists()
    assert browser.is_officer


def test_a_second_factor_is_asked_for(browser: Browser) -> None:
    query = parse_qs(urlsplit(browser.leave(STAFF)).query)
    assert '"acrs": {"essential": true, "value": "c1"}' in query["claims"][0]
    assert query["code_challenge_method"] == ["S256"]
    assert query["nonce"][0] != query["state"][0]
    assert query["redirect_uri"] == [f"{settings.PUBLIC_URL}/staff/oidc/callback/"]


def test_who_gave_one_factor_only_is_not_let_in(browser: Browser) -> None:
    assert browser.sign_in_officer("examiner", second_factor=False).status_code == 400
    assert not browser.is_officer


def test_who_has_no_role_is_told_whom_to_ask(browser: Browser) -> None:
    answer = browser.sign_in_officer("no-role")
    assert answer.status_code == 403
    assert b"Ask your team leader" in answer.content


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_ends_on_a_plain_page_and_leaves_no_session(browser: Browser, fault: str) -> None:
    answer = browser.sign_in_officer("examiner", fault=fault)
    assert answer.status_code in {400, 403, 503}
    assert b"<h1" in answer.content
    assert not browser.is_officer
    assert not AccountSession.everything.filter(ended_at=None).exists()


def test_the_two_doors_have_two_cookies(browser: Browser) -> None:
    browser.sign_in_officer()
    assert settings.SESSION_COOKIE_NAME not in browser.client.cookies
    assert browser.is_officer
    assert not browser.is_signed_in
    browser.sign_in()
    assert browser.is_officer
    assert browser.is_signed_in
    browser.post("/sign-out/")
    assert browser.is_officer


def test_a_customer_session_opens_nothing_at_the_office(browser: Browser) -> None:
    browser.sign_in()
    key = browser.client.cookies[settings.SESSION_COOKIE_NAME].value
    browser.client.cookies[settings.STAFF_SESSION_COOKIE_NAME] = key
    assert not browser.is_officer


def test_a_staff_session_opens_nothing_at_the_customers_door(browser: Browser) -> None:
    browser.sign_in_officer()
    key = browser.client.cookies[settings.STAFF_SESSION_COOKIE_NAME].value
    browser.client.cookies[settings.SESSION_COOKIE_NAME] = key
    assert not browser.is_signed_in


def test_a_customers_answer_is_nothing_at_the_staff_callback(browser: Browser) -> None:
    browser.choose(persona="owner-without-lawyer")
    back = browser.through(browser.leave("/sign-in/start/"))
    assert browser.get(f"/staff/oidc/callback/?{urlsplit(back).query}").status_code == 400
    assert not browser.is_officer


def test_a_sign_in_that_was_begun_at_one_door_is_unknown_at_the_other(browser: Browser) -> None:
    browser.choose(persona="owner-without-lawyer")
    back = browser.through(browser.leave(CUSTOMER))
    cookies = browser.client.cookies
    cookies[settings.STAFF_SESSION_COOKIE_NAME] = cookies[settings.SESSION_COOKIE_NAME].value
    assert browser.come_back(back.replace("/oidc/", "/staff/oidc/")).status_code == 400
    assert browser.come_back(back).status_code == 302
    assert browser.is_signed_in
    assert not browser.is_officer


def test_a_subject_is_a_customer_or_staff_and_never_both(at) -> None:  # type: ignore[no-untyped-def]
    known = {"issuer": "https://a.example/", "subject": "s", "email": "a@a.example", "at": at}
    sign_in_customer(**known)
    with pytest.raises(WrongDoor):
        sign_in_officer(**known, name="A", roles=["examiner"])


def test_signing_out_ends_the_providers_session_too(browser: Browser) -> None:
    browser.sign_in_officer()
    answer = browser.post("/staff/sign-out/")
    assert "/oauth2/v2.0/logout?" in answer["Location"]
    assert not browser.is_officer
    assert browser.through(answer["Location"]).startswith(f"{settings.PUBLIC_URL}/staff/signed-out/")


def test_one_method_alone_is_one_factor_whatever_it_is() -> None:
    one = [["pwd"], ["otp"], ["hwk"], ["swk"], ["fido"], ["otp", "sms"], ["pwd", "kba"], []]
    two = [["mfa"], ["pwd", "mfa"], ["pwd", "otp"], ["pin", "hwk"], ["pwd", "sms"]]
    assert [_two_factors(set(methods)) for methods in one] == [False] * len(one)
    assert [_two_factors(set(methods)) for methods in two] == [True] * len(two)


@pytest.mark.urls("builders.pages")
def test_an_officer_steps_up_as_a_customer_does(browser: Browser) -> None:
    browser.sign_in_officer("examiner")
    assert browser.post("/staff/grave/").content == b"done"
    AccountSession.everything.update(authenticated_at=F("authenticated_at") - timedelta(minutes=11))
    answer = browser.post("/staff/grave/", {"name": "Ffion Typist"})
    assert answer["Location"] == "/staff/sign-in/again/?next=%2Fstaff%2Fgrave%2F"
    assert b"Giving a patent away needs a fresh sign-in." in browser.get(answer["Location"]).content
    browser.choose_officer(persona="examiner")
    address = browser.leave("/staff/sign-in/again/start/", "/staff/grave/")
    assert parse_qs(urlsplit(address).query)["prompt"] == ["login"]
    assert browser.come_back(browser.through(address))["Location"] == "/staff/grave/"
    assert b'value="Ffion Typist"' in browser.get("/staff/grave/").content
    assert browser.post("/staff/grave/").content == b"done"


@pytest.mark.urls("builders.pages")
def test_another_officer_does_not_refresh_this_session(browser: Browser) -> None:
    browser.sign_in_officer("examiner")
    browser.choose_officer(persona="team-leader")
    answer = browser.come_back(browser.through(browser.leave("/staff/sign-in/again/start/", "/staff/grave/")))
    assert answer.status_code == 400
    assert not browser.is_officer
