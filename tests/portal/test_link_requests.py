"""The pages of requests for links, of unlinking and of disputes."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from builders.filings import an_account, linked
from builders.linking import asked, code_for, owned, sent_code, told
from builders.register import a_link
from django.test import Client

from accounts.models import Organisation
from core.actor import Applicant
from rights.models import Link, LinkDispute, LinkRequest, Right

pytestmark = pytest.mark.django_db
Read = Callable[..., Any]


def words(page: Any) -> str:
    return " ".join(page.xpath("normalize-space(//main)").split())


def begin(browser: Client, *rights: Right, relation: str = "owner") -> str:
    """Goes on to the proof and returns that page's address."""
    query = "&".join(f"number={right.number}" for right in rights)
    answer = browser.post(f"/link/found/?relation={relation}&{query}")
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_a_masked_address_tells_no_more_than_it_must(browser: Client, read: Read) -> None:
    page = browser.get(begin(browser, owned(email="rhiannon.testwood@private-home.example"))).content.decode()
    assert "r•••@p•••.example" in page
    assert "testwood@" not in page
    assert "private-home" not in page


def test_the_list_says_how_each_request_stands(
    browser: Client, read: Read, account: Applicant, today: datetime
) -> None:
    assert "No request to link a patent is in progress" in words(read(browser, "/link/requests/"))
    states = {
        "asked": "Not proved yet", "waiting": "Waiting", "with-staff": "We are checking", "granted": "linked",
        "refused": "Refused", "expired": "Ended", "frozen": "Frozen", "cancelled": "Cancelled", "locked": "Code locked",
    }  # fmt: skip
    for state, label in states.items():
        request = asked(owned(), by=account, at=today)
        LinkRequest.everything.filter(pk=request.pk).update(state=state, effective_at=today)
        assert label in words(read(browser, f"/link/requests/{request.reference}/"))
    pages = words(read(browser, "/link/requests/")) + words(read(browser, "/link/requests/?show=over"))
    assert all(label in pages for label in states.values())
    assert "Linked" in pages


def test_the_list_takes_as_many_queries_for_three_as_for_one(
    browser: Client, account: Applicant, today: datetime, count_queries: Callable[[Client, str], int]
) -> None:
    counts = []
    for number in (1, 2):
        for _ in range(number):
            asked(owned(), by=account, at=today)
        counts.append(count_queries(browser, "/link/requests/"))
    assert counts[0] == counts[1]


def test_an_expired_code_says_so(browser: Client, read: Read, account: Applicant, today: datetime) -> None:
    request = asked(owned(), by=account, at=today)
    code_for(request, by=account, at=today - timedelta(minutes=31))
    assert "Code expired" in words(read(browser, "/link/requests/"))
    address = f"/link/requests/{request.reference}/"
    assert browser.post(f"{address}code/", {"code": sent_code()})["Location"] == address


def test_a_request_is_cancelled_after_one_more_question(browser: Client, account: Applicant, today: datetime) -> None:
    request = asked(owned(), by=account, at=today)
    address = f"/link/requests/{request.reference}/cancel/"
    assert browser.get(address).status_code == 200
    assert LinkRequest.everything.get().state == "asked"
    assert browser.post(address)["Location"] == "/link/requests/"
    assert LinkRequest.everything.get().state == "cancelled"
    assert browser.post(address)["Location"] == f"/link/requests/{request.reference}/"


def test_unlinking_asks_first_and_ends_what_was_chosen(browser: Client, own: Organisation) -> None:
    right = owned()
    a_link(right, own)
    a_link(right, own, relation="representative")
    address = f"/patents/{right.number}/unlink/"
    assert b"Are you sure you want to unlink" in browser.get(address).content
    assert b"Select which link you want to end" in browser.post(address).content
    assert browser.post(address, {"relations": "representative"})["Location"] == "/portfolio/"
    assert dict(Link.everything.values_list("relation", "state")) == {"owner": "active", "representative": "ended"}
    assert browser.post(address)["Location"] == "/portfolio/"
    assert browser.get(address).status_code == 404


def test_a_dispute_is_raised_with_a_reason(browser: Client, read: Read, own: Organisation) -> None:
    right = owned()
    a_link(right, own)
    address = f"/patents/{right.number}/dispute/"
    assert b"Enter why you think that a link is wrong" in browser.post(address, {"why": " "}).content
    assert not LinkDispute.everything.exists()
    assert browser.post(address, {"why": "The firm left"})["Location"] == address
    raised = LinkDispute.everything.get()
    assert raised.why == "The firm left"
    assert raised.reference in words(read(browser, address))


@pytest.mark.parametrize("page", ["unlink", "dispute"])
def test_a_page_about_a_link_is_not_there_for_others(browser: Client, today: datetime, page: str) -> None:
    right = owned()
    linked(right, an_account(today, email="them@other.example"))
    for number in (right.number, "GB2777777", "nonsense"):
        for ask in (browser.get, browser.post):
            assert ask(f"/patents/{number}/{page}/").status_code == 404


@pytest.mark.parametrize("page", ["", "proof/", "code/", "identity/", "authority/", "cancel/"])
def test_a_request_is_not_there_for_others(browser: Client, today: datetime, page: str) -> None:
    request = asked(owned(), by=an_account(today, email="them@other.example"), at=today)
    for reference in (request.reference, "LNK-2222-2222-2222"):
        for ask in (browser.get, browser.post):
            assert ask(f"/link/requests/{reference}/{page}").status_code in (404, 405)


@pytest.mark.parametrize("page", ["/link/", "/link/found/?relation=owner&number=GB2606630", "/link/requests/"])
def test_a_visitor_signs_in_first(page: str, db: None) -> None:
    answer = Client().get(page)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/?next=%2Flink%2F")


def test_the_account_is_told_in_its_mailbox(browser: Client, account: Applicant, today: datetime) -> None:
    request = asked(owned(), by=account, at=today)
    browser.post(f"/link/requests/{request.reference}/code/", {"code": code_for(request, by=account, at=today)})
    (notice,) = told("link-active")
    assert notice.organisation_id == account.organisation_id
    assert f"patent {request.right.number}" in notice.subject
