"""Every address, asked by those whose business it is not.

A route with an argument that the walk does not know fails here until it is taught what to put there and who may ask.
"""

import re
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from builders import signed_in
from builders.filings import linked
from builders.people import BEGAN_AT, a_member, a_role, an_organisation
from builders.register import a_patent
from builders.somebody import (
    ALL,
    BY_PROGRAM,
    OFFICE,
    OPEN_TO_ALL,
    OWN_ACCOUNT,
    Theirs,
    asked,
    everything_of_somebody,
    is_not_there,
    routes,
)
from django.test import Client
from django.urls import get_resolver, reverse

from accounts.models import User
from core.actor import Applicant
from rights.models import Link

pytestmark = pytest.mark.django_db


@pytest.fixture
def theirs() -> Theirs:
    """Another account with one of each thing."""
    return everything_of_somebody()


THEIRS = sorted(
    set(ALL) - OPEN_TO_ALL - OWN_ACCOUNT - {name for name in ALL if name.startswith((*OFFICE, *BY_PROGRAM))}
)
STAFF_ROUTES = sorted(name for name in ALL if name.startswith(OFFICE) and name not in OPEN_TO_ALL)


def address(name: str, theirs: Theirs) -> str:
    assert name in theirs.arguments, f"Teach the walk what the route {name!r} is asked with, and who may ask"
    return reverse(name, kwargs=theirs.arguments[name])


@pytest.fixture
def stranger() -> Client:
    """A signed-in customer of another account."""
    return signed_in.customer(an_organisation("Nobody's business"))


def leads_to_sign_in(answer: Any, prefix: str = "/sign-in/") -> bool:
    return answer.status_code == 302 and answer["Location"].startswith((prefix, "/signed-out/"))


def test_every_route_has_a_name_of_its_own_and_no_reviewed_name_is_left_over() -> None:
    names = [name for name, _ in routes(get_resolver())]
    assert sorted(names) == sorted(ALL)
    assert "None" not in names
    assert set(ALL) >= OPEN_TO_ALL | OWN_ACCOUNT


@pytest.mark.parametrize("name", THEIRS)
def test_a_stranger_is_told_that_it_is_not_there(name: str, theirs: Theirs, stranger: Client) -> None:
    for method, answer in asked(stranger, address(name, theirs)):
        assert is_not_there(answer), f"{method} {name} answered {answer.status_code} to a stranger"


@pytest.mark.parametrize("name", THEIRS)
def test_a_visitor_learns_nothing(name: str, theirs: Theirs, client: Client) -> None:
    for method, answer in asked(client, address(name, theirs)):
        hidden = is_not_there(answer) or leads_to_sign_in(answer)
        assert hidden, f"{method} {name} answered {answer.status_code} to a visitor"


@pytest.mark.parametrize("name", sorted(OWN_ACCOUNT))
def test_an_account_page_asks_a_visitor_to_sign_in(name: str, client: Client) -> None:
    for method, answer in asked(client, reverse(name, kwargs=BEGUN_WITH.get(name))):
        hidden = is_not_there(answer) or leads_to_sign_in(answer)
        assert hidden, f"{method} {name} answered {answer.status_code} to a visitor"


BEGUN_WITH: dict[str, dict[str, Any]] = {
    "filing-begin": {"slug": "change_contact_address"},
    "list-new": {"slug": "renew"},
    "list-template": {"form": "csv"},
    "portfolio-file": {"form": "json"},
}
"""What a page of one's own account is asked with."""


def test_no_page_of_ones_own_or_of_everybody_tells_of_somebody_else(theirs: Theirs, stranger: Client) -> None:
    named = {str(value) for arguments in theirs.arguments.values() for value in arguments.values()}
    secrets = {value for value in named if "-" in value} | {theirs.right.number, str(theirs.organisation)}
    for name in sorted(OPEN_TO_ALL | OWN_ACCOUNT):
        if name in BEGUN_WITH or not ALL[name].pattern.converters:
            answer = stranger.get(reverse(name, kwargs=BEGUN_WITH.get(name)), follow=not name.endswith("start"))
            told = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert not [secret for secret in secrets if secret.encode() in told], name


@pytest.mark.parametrize("name", STAFF_ROUTES)
def test_no_customer_reaches_an_office_page(name: str, theirs: Theirs, stranger: Client) -> None:
    for method, answer in asked(stranger, reverse(name, kwargs=theirs.arguments.get(name, {}))):
        hidden = is_not_there(answer) or leads_to_sign_in(answer, "/staff/sign-in/")
        assert hidden, f"{method} {name} answered {answer.status_code} to a customer"


def test_a_customers_cookie_opens_nothing_at_the_office_door(stranger: Client) -> None:
    stranger.cookies["staff-session"] = stranger.cookies["session"].value
    answer = stranger.get(reverse("staff:home"))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/staff/sign-in")


def test_an_officers_cookie_opens_nothing_at_the_customers_door() -> None:
    staff = User.objects.create(kind="staff", email="f@office.example", created_at=BEGAN_AT, roles=["examiner"])
    browser = signed_in.officer(staff)
    browser.cookies["session"] = browser.cookies["staff-session"].value
    answer = browser.get(reverse("home"))
    assert answer.status_code == 302
    assert "/sign-in" in answer["Location"]


def test_a_member_without_the_permission_is_told_why(theirs: Theirs) -> None:
    viewer = a_member(theirs.organisation, email="viewer@account.example")
    viewer.memberships.update(role=a_role(theirs.organisation, ["view"]))
    browser = signed_in.customer(theirs.organisation, user=viewer)
    number = theirs.arguments["right"]["number"]
    answer = browser.post(reverse("right-reference", kwargs={"number": number}), {"own_reference": "X", "client": ""})
    assert answer.status_code == 403
    assert b"Ask an administrator" in answer.content


def test_unknown_and_unpublished_numbers_answer_alike(theirs: Theirs, client: Client) -> None:
    unpublished = client.get(f"/register/{theirs.right.number}/")
    unknown = client.get("/register/GB2777777/")
    assert unpublished.status_code == unknown.status_code == 404
    assert without_chance(unpublished, theirs.right.number) == without_chance(unknown, "GB2777777")


def without_chance(page: Any, number: str) -> str:
    """The page without what differs from one request to the next."""
    text = re.sub(r'nonce="[^"]+"|name="csrfmiddlewaretoken" value="[^"]+"', "", page.content.decode())
    return text.replace(number, "")


def test_a_frozen_or_waiting_link_shows_no_more_than_the_public_register(stranger: Client) -> None:
    for state in ("waiting", "frozen", "ended"):
        organisation = an_organisation()
        right = a_patent(published_on=None, granted_on=None, filed_on=date(2024, 1, 2))
        linked(right, Applicant(user_id=uuid4(), organisation_id=organisation.pk))
        Link.everything.filter(organisation=organisation).update(state=state)
        answer = signed_in.customer(organisation).get(reverse("right", kwargs={"number": right.number}))
        assert answer.status_code == 404, state
