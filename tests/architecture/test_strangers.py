"""Every address, asked by those whose business it is not.

A route with an argument that the walk does not know fails here until it is taught what to put there and who may ask.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from builders import signed_in
from builders.filings import an_account, drafted, linked
from builders.people import BEGAN_AT, a_member, an_organisation
from builders.register import a_patent
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import AccountSession, Organisation, User
from core.actor import Applicant
from core.clock import now
from notifications.messages import RefundMade
from notifications.models import Notice
from notifications.recipients import Recipient
from notifications.services import tell
from payments.services import open_payment
from rights.models import Link, LinkRequest, Right
from transactions.models import ConsentRequest, Filing

pytestmark = pytest.mark.django_db

OPEN_TO_ALL = {
    "start", "find", "change", "journal", "journal-issue", "journal-issue-csv", "journal-issue-xml", "public-right", "right-then", "right-title", "right-title-file", "right-documents", "right-document", "right-picture", "daily-roots", "renew", "certificate-code", "certificate", "certificate-file", "not-me",
    "this-is-wrong", "agree-at-address", "help", "enquiry", "enquiry-taken", "cookies", "privacy", "accessibility", "terms", "feedback-page",
    "feedback-page-thanks", "alive", "ready", "robots",
    "security-txt", "jwks", "language", "sign-in", "sign-in-start", "sign-in-again", "sign-in-again-start",
    "prove-identity", "oidc-callback", "back-channel-logout", "sign-out", "signed-out", "stay-signed-in", "keep-typed",
    "pay-webhook", "notify-receipt", "link-authority-form",
    "staff:sign-in", "staff:sign-in-start", "staff:sign-in-again", "staff:sign-in-again-start", "staff:oidc-callback",
    "staff:sign-out", "staff:signed-out", "staff:stay-signed-in", "staff:keep-typed", "staff:jwks",
}  # fmt: skip
"""Reviewed: these show public facts, begin something of one's own, or belong to signing in."""

OWN_ACCOUNT = {
    "home", "agreements", "portfolio", "portfolio-export", "filings", "messages", "account", "account-name", "account-drafts", "account-reminders", "end-other-sessions", "link",
    "link-requests", "change-several", "filing-begin", "link-found",
}  # fmt: skip
"""Without an argument that names somebody's thing: each account sees its own."""


@dataclass(frozen=True)
class Theirs:
    """Everything that belongs to somebody else."""

    organisation: Organisation
    member: Applicant
    right: Right
    arguments: dict[str, dict[str, Any]]


@pytest.fixture
def theirs() -> Theirs:
    """Another account with one of each thing."""
    at = now()
    member = an_account(at)
    organisation = Organisation.objects.get(pk=member.organisation_id)
    right = a_patent(published_on=None, granted_on=None)
    linked(right, member)
    published = a_patent(filed_on=at.date().replace(day=1) - timedelta(days=366 * 4 - 10))
    linked(published, member)
    draft = drafted("renew", [published], {}, by=member, at=at)
    payment = open_payment(
        subject=draft.reference, amount_pence=7000, description="Renewal", email="", language="en", by=member, at=at
    )
    told = RefundMade(reference=payment.reference, amount="£70", why="A test.")
    tell(told, to=Recipient(organisation_id=organisation.pk), key="theirs", about=payment.reference, at=at)
    request = link_request(organisation, published, at)
    session = AccountSession.everything.create(
        user_id=member.user_id, door="customer", session_key="theirs", organisation=organisation, issuer="x",
        subject="x", signed_in_at=at, authenticated_at=at, last_active_at=at, browser="x",
    )  # fmt: skip
    filing = {"reference": draft.reference}
    Filing.everything.filter(pk=draft.pk).update(along_with="SET-2222-2222-2222")
    asked = ConsentRequest.everything.create(
        reference="AGR-2222-2222-2222", filing=draft, party="Somebody", role="proprietor", way="account", asked_at=at,
        expires_at=at,
    )  # fmt: skip
    asked.rights.add(right)
    asked.accounts.add(organisation)
    arguments = {
        "message": {"reference": Notice.everything.get(key="theirs").reference},
        "payment": {"reference": payment.reference},
        "payment-return": {"reference": payment.reference, "token": "a" * 32},
        "payment-receipt": {"reference": payment.reference},
        "payment-receipt-file": {"reference": payment.reference},
        "right": {"number": right.number},
        "right-reference": {"number": right.number},
        "link-unlink": {"number": right.number},
        "link-dispute": {"number": right.number},
        "end-session": {"session_id": session.pk},
        "agreement": {"reference": asked.reference},
        "filing": filing,
        "filing-check": filing,
        "filing-letter": filing,
        "filing-document": filing | {"file": uuid4()},
        "filing-picture": filing | {"file": uuid4(), "page": 1},
        "filing-pay": filing,
        "filing-withdraw": filing,
        "filing-reopen": filing,
        "filing-exit": filing | {"key": "any"},
        "filing-step": filing | {"key": "receipt"},
        "filing-questions": filing,
        "set": {"reference": "SET-2222-2222-2222"},
        "filing-more": filing,
        "filing-together": filing,
        "filing-item": filing | {"key": "receipt", "number": 1},
        "filing-item-remove": filing | {"key": "receipt", "number": 1},
        "filing-evidence": filing | {"key": "any"},
        "filing-evidence-remove": filing | {"key": "any", "file": uuid4()},
        "feedback": filing,
        "feedback-thanks": filing,
        "staff:team": {"team": "formalities"},
        "staff:board": {"team": "formalities"},
        "staff:board-share": {"team": "formalities"},
        "staff:board-place": {"team": "formalities"},
        "staff:board-leave": {"team": "formalities", "user": uuid4()},
        "staff:fee-decide": {"proposal": 1},
        "staff:absence-drop": {"absence": 1},
        "staff:text": {"slug": "signature"},
        "staff:allocate-team": {"team": "formalities"},
        "staff:right": {"number": right.number},
        "staff:account": {"account": organisation.pk},
        "staff:account-link": {"account": organisation.pk},
        "staff:payment": {"reference": "PAY-2222-2222-2222"},
    }
    arguments |= {name: filing for name in ALL if name.startswith("staff:case")}
    arguments |= {f"staff:{name}": arguments[name] for name in KEYED_PAGES}
    rows = [name for name in ALL if name.startswith("reference:") and name.endswith(("_change", "_delete", "_history"))]
    arguments |= {name: {"object_id": "1"} for name in rows} | {"reference:app_list": {"app_label": "casework"}}
    sent = filing | {"message": "MSG-2222-2222-2222"}
    arguments |= {"staff:case-message": sent, "staff:case-message-file": sent}
    arguments["staff:case-document"] = filing | {"file": uuid4()}
    arguments["staff:case-picture"] = filing | {"file": uuid4(), "page": 1}
    arguments |= {name: {"reference": request.reference} for name in LINK_PAGES}
    return Theirs(organisation, member, right, arguments)


KEYED_PAGES = (
    "filing", "filing-check", "filing-document", "filing-evidence", "filing-evidence-remove", "filing-item",
    "filing-item-remove", "filing-pay", "filing-step", "filing-withdraw",
)  # fmt: skip
LINK_PAGES = (
    "link-request", "link-cancel", "link-prove", "link-enter-code", "link-prove-identity", "link-give-authority",
)  # fmt: skip


def link_request(organisation: Organisation, right: Right, at: datetime) -> LinkRequest:
    return LinkRequest.everything.create(
        reference="LNK-2222-2222-2222", organisation=organisation, right=right, relation="owner", proof="code",
        state="code-sent", asked_at=at, asked_by="user:x",
    )  # fmt: skip


def routes(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        else:
            yield f"{space}{entry.name}", entry


OFFICE = ("staff:", "reference:")
ALL = dict(routes(get_resolver()))
THEIRS = sorted(set(ALL) - OPEN_TO_ALL - OWN_ACCOUNT - {name for name in ALL if name.startswith(OFFICE)})
STAFF_ROUTES = sorted(name for name in ALL if name.startswith(OFFICE) and name not in OPEN_TO_ALL)


def address(name: str, theirs: Theirs) -> str:
    assert name in theirs.arguments, f"Teach the walk what the route {name!r} is asked with, and who may ask"
    return reverse(name, kwargs=theirs.arguments[name])


@pytest.fixture
def stranger() -> Client:
    """A signed-in customer of another account."""
    return signed_in.customer(an_organisation("Nobody's business"))


METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")


def asked(browser: Client, address: str) -> Iterator[tuple[str, Any]]:
    """The answer to every method; a form comes with a field, so that no page takes it for one that was not sent."""
    for method in METHODS:
        yield method, browser.generic(method, address, "a=b", content_type="application/x-www-form-urlencoded")


def is_not_there(answer: Any) -> bool:
    return answer.status_code in (404, 405)


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


BEGUN_WITH: dict[str, dict[str, Any]] = {"filing-begin": {"slug": "change_contact_address"}}
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
    viewer.memberships.update(permissions=["view"])
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
