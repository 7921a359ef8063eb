"""Declared waits, walked to their ends: with and without an opposition, heard and unheard."""

from datetime import UTC, date, datetime, timedelta

import pytest
from builders.filings import an_officer, filed, fresh, keep_ours, owned

from notifications.models import Notice
from transactions.services import decide
from transactions.stages import end_stages, exits_open_to, take_exit
from transactions.workflow import CannotMove

pytestmark = pytest.mark.django_db
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
SURE = {"sure": {"sure": "yes"}}


def test_a_wait_without_an_opposition_is_walked_to_its_end(throwaway: None) -> None:
    right, by = owned(AT)
    officer = an_officer(AT)
    filing = filed("surrender_after_opposition", [right], SURE, by=by, at=AT)
    assert (filing.state, filing.stage, filing.stage_ends_on) == ("waiting", "opposition", date(2024, 7, 10))
    assert end_stages(date(2024, 7, 10), at=AT) == 0
    assert end_stages(date(2024, 7, 11), at=AT + timedelta(days=29)) == 1
    assert fresh(filing).state == "in-queue"
    accepted = decide(filing.reference, accept=True, by=officer, at=AT + timedelta(days=30))
    assert (accepted.state, accepted.stage, accepted.stage_ends_on) == ("waiting", "publication", date(2024, 7, 19))
    assert end_stages(date(2024, 7, 20), at=AT + timedelta(days=38)) == 1
    right.refresh_from_db()
    assert (fresh(filing).state, right.status, right.ceased_on) == ("recorded", "surrendered", date(2024, 7, 20))


def test_an_opposition_leads_to_a_hearing_and_a_refusal_that_is_heard_first(throwaway: None) -> None:
    right, by = owned(AT)
    officer = an_officer(AT)
    filing = filed("surrender_after_opposition", [right], SURE, by=by, at=AT)
    assert [way.key for way in exits_open_to(by, filing)] == []
    assert [way.key for way in exits_open_to(officer, filing)] == ["opposed"]
    with pytest.raises(CannotMove):
        take_exit(filing, "opposed", by=by, at=AT)
    take_exit(filing, "opposed", by=officer, at=AT)
    assert (fresh(filing).stage, fresh(filing).stage_ends_on) == ("hearing", None)
    take_exit(filing, "heard", by=officer, at=AT)
    minded = decide(filing.reference, accept=False, by=officer, at=AT, why="A licensee opposes.")
    assert (minded.state, minded.stage, minded.stage_ends_on) == ("waiting", "minded", date(2024, 7, 12))
    take_exit(filing, "ask-to-be-heard", by=by, at=AT)
    take_exit(filing, "heard", by=officer, at=AT)
    refused = decide(filing.reference, accept=False, by=officer, at=AT, why="A licensee opposes.")
    assert refused.state == "refused"
    keep_ours(AT)
    assert "A licensee opposes." in Notice.everything.get(about=filing.reference, template="filing-outcome").body


def test_silence_after_minded_to_refuse_ends_in_refusal(throwaway: None) -> None:
    right, by = owned(AT)
    officer = an_officer(AT)
    filing = filed("surrender_after_opposition", [right], SURE, by=by, at=AT)
    end_stages(date(2024, 7, 11), at=AT)
    decide(filing.reference, accept=False, by=officer, at=AT, why="No.")
    assert end_stages(date(2024, 7, 13), at=AT + timedelta(days=31)) == 1
    assert fresh(filing).state == "refused"
