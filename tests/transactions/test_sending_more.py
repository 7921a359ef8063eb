"""Evidence that follows: a filer sends it on their own while the office has the request, and the office sees it."""

from datetime import UTC, datetime, timedelta

import pytest
from builders import signed_in
from builders.cases import a_request, told_office
from builders.files import PDF
from builders.filings import an_account, fresh
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Organisation
from casework.models import Case
from core.actor import EVERYTHING, Applicant
from core.files import store
from core.models import AuditEvent
from transactions.models import FilerNote, Filing, FilingDocument
from transactions.sending_more import NothingSent, may_send_more, send_more
from transactions.services import withdraw
from transactions.services.giving import NoSuchFile
from transactions.workflow import CannotMove

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("throwaway")]
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
LATER = AT + timedelta(days=3)


def filer_of(filing: Filing) -> Applicant:
    member = Organisation.objects.get(pk=filing.organisation_id).memberships.get()
    return Applicant(member.user_id, member.organisation_id, EVERYTHING, signed_in_at=AT)


def test_evidence_follows_and_the_office_is_told_without_a_change_of_state() -> None:
    case, filing = a_request(AT)
    by = filer_of(filing)
    file = store(name="deed.pdf", content=PDF, by=by, at=LATER)
    send_more(filing, "The deed came today.", files=[file.reference], by=by, at=LATER)
    assert fresh(filing).state == filing.state
    document = FilingDocument.everything.get(filing=filing, evidence="note-1")
    assert (document.visibility, document.given_at) == ("private", LATER)
    assert AuditEvent.objects.filter(verb="more-sent", subject=filing.reference).exists()
    told_office(at=LATER)
    assert Case.everything.get(pk=case.pk).flags == ["more-came"]


def test_nothing_at_all_is_not_sent_and_nor_is_somebody_elses_file() -> None:
    _case, filing = a_request(AT)
    with pytest.raises(NothingSent):
        send_more(filing, "  ", by=filer_of(filing), at=LATER)
    other = store(name="deed.pdf", content=PDF, by=an_account(AT, email="o@example.com"), at=AT)
    with pytest.raises(NoSuchFile):
        send_more(filing, "See this", files=[other.reference], by=filer_of(filing), at=LATER)
    assert not FilerNote.everything.exists()


def test_nobody_else_sends_and_nobody_after_the_end() -> None:
    _case, filing = a_request(AT)
    with pytest.raises(CannotMove):
        send_more(filing, "Hello", by=an_account(AT, email="o@example.com"), at=LATER)
    ended = withdraw(filing, by=filer_of(filing), at=AT)
    assert not may_send_more(filer_of(filing), ended)
    with pytest.raises(CannotMove):
        send_more(ended, "Hello", by=filer_of(filing), at=LATER)


def test_what_was_typed_stays_when_the_request_was_decided_meanwhile() -> None:
    _case, filing = a_request(AT)
    browser = signed_in.customer(Organisation.objects.get(pk=filing.organisation_id))
    withdraw(filing, by=filer_of(filing), at=AT)
    page = browser.post(f"/filings/{filing.reference}/more/", {"text": "One more thing"}).content.decode()
    assert "Nothing more can be sent about this request." in page
    assert "One more thing" in page


def test_the_page_sends_and_says_what_is_missing() -> None:
    _case, filing = a_request(AT)
    browser = signed_in.customer(Organisation.objects.get(pk=filing.organisation_id))
    address = f"/filings/{filing.reference}/more/"
    assert "Enter a message or select a document" in browser.post(address, {"text": " "}).content.decode()
    wrong = {"text": "See the program", "document": SimpleUploadedFile("a.pdf", b"MZ not a pdf")}
    page = browser.post(address, wrong).content.decode()
    assert "a.pdf" in page
    assert "See the program" in page
    right = {"text": "See the deed", "document": SimpleUploadedFile("deed.pdf", PDF)}
    page = browser.post(address, right, follow=True).content.decode()
    assert "See the deed" in page
    assert "deed.pdf" in page
