"""The journal's pages and files: for everyone, in words, and as data that a spreadsheet does not run."""

from datetime import UTC, date, datetime

import pytest
from builders.register import BOOKS, a_patent
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rights.facts import Ceased, ProcedureMoved
from rights.journal.issues import publish_journal
from rights.register import record

pytestmark = pytest.mark.django_db

WEDNESDAY = date(2026, 4, 8)
AT = datetime(2026, 4, 8, 5, 0, tzinfo=UTC)


def ceased(number: str, **about: object) -> None:
    right = a_patent(number=number, **about)
    with transaction.atomic():
        record(right.pk, [Ceased(effective_on=date(2025, 9, 1))], because="time", by=BOOKS, received_at=AT, at=AT)


def test_before_the_first_issue_the_page_says_when_it_comes(client: Client) -> None:
    assert "The first one appears on the next Wednesday." in client.get("/journal/").content.decode()


def test_an_issue_is_listed_and_shows_its_notices_under_their_heading(client: Client) -> None:
    ceased("GB2400301", title="A hinge", proprietors=("Acme Ltd",))
    publish_journal(WEDNESDAY, by=BOOKS, at=AT)
    assert "Issue 1, 8 April 2026" in client.get("/journal/").content.decode()
    page = client.get("/journal/2026-04-08/").content.decode()
    assert "Patents ceased through non-payment of renewal fees" in page
    assert "GB2400301" in page
    assert "1 September 2025" in page


def test_an_empty_week_says_so_and_offers_no_file(client: Client) -> None:
    publish_journal(WEDNESDAY, by=BOOKS, at=AT)
    page = client.get("/journal/2026-04-08/").content.decode()
    assert "Nothing had to be advertised in this week." in page
    assert ".xml" not in page
    assert client.get("/journal/2026-04-08.xml").status_code == 404


@pytest.mark.parametrize("address", ["2026-04-07/", "2026-02-30/", "2026-04-07.csv", "2026-04-07.xml", "today/"])
def test_a_day_without_an_issue_is_not_found(client: Client, address: str) -> None:
    assert client.get(f"/journal/{address}").status_code == 404


def test_the_file_is_english_data_without_formulas(client: Client) -> None:
    ceased("GB2400302", title="=1+1", proprietors=("Acme Ltd",))
    publish_journal(WEDNESDAY, by=BOOKS, at=AT)
    answer = client.get("/journal/2026-04-08.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="journal-2026-04-08.csv"'
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "section,number,title,owner,what,detail,effective_on,st27_event"
    assert lines[1].startswith("ceased,GB2400302,'=1+1,Acme Ltd,")
    assert lines[1].endswith(",2025-09-01,H13")


def test_a_right_with_two_notices_is_one_right_in_the_xml(client: Client) -> None:
    right = a_patent(number="GB2400303")
    facts = [
        Ceased(effective_on=date(2025, 9, 1)),
        ProcedureMoved(effective_on=WEDNESDAY, procedure="restoration", stage="applied"),
    ]
    with transaction.atomic():
        record(right.pk, facts, because="time", by=BOOKS, received_at=AT, at=AT)
    publish_journal(WEDNESDAY, by=BOOKS, at=AT)
    document = client.get("/journal/2026-04-08.xml").content.decode()
    assert document.count("<pat:PatentLegalStatus>") == 1
    assert document.count("<pat:StatusEventData>") == 2
    assert "<com:PublicationDate>2026-04-08</com:PublicationDate>" in document


def test_an_issue_takes_the_same_queries_for_one_notice_and_for_three(client: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/journal/2026-04-08/")
        return len(captured)

    ceased("GB2400304")
    publish_journal(WEDNESDAY, by=BOOKS, at=AT)
    one = queries()
    ceased("GB2400305")
    ceased("GB2400306")
    publish_journal(date(2026, 4, 15), by=BOOKS, at=AT)
    assert queries() == one
