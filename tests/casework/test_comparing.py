"""Before and after: what a request would change, shown without a single row written."""

from datetime import UTC, datetime

import pytest
from builders.cases import a_request
from builders.filings import an_officer

from casework.comparing import before_and_after
from rights.models import Entry, Party

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("throwaway")]
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)


def test_the_new_owner_stands_beside_the_old_one_and_nothing_is_entered() -> None:
    _case, filing = a_request(AT)
    entries, parties = Entry.everything.count(), list(Party.everything.values())
    (comparison,) = before_and_after(filing, by=an_officer(AT), on=AT.date())
    (changed,) = comparison.changed
    assert changed.key == "Proprietor"
    assert changed.then[0] == "Acme Widgets Ltd"
    assert changed.now[0] == "New Name Ltd"
    assert Entry.everything.count() == entries
    assert list(Party.everything.values()) == parties


def test_answers_that_fit_no_more_are_said_to() -> None:
    _case, filing = a_request(AT)
    filing.answers = {}
    (comparison,) = before_and_after(filing, by=an_officer(AT), on=AT.date())
    assert comparison.problem
    assert comparison.changed == []
