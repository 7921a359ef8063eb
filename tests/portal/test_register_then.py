"""The register of another day and the chain of title: public facts only, and nothing of what may not be seen."""

from datetime import UTC, date, datetime

import pytest
from builders.register import BOOKS, a_patent, details
from django.db import transaction
from django.test import Client

from core.pdf import can_make_pdf
from rights.facts import AddressChanged, Fact, InterestRegistered, PartyOnRecord, ProprietorsChanged
from rights.models import Right
from rights.register import record

pytestmark = pytest.mark.django_db

AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)


def enter(right: Right, *facts: Fact) -> None:
    with transaction.atomic():
        record(right.pk, facts, because="ASG-1", by=BOOKS, received_at=AT, at=AT)


@pytest.fixture
def right() -> Right:
    private = AddressChanged(
        effective_on=date(2020, 1, 1),
        purpose="renewal-reminder",
        name="Pat Payer",
        particulars=details(email="payer@example.com"),
    )
    made = a_patent(number="GB2400401", proprietors=("Acme Ltd",), contacts=[private], inventors=("Ivy Inventor",))
    enter(
        made,
        ProprietorsChanged(effective_on=date(2024, 3, 1), parties=(PartyOnRecord("Beta Ltd"),), how="assignment"),
        InterestRegistered(
            effective_on=date(2024, 4, 1), number=1, nature="licence", holders=(PartyOnRecord("L Ltd"),)
        ),
    )
    return made


def ask(client: Client, day: str, known: str) -> str:
    year, month, date_ = day.split("-")
    query = {"day-day": date_, "day-month": month, "day-year": year, "known": known}
    answer = client.get("/register/GB2400401/on/", query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_before_it_was_registered_the_register_named_the_old_owner(client: Client, right: Right) -> None:
    """Signed on 1 March 2024, registered on 12 June: on 3 March the register still said Acme, the law Beta."""
    said = ask(client, "2024-03-03", "then")
    assert "The register on 3 March 2024" in said
    assert "Acme Ltd" in said
    assert "Beta Ltd" in said
    assert "Changed" in said
    counted = ask(client, "2024-03-03", "now")
    assert "Acme Ltd" not in counted
    assert "L Ltd" in counted


def test_the_licence_shows_as_new_since_then(client: Client, right: Right) -> None:
    assert "Licence" in ask(client, "2024-03-03", "then")
    assert "2 things" not in ask(client, "2024-06-13", "then")
    assert "The register says the same today." in ask(client, "2024-06-13", "then")


def test_nothing_private_is_shown_for_any_day(client: Client, right: Right) -> None:
    for known in ("then", "now"):
        said = ask(client, "2024-03-03", known)
        assert "payer@example.com" not in said
        assert "Pat Payer" not in said
        assert "Ivy Inventor" not in said


def test_before_the_filing_the_register_said_nothing(client: Client, right: Right) -> None:
    assert "The register said nothing of it on that day." in ask(client, "2010-01-01", "then")


@pytest.mark.parametrize("day", ["2999-01-01", "2024-02-30"])
def test_a_day_to_come_or_of_no_calendar_is_explained(client: Client, right: Right, day: str) -> None:
    assert "There is a problem" in ask(client, day, "then")


def test_the_chain_of_title_says_who_when_and_why(client: Client, right: Right) -> None:
    page = client.get("/register/GB2400401/title/").content.decode()
    for words in ("Acme Ltd", "Beta Ltd", "1 March 2024", "Assignment", "12 June 2024", "today"):
        assert words in page


def test_the_certificate_of_title_is_a_pdf_in_words(client: Client, right: Right) -> None:
    if not can_make_pdf():
        pytest.skip("This machine has no libraries for PDF")
    answer = client.get("/register/GB2400401/title.pdf")
    assert answer["Content-Type"] == "application/pdf"
    from io import BytesIO

    from pypdf import PdfReader

    reader = PdfReader(BytesIO(answer.content))
    text = "".join(page.extract_text() for page in reader.pages)
    assert "Certificate of title" in text
    assert "Beta Ltd" in text
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


@pytest.mark.parametrize("page", ["on/", "title/", "title.pdf"])
def test_a_secret_right_answers_like_an_unknown_one(client: Client, page: str) -> None:
    a_patent(number="GB2400402", published_on=None, granted_on=None, application_number="GB2000402.9")
    for number in ("GB2400402", "GB2000402.9", "GB2499999", "nonsense"):
        assert client.get(f"/register/{number}/{page}").status_code == 404


def test_the_public_page_leads_there_and_shows_the_licence(client: Client, right: Right) -> None:
    page = client.get("/register/GB2400401/").content.decode()
    assert "/register/GB2400401/title/" in page
    assert "/register/GB2400401/on/" in page
    assert "Licences and securities" in page
    assert "L Ltd" in page
