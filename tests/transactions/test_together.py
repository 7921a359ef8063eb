"""Colleagues on one draft: remarks, handing over, who is at work, and what follows from withdrawing."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from builders.demonstration_clock import clock_at
from builders.filings import an_account, an_officer, filed, fresh, linked, owned
from builders.people import a_member
from builders.signed_in import customer
from django.core.cache import cache
from django.test import Client

from accounts.models import Organisation, User
from core.actor import Applicant, NotPermitted, System
from notifications.models import Notice
from rights.models import Link, Right
from transactions.models import Filing, FilingComment
from transactions.presence import others_at_work
from transactions.services import begin, comment, hand_over
from transactions.services.sharing import NoColleague, NothingSaid
from transactions.withdrawal import consequences
from transactions.workflow import CannotMove

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("throwaway")]
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def a_draft() -> tuple[Filing, Applicant, User]:
    """A draft of Ada's, whose colleague is Bea."""
    right, ada = owned(AT)
    bea = a_member(Organisation.objects.get(pk=ada.organisation_id), email="bea@example.com")
    return begin("share_out", [right.pk], by=ada, at=AT), ada, bea


def as_actor(user: User, ada: Applicant) -> Applicant:
    return Applicant(user.pk, ada.organisation_id, signed_in_at=AT)


def test_remarks_are_read_by_the_account_and_by_nobody_else() -> None:
    draft, ada, bea = a_draft()
    comment(draft, "The client rang.", by=ada, at=AT)
    comment(draft, "I will call back.", by=as_actor(bea, ada), at=AT)
    assert [one.text for one in FilingComment.objects.visible_to(ada).order_by("pk")] == [
        "The client rang.", "I will call back.",
    ]  # fmt: skip
    for outsider in (an_account(AT, email="other@example.com"), an_officer(AT)):
        assert not FilingComment.objects.visible_to(outsider).exists()


def test_two_firms_on_one_right_never_read_each_others_remarks() -> None:
    draft, _, _ = a_draft()
    other = an_account(AT, name="Penn LLP", email="penn@example.com")
    linked(Right.everything.get(filings__filing=draft), other, relation="representative")
    with pytest.raises(CannotMove):
        comment(draft, "Spying", by=other, at=AT)
    with clock_at(AT):
        theirs = customer(Organisation.objects.get(pk=other.organisation_id))
        assert theirs.get(f"/filings/{draft.reference}/together/").status_code == 404
        assert theirs.post(f"/filings/{draft.reference}/together/", {"do": "comment", "text": "x"}).status_code == 404


def test_a_remark_has_words_and_its_author_the_permission() -> None:
    draft, ada, _ = a_draft()
    with pytest.raises(NothingSaid):
        comment(draft, "  ", by=ada, at=AT)
    with pytest.raises(NotPermitted):
        comment(draft, "Hm", by=Applicant(ada.user_id, ada.organisation_id, frozenset()), at=AT)


def test_a_draft_is_handed_to_a_colleague_who_is_told_with_the_note() -> None:
    draft, ada, bea = a_draft()
    handed = hand_over(draft, bea.pk, "Only the address is missing.", by=ada, at=AT)
    assert handed.assigned_to == bea.pk
    told = Notice.everything.get(template="draft-handed")
    assert told.address == {"email": "bea@example.com"}
    assert "Only the address is missing." in told.body
    assert f"/filings/{draft.reference}/" in told.body


def test_a_draft_is_handed_to_nobody_outside_and_not_once_it_was_sent() -> None:
    draft, ada, bea = a_draft()
    stranger = an_account(AT, email="other@example.com")
    with pytest.raises(NoColleague):
        hand_over(draft, stranger.user_id, "", by=ada, at=AT)
    Filing.everything.filter(pk=draft.pk).update(state="in-queue")
    with pytest.raises(CannotMove):
        hand_over(fresh(draft), bea.pk, "", by=ada, at=AT)


def test_colleagues_see_who_was_at_work_in_the_last_ten_minutes() -> None:
    draft, ada, bea = a_draft()
    assert others_at_work(draft, by=ada, at=AT) == []
    assert others_at_work(draft, by=as_actor(bea, ada), at=AT + timedelta(minutes=9)) == ["Example Instruments Ltd"]
    assert others_at_work(draft, by=ada, at=AT + timedelta(minutes=10)) == ["bea"]
    assert others_at_work(draft, by=as_actor(bea, ada), at=AT + timedelta(minutes=20)) == []


def test_nobody_of_another_account_is_noticed() -> None:
    draft, ada, _ = a_draft()
    other = an_account(AT, email="other@example.com")
    for outsider in (other, an_officer(AT), System()):
        assert others_at_work(draft, by=outsider, at=AT) == []
    assert others_at_work(draft, by=ada, at=AT) == []


# --- the pages ---


def text_of(page: Any) -> str:
    return str(page.content.decode())


def browsers(draft: Filing, bea: User) -> tuple[Client, Client]:
    account = Organisation.objects.get(pk=draft.organisation_id)
    return customer(account, at=AT), customer(account, user=bea, at=AT)


def test_the_page_takes_remarks_and_hands_over_without_javascript() -> None:
    with clock_at(AT):
        draft, _, bea = a_draft()
        first, second = browsers(draft, bea)
        here = f"/filings/{draft.reference}/together/"
        assert here in text_of(first.get(f"/filings/{draft.reference}/"))
        assert "Enter your comment" in text_of(first.post(here, {"do": "comment", "text": ""}))
        assert first.post(here, {"do": "comment", "text": "Please look"})["Location"] == here
        page = text_of(second.get(here))
        assert "Please look" in page
        assert "Select who should go on with this draft" in text_of(first.post(here, {"do": "hand", "note": "Kept"}))
        assert first.post(here, {"do": "hand", "colleague": str(bea.pk), "note": "Yours now"})["Location"] == here
        page = text_of(first.get(here))
        assert "bea goes on with this." in page
        assert "handed this to bea" in page
        assert "With bea" in text_of(first.get("/filings/"))


def test_a_page_of_questions_says_who_else_is_at_work() -> None:
    with clock_at(AT):
        draft, _, bea = a_draft()
        first, second = browsers(draft, bea)
        step = f"/filings/{draft.reference}/answers/from/"
        assert "was working on this" not in text_of(first.get(step))
        assert "Example Instruments Ltd was working on this in the last 10 minutes" in text_of(second.get(step))


def test_an_account_of_one_is_not_offered_colleagues() -> None:
    with clock_at(AT):
        right, ada = owned(AT)
        draft = begin("share_out", [right.pk], by=ada, at=AT)
        client = customer(Organisation.objects.get(pk=ada.organisation_id), at=AT)
        assert "Comments and colleagues" not in text_of(client.get(f"/filings/{draft.reference}/"))


# --- withdrawing ---


def test_withdrawing_says_what_follows() -> None:
    draft, _, _ = a_draft()
    assert consequences(draft)[0].startswith("Nothing is changed on the register.")
    assert "Your answers and the documents that you added to it are no longer used." in consequences(draft)


def test_those_who_were_asked_are_no_longer_asked() -> None:
    right, ada = owned(AT, proprietors=["Ada Example", "Bob Example"])
    Link.everything.filter(right=right).update(stands_for="Ada Example")
    filing = filed("give_away", [right], {"to": {"owner": "New Ltd"}}, by=ada, at=AT)
    assert "Those whom we asked to agree are no longer asked." in consequences(filing)
    assert not any("send back" in text for text in consequences(filing))
    with clock_at(AT):
        client = customer(Organisation.objects.get(pk=ada.organisation_id), at=AT)
        assert "no longer asked" in text_of(client.get(f"/filings/{filing.reference}/withdraw/"))
