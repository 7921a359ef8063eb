"""A sign-in begins in the account in which the person acted last, as long as it is still theirs."""

from datetime import timedelta

import pytest
from builders.browsers import Browser
from builders.people import a_member, a_role

from accounts.models import AccountSession, Membership, Organisation, User
from core.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(browser: Browser) -> User:
    """Somebody who has signed in once, and belongs to a firm since."""
    browser.sign_in()
    found = User.objects.get()
    firm = Organisation.objects.create(kind="firm", name="Firm LLP", created_at=now())
    Membership.objects.create(user=found, organisation=firm, role=a_role(firm, ["view"]), joined_at=now())
    return found


def firm() -> Organisation:
    return Organisation.objects.get(name="Firm LLP")


def switch(browser: Browser, organisation: Organisation) -> None:
    answer = browser.post("/organisations/switch/", {"organisation": str(organisation.pk)})
    assert answer.status_code == 302, answer.content


def began_in() -> Organisation | None:
    return AccountSession.everything.latest("signed_in_at").organisation


def sign_in_anew(other_browser: Browser) -> Organisation | None:
    other_browser.sign_in()
    assert other_browser.is_signed_in
    return began_in()


def test_it_begins_in_the_personal_account_until_another_was_chosen(
    browser: Browser, other_browser: Browser, user: User
) -> None:
    found = sign_in_anew(other_browser)
    assert found is not None
    assert found.kind == "person"


def test_it_begins_where_the_person_switched_to_and_back(browser: Browser, other_browser: Browser, user: User) -> None:
    own = Organisation.objects.get(kind="person")
    switch(browser, firm())
    assert sign_in_anew(other_browser) == firm()
    switch(other_browser, own)
    browser.post("/sign-out/")
    browser.sign_in()
    assert began_in() == own


def test_of_two_browsers_the_one_that_did_something_last_counts(
    browser: Browser, other_browser: Browser, user: User
) -> None:
    own = Organisation.objects.get(kind="person")
    other_browser.sign_in()
    switch(other_browser, firm())
    AccountSession.everything.update(last_active_at=now() - timedelta(minutes=1))
    assert browser.get("/home/").status_code == 200  # in the personal account
    user.refresh_from_db()
    assert user.last_organisation == own
    AccountSession.everything.update(last_active_at=now() - timedelta(minutes=1))
    other_browser.get("/home/")
    user.refresh_from_db()
    assert user.last_organisation == firm()


def test_who_was_removed_begins_in_what_is_still_theirs(browser: Browser, other_browser: Browser, user: User) -> None:
    switch(browser, firm())
    Membership.objects.filter(organisation=firm()).update(left_at=now())
    found = sign_in_anew(other_browser)
    assert found is not None
    assert found.kind == "person"


def test_an_organisation_that_is_no_more_is_forgotten(browser: Browser, other_browser: Browser, user: User) -> None:
    switch(browser, firm())
    gone = firm()
    Membership.objects.filter(organisation=gone).delete()
    gone.delete()
    user.refresh_from_db()
    assert user.last_organisation is None
    found = sign_in_anew(other_browser)
    assert found is not None
    assert found.kind == "person"


def test_nobody_begins_where_somebody_else_acted(browser: Browser, other_browser: Browser, user: User) -> None:
    switch(browser, firm())
    a_member(firm(), email="colleague@firm.example")
    other_browser.sign_in("stranger")
    found = AccountSession.everything.latest("signed_in_at")
    assert found.user != user
    assert found.organisation != firm()


def test_a_page_that_both_doors_share_changes_nothing(browser: Browser, user: User) -> None:
    switch(browser, firm())
    AccountSession.everything.update(last_active_at=now() - timedelta(minutes=1))
    for path in ("/", "/help/", "/sign-in/"):
        browser.get(path)
    user.refresh_from_db()
    assert user.last_organisation == firm()
