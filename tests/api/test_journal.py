"""The journal through the API: issues, notices, and ST.96 that is valid."""

from datetime import UTC, date, datetime

import pytest
from builders.programs import Program
from builders.public_register import XML, enter, valid
from builders.register import BOOKS, a_patent

from rights.facts import Ceased
from rights.journal.issues import publish_journal

pytestmark = pytest.mark.django_db
WEDNESDAY = date(2026, 4, 8)
AT = datetime(2026, 4, 8, 5, 0, tzinfo=UTC)
anybody = Program()


@pytest.fixture
def issue() -> None:
    """The first issue, with one patent that ceased."""
    right = a_patent(number="GB2400301", title="A hinge", proprietors=("Acme Ltd",))
    enter(right, Ceased(effective_on=date(2025, 9, 1)), at=AT)
    publish_journal(WEDNESDAY, by=BOOKS, at=AT)


@pytest.mark.usefixtures("issue")
def test_issues_are_listed_and_one_has_its_notices() -> None:
    (listed,) = anybody.get("journal/issues")["items"]
    assert (listed["number"], listed["publicationDate"]) == (1, "2026-04-08")
    assert listed["href"] == "http://testserver/api/v1/journal/issues/2026-04-08"
    whole = anybody.get("journal/issues/2026-04-08")
    (notice,) = whole["items"]
    assert (whole["number"], notice["section"], notice["number"]) == (1, "ceased", "GB2400301")
    assert (notice["inventionTitle"], notice["owner"], notice["effectiveDate"]) == ("A hinge", "Acme Ltd", "2025-09-01")


@pytest.mark.usefixtures("issue")
def test_an_issue_is_legal_status_of_st96_and_a_table_and_is_not_sent_twice() -> None:
    path = "journal/issues/2026-04-08"
    assert valid(anybody.call("GET", path, **XML).content, "PatentLegalStatusData")
    heading, line = anybody.call("GET", path, Accept="text/csv").content.decode().splitlines()
    assert heading.startswith("section,number,kind")
    assert line.startswith("ceased,GB2400301,GB")
    first = anybody.call("GET", path)
    assert first["Cache-Control"] == "public, max-age=60"
    assert anybody.call("GET", path, **{"If-None-Match": first["ETag"]}).status_code == 304


def test_an_empty_week_has_no_xml_and_a_day_without_an_issue_nothing() -> None:
    publish_journal(WEDNESDAY, by=BOOKS, at=AT)
    assert anybody.get("journal/issues/2026-04-08")["items"] == []
    assert anybody.call("GET", "journal/issues/2026-04-08", **XML).status_code == 406
    for day in ("2026-04-07", "2026-02-30", "today"):
        assert anybody.call("GET", f"journal/issues/{day}").status_code == 404
