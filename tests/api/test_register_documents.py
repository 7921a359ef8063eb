"""Documents about a right, and the chain of title, through the API."""

from datetime import UTC, datetime, timedelta

import pytest
from builders.demonstration_clock import clock_at
from builders.files import PDF
from builders.filings import an_account, drafted, owned
from builders.programs import Program, a_program
from builders.public_register import a_right_that_was_sold

from core.actor import Applicant
from core.files import store
from rights.models import Right
from transactions.models import Filing, FilingDocument

pytestmark = pytest.mark.django_db
FILED_AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
OPEN_AT = FILED_AT + timedelta(days=14)  # Patents Rules 2007 r.53: the days in which confidentiality can be asked for
SOON = timedelta(seconds=2)  # the clock of the tests moves by whole seconds
anybody = Program()


def filed_with(visibility: str) -> tuple[Right, Applicant]:
    """A recorded request of the owner's with a deed."""
    right, giver = owned(FILED_AT)
    filing = drafted("change_owner_name", [right], {}, by=giver, at=FILED_AT)
    file = store(name="deed.pdf", content=PDF, by=giver, at=FILED_AT)
    FilingDocument.everything.create(
        filing=filing, evidence="proof", file=file, visibility=visibility, given_at=FILED_AT, given_by="x"
    )
    Filing.everything.filter(pk=filing.pk).update(state="recorded", received_at=FILED_AT, submitted_at=FILED_AT)
    return right, giver


def test_anybody_reads_what_is_open_and_its_bytes() -> None:
    right, _giver = filed_with("register")
    path = f"register/rights/{right.number}/documents"
    with clock_at(OPEN_AT - SOON):
        assert anybody.get(path) == {"items": []}
    with clock_at(OPEN_AT + SOON):
        (found,) = anybody.get(path)["items"]
        assert (found["name"], found["mediaType"], found["filedDate"]) == ("deed.pdf", "application/pdf", "2024-06-12")
        answer = anybody.call("GET", found["href"].removeprefix("http://testserver"), Accept="application/pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert b"".join(answer.streaming_content) == PDF
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_what_is_kept_private_is_its_givers_alone_and_only_by_a_token_that_reads_requests() -> None:
    right, giver = filed_with("private")
    path = f"register/rights/{right.number}/documents"
    with clock_at(OPEN_AT + SOON):
        assert anybody.get(path)["items"] == []
        assert a_program(an_account(FILED_AT, email="x@example.com")).get(path)["items"] == []
        assert a_program(giver, scopes=("rights:read",)).get(path)["items"] == []
        (found,) = a_program(giver, scopes=("filings:read",)).get(path)["items"]
        where = f"{path}/{found['id']}"
        assert a_program(giver, scopes=("filings:read",)).call("GET", where).status_code == 200
        assert {anybody.call("GET", where).status_code, a_program(giver, scopes=("rights:read",)).call("GET", where).status_code} == {404}  # fmt: skip


def test_the_chain_of_title_is_told_from_the_first_owner_on() -> None:
    a_right_that_was_sold()
    first, last = anybody.get("register/rights/GB2470008/title")["items"]
    assert (first["ownerBag"][0]["name"], first["untilDate"]) == ("Old Ltd", "2024-03-01")
    assert last == {
        "ownerBag": [{"name": "New Ltd", "share": None, "companyNumber": None}],
        "fromDate": "2024-03-01",
        "untilDate": None,
        "how": "assignment",
        "enteredDate": "2024-06-10",
        "entryNumber": last["entryNumber"],
    }
    held = anybody.call("GET", "register/rights/GB2470008/title")["ETag"]
    assert anybody.call("GET", "register/rights/GB2470008/title", **{"If-None-Match": held}).status_code == 304
