"""Ten idle minutes: the session ends on the server, the page says so, and what was typed is there afterwards."""

import json
from datetime import timedelta

import pytest
from builders.browsers import Browser
from builders.people import a_role
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F

from accounts.models import AccountSession, Membership, Organisation, TypedAnswers, User
from accounts.tasks import forget_old

pytestmark = [pytest.mark.django_db, pytest.mark.urls("builders.pages")]
ANSWERS = {
    "name": "Ffion Typist",
    "born-day": "31",
    "born-month": "2",
    "born-year": "1990",
    "colours": ["r", "b"],
    "postcode": "NP10 9ZZ",
    "code": "K7F3QX",
    "password": "correct horse",
}


def idle_for(minutes: float) -> None:
    """As if nobody had done anything for so long."""
    AccountSession.everything.filter(ended_at=None).update(
        last_active_at=F("last_active_at") - timedelta(minutes=minutes)
    )


def test_a_session_ends_after_ten_idle_minutes(browser: Browser) -> None:
    browser.sign_in()
    idle_for(9.5)
    assert browser.is_signed_in
    idle_for(10)
    answer = browser.get("/account/")
    assert answer["Location"] == "/signed-out/?next=%2Faccount%2F"
    assert AccountSession.everything.get().why_ended == "idle"
    page = browser.get(answer["Location"])
    assert b"You did nothing for 10 minutes" in page.content
    assert b'href="/sign-in/start/?next=%2Faccount%2F"' in page.content


def test_a_session_ends_twelve_hours_after_the_sign_in_whatever_is_done(browser: Browser) -> None:
    browser.sign_in()
    AccountSession.everything.update(signed_in_at=F("signed_in_at") - timedelta(hours=12))
    assert not browser.is_signed_in
    assert AccountSession.everything.get().why_ended == "too-long"


def test_a_page_says_when_the_session_ends(browser: Browser) -> None:
    browser.sign_in()
    assert b"you will be signed out at" in browser.get("/account/").content
    assert b"you will be signed out at" not in Browser(browser.providers).get("/help/").content


def test_staying_signed_in_answers_the_script_and_the_plain_form(browser: Browser) -> None:
    browser.sign_in()
    idle_for(9)
    said = json.loads(browser.post("/stay-signed-in/", Accept="application/json").content)
    assert said["signed_in"] is True
    assert 590 <= said["seconds_left"] <= 600
    plain = browser.post("/stay-signed-in/", Referer=f"{settings.PUBLIC_URL}/account/")
    assert plain["Location"] == "/account/"
    idle_for(10.1)
    late = browser.post("/stay-signed-in/", Accept="application/json")
    assert (late.status_code, json.loads(late.content)["signed_in"]) == (401, False)


def test_what_was_sent_too_late_is_there_after_signing_in_again(browser: Browser) -> None:
    browser.sign_in()
    idle_for(11)
    answers = {**ANSWERS, "paper": SimpleUploadedFile("deed.pdf", b"%PDF-1.7")}
    answer = browser.post("/everything/", answers)
    assert answer["Location"] == "/signed-out/?next=%2Feverything%2F"
    assert b"typed on the last page" in browser.get(answer["Location"]).content
    assert browser.sign_in(next_path="/everything/")["Location"] == "/everything/"
    page = browser.get("/everything/").content.decode()
    assert 'value="Ffion Typist"' in page
    assert [f'value="{part}"' in page for part in ("31", "2", "1990")] == [True, True, True]
    assert page.count("checked") == 2
    assert 'value="NP10 9ZZ"' in page
    assert "We kept what you typed" in page
    assert "Choose your files again" in page
    assert "There is a problem" not in page


def test_codes_and_passwords_are_never_kept_and_the_rest_is_encrypted(browser: Browser) -> None:
    browser.sign_in()
    idle_for(11)
    browser.post("/everything/", ANSWERS)
    sealed = bytes(TypedAnswers.everything.get().sealed)
    assert b"Ffion" not in sealed
    browser.sign_in(next_path="/everything/")
    page = browser.get("/everything/").content
    assert b"K7F3QX" not in page
    assert b"correct horse" not in page


def test_nothing_is_done_in_the_name_of_somebody_whose_session_has_ended(browser: Browser) -> None:
    browser.sign_in()
    idle_for(11)
    browser.post("/account/name/", {"name": "Done too late"})
    assert not Organisation.objects.filter(name="Done too late").exists()


def test_what_was_typed_is_not_offered_to_another_person(browser: Browser) -> None:
    browser.sign_in("owner-without-lawyer")
    idle_for(11)
    browser.post("/everything/", ANSWERS)
    browser.sign_in("stranger", next_path="/everything/")
    assert b"Ffion" not in browser.get("/everything/").content


def test_what_was_typed_is_not_offered_in_another_organisation(browser: Browser, other_browser: Browser) -> None:
    browser.sign_in()
    user, other = (
        User.objects.get(),
        Organisation.objects.create(kind="firm", name="Firm", created_at="2020-01-01T00:00Z"),
    )
    idle_for(11)
    browser.post("/everything/", ANSWERS)
    Membership.objects.create(
        user=user, organisation=other, role=a_role(other, ["view"]), joined_at="2020-01-01T00:00Z"
    )
    User.objects.update(last_organisation=other)  # elsewhere the person acted for the firm
    other_browser.sign_in()
    assert AccountSession.everything.get(ended_at=None).organisation == other
    assert b"Ffion" not in other_browser.get("/everything/").content
    browser.sign_in()  # this browser remembers for whom the person acted
    assert b"Ffion" in browser.get("/everything/").content


def test_what_was_typed_is_forgotten_when_the_page_is_sent(browser: Browser) -> None:
    browser.sign_in()
    idle_for(11)
    browser.post("/account/name/", {"name": "Ffion and friends"})
    browser.sign_in(next_path="/account/name/")
    assert b'value="Ffion and friends"' in browser.get("/account/name/").content
    assert browser.post("/account/name/", {"name": "Ffion and others"}).status_code == 302
    assert not TypedAnswers.everything.exists()


def test_what_was_typed_expires_after_a_day(browser: Browser) -> None:
    browser.sign_in()
    idle_for(11)
    browser.post("/everything/", ANSWERS)
    browser.sign_in()
    TypedAnswers.everything.update(expires_at=F("expires_at") - timedelta(hours=24))
    assert b"Ffion" not in browser.get("/everything/").content


def test_the_script_keeps_what_stands_on_the_page_when_its_time_is_up(browser: Browser) -> None:
    browser.sign_in()
    idle_for(9.99)
    said = browser.post("/keep-typed/", {**ANSWERS, "path-of-page": "/everything/"})
    assert json.loads(said.content) == {"signed_in": False, "address": "/signed-out/?next=%2Feverything%2F"}
    assert not browser.is_signed_in
    browser.sign_in(next_path="/everything/")
    assert b"Ffion" in browser.get("/everything/").content


def test_the_script_is_told_when_the_session_goes_on_elsewhere(browser: Browser) -> None:
    browser.sign_in()
    idle_for(3)
    said = json.loads(browser.post("/keep-typed/", {**ANSWERS, "path-of-page": "/everything/"}).content)
    assert said["signed_in"] is True
    assert 410 <= said["seconds_left"] <= 420
    assert not TypedAnswers.everything.exists()


def test_a_form_of_another_tab_is_kept_after_the_end_was_told(browser: Browser) -> None:
    browser.sign_in()
    idle_for(11)
    browser.get("/account/")
    assert browser.post("/everything/", ANSWERS)["Location"] == "/signed-out/?next=%2Feverything%2F"
    assert TypedAnswers.everything.get().path == "/everything/"


def test_a_forged_form_keeps_nothing(browser: Browser) -> None:
    browser.sign_in()
    idle_for(11)
    browser.client.handler.enforce_csrf_checks = True
    assert browser.post("/everything/", ANSWERS).status_code == 403
    assert not TypedAnswers.everything.exists()


def test_a_session_whose_row_is_gone_is_no_session(browser: Browser) -> None:
    browser.sign_in()
    AccountSession.everything.all().delete()
    assert not browser.is_signed_in


def test_a_member_who_left_the_organisation_is_out_at_once(browser: Browser) -> None:
    browser.sign_in()
    Membership.objects.update(left_at="2020-01-01T00:00Z")
    assert not browser.is_signed_in


def test_pages_of_somebody_signed_in_are_kept_by_no_cache(browser: Browser) -> None:
    browser.sign_in()
    assert "no-store" in browser.get("/account/")["Cache-Control"]


@pytest.fixture
def two_tabs(browser: Browser) -> dict[str, str]:
    """A form in one tab, opened before the person signed in again in another; with what its browser sends along."""
    browser.sign_in()
    secret = browser.get("/everything/").cookies[settings.CSRF_COOKIE_NAME].value
    idle_for(11)
    browser.get("/account/")
    browser.sign_in()
    browser.client.handler.enforce_csrf_checks = True
    assert browser.client.cookies[settings.CSRF_COOKIE_NAME].value != secret
    return {**ANSWERS, "csrfmiddlewaretoken": secret}


def test_a_form_that_is_older_than_the_sign_in_is_shown_again_with_what_was_typed(
    browser: Browser, two_tabs: dict[str, str]
) -> None:
    answer = browser.post("/everything/", two_tabs, Origin=settings.PUBLIC_URL)
    assert (answer.status_code, answer["Location"]) == (302, "/everything/")
    page = browser.get("/everything/").content
    assert b'value="Ffion Typist"' in page
    assert b"We kept what you typed. Check it before you continue." in page


def test_such_a_form_without_anything_typed_is_told_to_be_sent_again(
    browser: Browser, two_tabs: dict[str, str]
) -> None:
    secret = {"csrfmiddlewaretoken": two_tabs["csrfmiddlewaretoken"]}
    browser.post("/everything/", secret, Origin=settings.PUBLIC_URL)
    assert b"so nothing was sent. Send it again." in browser.get("/everything/").content


def test_such_a_form_does_nothing_by_itself(browser: Browser, two_tabs: dict[str, str]) -> None:
    two_tabs["name"] = "Done by an old form"
    answer = browser.post("/account/name/", two_tabs, Origin=settings.PUBLIC_URL)
    assert answer["Location"] == "/account/name/"
    assert not Organisation.objects.filter(name="Done by an old form").exists()


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", ""])
def test_a_form_of_another_site_is_refused_and_keeps_nothing(
    browser: Browser, two_tabs: dict[str, str], origin: str
) -> None:
    assert browser.post("/everything/", two_tabs, **({"Origin": origin} if origin else {})).status_code == 403
    assert not TypedAnswers.everything.exists()


def test_an_old_form_of_somebody_whose_session_has_ended_is_kept_until_they_sign_in(browser: Browser) -> None:
    browser.sign_in()
    idle_for(11)
    browser.client.handler.enforce_csrf_checks = True
    answer = browser.post("/everything/", ANSWERS, Origin=settings.PUBLIC_URL)
    assert answer["Location"] == "/signed-out/?next=%2Feverything%2F"
    browser.client.handler.enforce_csrf_checks = False
    browser.sign_in(next_path="/everything/")
    assert b"Ffion" in browser.get("/everything/").content


def test_browsers_sessions_that_ran_out_are_deleted(browser: Browser) -> None:
    browser.sign_in()
    browser.leave("/sign-in/again/start/")
    Session.objects.update(expire_date=F("expire_date") - timedelta(hours=13))
    forget_old()
    assert not Session.objects.exists()
