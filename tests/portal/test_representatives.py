"""The pages on which an owner lets a representative in, limits it and ends it."""

from datetime import timedelta

import pytest
from builders import signed_in
from builders.filings import an_account, linked
from builders.linking import owned
from django.test import Client
from django.urls import reverse

from accounts.models import Organisation
from core.actor import Applicant
from core.clock import now
from rights.linking import ask_link
from rights.linking.owner import ask_owner
from rights.models import Link, LinkRequest

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Applicant:
    return an_account(now(), name="Rhiannon Testwood", email="rhiannon@owner.example")


@pytest.fixture
def browser(owner: Applicant) -> Client:
    return signed_in.customer(Organisation.objects.get(pk=owner.organisation_id))


@pytest.fixture
def asked(owner: Applicant) -> LinkRequest:
    firm, right = an_account(now(), name="Quill IP LLP", email="quill@firm.example"), owned()
    linked(right, owner, since_at=now() - timedelta(days=400))
    (request,) = ask_owner(ask_link(right.number, relation="representative", by=firm, at=now()), by=firm, at=now())
    return request


def test_an_owner_answers_and_finds_the_firm_among_those_who_act_for_it(browser: Client, asked: LinkRequest) -> None:
    assert "A representative asks to act for you" in browser.get("/home/").content.decode()
    page = reverse("representative-answer", args=[asked.batch])
    assert "Quill IP LLP asks to act for you" in browser.get(page).content.decode()
    given = {"answer": "yes", "scope": "some", "types": ["renew"], "approval": "approves"}
    assert browser.post(page, given).status_code == 302
    link = Link.everything.get(relation="representative")
    assert (link.covers, link.owner_approves, link.covered_until) == (["renew"], True, None)
    one = browser.get(reverse("representative", args=[link.organisation_id])).content.decode()
    assert "Renew a patent" in one
    assert "You approve each request" in one


def test_what_is_missing_is_asked_for_and_nothing_is_lost(browser: Client, asked: LinkRequest) -> None:
    page = reverse("representative-answer", args=[asked.batch])
    answer = browser.post(page, {"answer": "yes", "scope": "some", "approval": "alone"}).content.decode()
    assert "Select which requests the representative may" in answer
    assert browser.post(page, {"answer": "no"}).status_code == 302
    asked.refresh_from_db()
    assert asked.state == "refused"


def test_an_owner_changes_and_ends_what_it_allowed(browser: Client, asked: LinkRequest) -> None:
    allowed = {"answer": "yes", "scope": "all", "approval": "alone"}
    browser.post(reverse("representative-answer", args=[asked.batch]), allowed)
    link = Link.everything.get(relation="representative")
    page = reverse("representative", args=[link.organisation_id])
    assert "Select at least one patent" in browser.post(page, {"change": "end"}).content.decode()
    changed = {"change": "limit", "link": link.pk, "scope": "some", "types": ["renew"], "approval": "alone"}
    assert browser.post(page, changed).status_code == 302
    assert Link.everything.get(pk=link.pk).covers == ["renew"]
    assert "Yes, end it" in browser.post(page, {"change": "end", "link": link.pk}).content.decode()
    assert Link.everything.get(pk=link.pk).state == "active"
    assert browser.post(page, {"change": "end", "link": link.pk, "sure": "yes"}).status_code == 302
    assert Link.everything.get(pk=link.pk).ended_because == "owner"
    assert browser.get(page).status_code == 404
