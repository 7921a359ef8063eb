"""Telling people: once, with our own copy, and only to whom it belongs."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
import requests

from core.actor import Applicant, Officer, Public
from core.models import OutboxMessage
from core.outbox.registry import Abandon
from core.outside import Unavailable
from core.scoping import Unscoped
from notifications import preferences
from notifications.mailbox import letters, open_letter, unread
from notifications.messages import LinkCode, OverdueNotice, RefundMade
from notifications.models import Notice
from notifications.recipients import Recipient
from notifications.sending import ask_about_silent, send_notice, take_receipt
from notifications.services import Telling, tell, tell_many

REFUND = RefundMade(reference="PAY-2222-3333-4444", amount="£70", why="Somebody else renewed the patent first.")
CODE = LinkCode(patents="patent GB2900001", code="482913", valid_until="3pm", account_name="Mockford & Specimen LLP")


def a_notice(key: str, at: datetime, **to: object) -> Notice:
    tell(REFUND, to=Recipient(**{"email": "rhiannon@owner.example"} | to), key=key, about="PAY-2222-3333-4444", at=at)  # type: ignore[arg-type]
    return Notice.everything.get(key=key)


@pytest.mark.django_db
def test_the_same_thing_is_told_once(at: datetime) -> None:
    a_notice("refund:1", at)
    a_notice("refund:1", at + timedelta(days=1))
    assert Notice.everything.count() == 1
    assert OutboxMessage.objects.filter(kind="send-notice").count() == 1


@pytest.mark.django_db
def test_we_keep_our_own_copy_of_the_words(at: datetime) -> None:
    notice = a_notice("refund:1", at)
    assert notice.subject == "We sent back £70"
    assert "Somebody else renewed the patent first." in notice.body


@pytest.mark.django_db
def test_without_an_email_a_letter_goes_out_and_without_an_address_the_mailbox_is_all(at: datetime) -> None:
    lines = ("14 Sample Terrace", "Newport", "NP10 9ZZ")
    tell(CODE, to=Recipient(name="Rhiannon Testwood", address_lines=lines), key="letter", about="GB2900001", at=at)
    tell(CODE, to=Recipient(organisation_id=uuid4()), key="mailbox", about="GB2900001", at=at)
    assert dict(Notice.everything.values_list("key", "channel")) == {"letter": "letter", "mailbox": "mailbox"}
    assert list(OutboxMessage.objects.values_list("key", flat=True)) == ["letter"]


@pytest.mark.django_db
def test_a_mailbox_shows_its_own_organisation_only(at: datetime) -> None:
    ours, theirs = uuid4(), uuid4()
    a_notice("ours", at, organisation_id=ours)
    theirs_notice = a_notice("theirs", at, organisation_id=theirs)
    us = Applicant(user_id=uuid4(), organisation_id=ours)
    assert [notice.key for notice in letters(us)] == ["ours"]
    assert unread(us) == 1
    assert open_letter(theirs_notice.reference, by=us, at=at) is None
    assert letters(Public("somebody")).count() == 0
    assert letters(Officer(uuid4())).count() == 2


@pytest.mark.django_db
def test_opening_a_letter_marks_it_as_read_once(at: datetime) -> None:
    us = Applicant(user_id=uuid4(), organisation_id=uuid4())
    notice = a_notice("ours", at, organisation_id=us.organisation_id)
    open_letter(notice.reference, by=us, at=at)
    open_letter(notice.reference, by=us, at=at + timedelta(hours=1))
    assert Notice.everything.get().read_at == at
    assert unread(us) == 0


@pytest.mark.django_db
def test_notices_cannot_be_read_unscoped(at: datetime) -> None:
    a_notice("ours", at)
    with pytest.raises(Unscoped):
        list(Notice.objects.all())


@pytest.mark.django_db
def test_thousands_are_told_in_a_few_statements(at: datetime, django_assert_max_num_queries) -> None:
    tellings = [Telling(REFUND, Recipient(organisation_id=uuid4()), f"refund:{n}", "x") for n in range(2500)]
    with django_assert_max_num_queries(14):
        assert tell_many(tellings, at=at) == 2500
    assert tell_many(tellings, at=at) == 0


@pytest.mark.django_db
def test_reminders_follow_preferences_and_default_to_all(at: datetime) -> None:
    us = Applicant(user_id=uuid4(), organisation_id=uuid4())
    preferences.choose(days_before=[30], email=False, by=us, at=at)
    other = uuid4()
    assert preferences.wanted_stages([us.organisation_id, other]) == {us.organisation_id: {30}, other: {90, 30, 7}}
    assert not preferences.by_email(us.organisation_id)
    with pytest.raises(ValueError, match="90, 30 and 7"):
        preferences.choose(days_before=[14], email=True, by=us, at=at)


def test_the_notices_that_the_law_demands_are_marked() -> None:
    assert OverdueNotice.statutory


def test_a_promised_notice_is_sent_once_even_if_asked_twice(committed: None, stand_ins: dict, at: datetime) -> None:
    notice = a_notice("refund:1", at)
    send_notice({"key": "refund:1"}, at=at)
    send_notice({"key": "refund:1"}, at=at)
    sent = sent_about(stand_ins, notice.reference)
    assert [message["to"] for message in sent] == ["rhiannon@owner.example"]
    assert Notice.everything.get().state == "sent"


def test_what_was_sent_before_a_crash_is_adopted(committed: None, stand_ins: dict, at: datetime) -> None:
    notice = a_notice("refund:1", at)
    send_notice({"key": "refund:1"}, at=at)
    Notice.everything.update(state="promised", provider_id="")
    send_notice({"key": "refund:1"}, at=at)
    assert len(sent_about(stand_ins, notice.reference)) == 1
    assert Notice.everything.get().provider_id


def test_a_busy_notify_is_asked_again_and_a_refusal_is_final(committed: None, stand_ins: dict, at: datetime) -> None:
    a_notice("busy", at)
    fault(stand_ins, status=503)
    with pytest.raises(Unavailable):
        send_notice({"key": "busy"}, at=at)
    assert Notice.everything.get(key="busy").state == "promised"
    requests.post(f"{stand_ins['notify']}/__stub__/faults", json={"clear": True}, timeout=5)
    a_notice("wrong", at, email="not-an-address")
    with pytest.raises(Abandon):
        send_notice({"key": "wrong"}, at=at)
    assert Notice.everything.get(key="wrong").state == "failed"


def fault(stand_ins: dict, *, status: int) -> None:
    wanted = {"path": "/v2/notifications", "method": "GET", "status": status, "times": 1}
    requests.post(f"{stand_ins['notify']}/__stub__/faults", json=wanted, timeout=5).raise_for_status()


def sent_about(stand_ins: dict, reference: str) -> list[dict]:
    found = requests.get(f"{stand_ins['notify']}/__stub__/outbox", params={"reference": reference}, timeout=5).json()
    return found["messages"] if isinstance(found, dict) else found


@pytest.mark.django_db
def test_a_receipt_concludes_and_a_late_one_does_not_undo(at: datetime) -> None:
    a_notice("refund:1", at)
    Notice.everything.update(state="sent", provider_id="abc", sent_at=at)
    assert take_receipt({"id": "abc", "status": "delivered", "completed_at": "2024-06-12T09:31:00.000000Z"}, at=at)
    assert take_receipt({"id": "abc", "status": "temporary-failure"}, at=at)
    assert Notice.everything.get().state == "delivered"
    assert not take_receipt({"id": "unknown", "status": "delivered"}, at=at)


@pytest.mark.django_db
def test_a_returned_letter_undoes_its_delivery(at: datetime) -> None:
    """Notify tells of a returned letter by ``notification_id`` and without a status."""
    a_notice("refund:1", at)
    Notice.everything.update(state="delivered", provider_id="abc", sent_at=at)
    assert take_receipt({"notification_id": "abc", "reference": "MSG-1", "date_sent": "2024-06-10"}, at=at)
    assert Notice.everything.get().state == "returned"


def test_a_silent_message_is_asked_about(committed: None, stand_ins: dict, at: datetime) -> None:
    a_notice("refund:1", at, email="perm-fail@simulator.notify")
    send_notice({"key": "refund:1"}, at=at)
    assert ask_about_silent(at=at + timedelta(minutes=30)) == 0
    wait_until_failed(at)
    assert Notice.everything.get().state == "failed"


def wait_until_failed(at: datetime) -> None:
    import time

    for _ in range(100):
        if ask_about_silent(at=at + timedelta(hours=2)):
            return
        time.sleep(0.1)
