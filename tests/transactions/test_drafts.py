"""Drafts that nobody goes on with: told of after 28 days, deleted after 28 more, never while somebody goes on."""

from datetime import UTC, datetime, timedelta

import pytest
from builders.filings import a_visitor, an_account, drafted, filed, fresh
from builders.register import a_patent

from notifications.models import Notice
from transactions.drafts import tidy_drafts
from transactions.models import Filing, Movement
from transactions.services import answer

pytestmark = pytest.mark.django_db
BEGAN = datetime(2023, 5, 1, 9, tzinfo=UTC)
RECEIPT = {"receipt": {"email": "payer@example.com", "reminders": "no"}}


def tidied(days: int) -> list[str]:
    """What was told when the day came."""
    before = set(Notice.everything.values_list("pk", flat=True))
    tidy_drafts(at=BEGAN + timedelta(days=days))
    return list(Notice.everything.exclude(pk__in=before).values_list("template", flat=True))


def a_draft(by: object = None) -> Filing:
    return drafted("renew", [a_patent()], RECEIPT, by=by or an_account(BEGAN), at=BEGAN)


def test_a_draft_is_told_of_once_after_28_days_and_deleted_after_56() -> None:
    draft = a_draft()
    assert [tidied(day) for day in (27, 28, 29, 55)] == [[], ["draft-reminder"], [], []]
    assert "26 June 2023" in Notice.everything.get().body
    assert fresh(draft).state == "draft"
    assert tidied(56) == []
    ended = fresh(draft)
    assert (ended.state, ended.answers, ended.email) == ("withdrawn", {}, "")
    assert Movement.everything.get(filing=draft).why == "Nobody changed the draft for 56 days."


def test_whoever_goes_on_is_left_alone_and_told_anew_later() -> None:
    by = an_account(BEGAN)
    draft = a_draft(by)
    tidied(28)
    changed = {"email": "other@example.com", "reminders": "no"}
    answer(draft, "receipt", changed, by=by, at=BEGAN + timedelta(days=40))
    assert tidied(57) == []
    assert tidied(68) == ["draft-reminder"]
    assert fresh(draft).answers["receipt"]["email"] == "other@example.com"


def test_nothing_is_deleted_before_its_warning_had_28_days_although_the_service_slept() -> None:
    draft = a_draft()
    assert tidied(100) == ["draft-reminder"]
    tidied(127)
    assert fresh(draft).state == "draft"
    tidied(128)
    assert fresh(draft).state == "withdrawn"


def test_a_visitors_draft_that_nobody_can_be_told_of_goes_after_56_days() -> None:
    draft = a_draft(a_visitor())
    assert tidied(55) == []
    assert fresh(draft).state == "draft"
    assert tidied(56) == []
    assert fresh(draft).state == "withdrawn"


def test_what_was_sent_is_never_tidied_away() -> None:
    filing = filed("renew", [a_patent()], RECEIPT, by=an_account(BEGAN), at=BEGAN)
    assert tidied(200) == []
    assert fresh(filing).state == "awaiting-payment"
