"""The documents of a request: many at once, used again, seen by whom, opened as an attachment and by nobody else."""

from datetime import datetime

import pytest
from builders.files import PDF
from builders.filings import an_account, drafted
from builders.register import a_link, a_patent
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Organisation
from core.actor import Applicant
from transactions.models import Filing, FilingDocument

pytestmark = pytest.mark.django_db

ANSWERS = {
    "who": {"party": ":Acme Widgets Ltd", "same": "same"},
    "name": {"name": "Acme plc", "since_on-day": "1", "since_on-month": "3", "since_on-year": "2024"},
}


@pytest.fixture
def filing(own: Organisation, account: Applicant, today: datetime) -> Filing:
    right = a_patent()
    a_link(right, own, relation="owner", stands_for="Acme Widgets Ltd")
    return drafted("change_owner_name", [right], ANSWERS, by=account, at=today)


def pdf(name: str, extra: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF + extra, content_type="application/pdf")


def page_of(filing: Filing) -> str:
    return f"/filings/{filing.reference}/documents/proof/"


def send(browser: Client, filing: Filing, *files: SimpleUploadedFile, **more: object) -> object:
    data = {"document": list(files), "visibility": "private", **more}
    return browser.post(page_of(filing), data)


def names(filing: Filing) -> list[str]:
    rows = FilingDocument.everything.filter(filing=filing, removed_at=None)
    return sorted(rows.values_list("file__name", flat=True))


def test_many_documents_are_given_at_once(browser: Client, filing: Filing) -> None:
    assert send(browser, filing, pdf("one.pdf"), pdf("two.pdf", b"\n")).status_code == 302
    assert names(filing) == ["one.pdf", "two.pdf"]


def test_one_that_is_refused_is_named_and_the_others_are_kept(browser: Client, filing: Filing) -> None:
    answer = send(browser, filing, pdf("one.pdf"), SimpleUploadedFile("trick.pdf", b"MZ not a pdf"))
    assert answer.status_code == 200
    assert "trick.pdf: " in answer.content.decode()
    assert names(filing) == ["one.pdf"]


def test_the_most_private_is_the_default_and_another_is_kept(browser: Client, filing: Filing) -> None:
    page = browser.get(page_of(filing)).content.decode()
    assert 'value="private" checked' in page
    send(browser, filing, pdf("one.pdf"), visibility="register")
    assert FilingDocument.everything.get(filing=filing).visibility == "register"


def test_a_document_given_before_is_used_again(browser: Client, filing: Filing) -> None:
    send(browser, filing, pdf("one.pdf"))
    file = FilingDocument.everything.get(filing=filing).file
    browser.post(f"/filings/{filing.reference}/documents/proof/{file.reference}/remove/")
    assert names(filing) == []
    assert "one.pdf" in browser.get(page_of(filing)).content.decode()
    send(browser, filing, again=[str(file.reference)])
    assert names(filing) == ["one.pdf"]


def test_nothing_chosen_is_said(browser: Client, filing: Filing) -> None:
    assert "Select a document" in send(browser, filing).content.decode()


def test_more_than_twenty_at_a_time_are_too_many(browser: Client, filing: Filing) -> None:
    files = [pdf(f"{number}.pdf", b"\n" * number) for number in range(21)]
    assert "You can upload up to 20 files at a time" in send(browser, filing, *files).content.decode()
    assert names(filing) == []


def test_a_document_opens_as_an_attachment_that_no_browser_runs(browser: Client, filing: Filing) -> None:
    send(browser, filing, pdf("one.pdf"))
    file = FilingDocument.everything.get(filing=filing).file
    answer = browser.get(f"/filings/{filing.reference}/open/{file.reference}/")
    assert answer["Content-Disposition"] == 'attachment; filename="one.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_a_file_of_another_account_is_neither_opened_nor_given(
    browser: Client, filing: Filing, today: datetime
) -> None:
    from core.files import store

    stranger = an_account(today, name="Stranger Ltd", email="stranger@example.com")
    theirs = store(name="theirs.pdf", content=PDF, by=stranger, at=today)
    assert browser.get(f"/filings/{filing.reference}/open/{theirs.reference}/").status_code == 404
    send(browser, filing, again=[str(theirs.reference)])
    assert names(filing) == []
