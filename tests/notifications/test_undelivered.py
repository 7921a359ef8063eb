"""What did not arrive: the law's notices go by letter, the office is asked, and nobody is forgotten in the queue."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
import requests

from core.actor import Officer
from core.models import AuditEvent, OutboxMessage
from core.outbox.registry import Abandon
from notifications.failing import NothingToResolve, resolve
from notifications.messages import LapseNotice, Message, RefundMade
from notifications.models import Notice
from notifications.recipients import Recipient
from notifications.sending import ask_about_silent, send_notice, take_receipt
from notifications.services import tell

LAPSED = LapseNotice("GB2400001", "Valve", "10 May 2023", "31 December 2024")
REFUND = RefundMade(reference="PAY-2222-3333-4444", amount="£70", why="Somebody else renewed the patent first.")
LINES = ("3 Illustration Mews", "Cardiff", "CF10 1AA")
AGENT = Recipient("agent@firm.example", LINES, "Specimen LLP")


def told(message: Message, to: Recipient, at: datetime, key: str = "told:1") -> Notice:
    tell(message, to=to, key=key, about="GB2400001", at=at)
    return Notice.everything.get(key=key)


def sent(notice: Notice, at: datetime) -> None:
    """As if Notify had taken it."""
    Notice.everything.filter(pk=notice.pk).update(state="sent", provider_id=notice.reference, sent_at=at)


def bounced(notice: Notice, at: datetime, status: str = "permanent-failure") -> Notice:
    sent(notice, at)
    take_receipt({"id": notice.reference, "status": status}, at=at)
    notice.refresh_from_db()
    return notice


@pytest.mark.django_db
def test_a_notice_of_the_law_whose_email_bounced_goes_by_letter_once(at: datetime) -> None:
    notice = told(LAPSED, AGENT, at)
    assert (notice.channel, bounced(notice, at).state) == ("email", "failed")
    letter = Notice.everything.get(channel="letter")
    assert letter.address == {"lines": ["Specimen LLP", "3 Illustration Mews", "Cardiff", "CF10 1AA"]}
    assert (letter.statutory, letter.state, letter.office_since) == (True, "promised", None)
    assert "31 December 2024" in letter.body
    assert OutboxMessage.objects.filter(kind="send-notice", key=letter.key).count() == 1
    assert notice.office_since is None
    take_receipt({"id": notice.reference, "status": "permanent-failure"}, at=at)
    assert Notice.everything.count() == 2


@pytest.mark.django_db
def test_where_no_letter_can_follow_the_office_is_asked_and_says_when_it_is_done(at: datetime) -> None:
    notice = bounced(told(LAPSED, Recipient("agent@firm.example"), at), at)
    assert notice.office_since == at
    assert AuditEvent.objects.filter(verb="notice-undelivered", subject=notice.reference).count() == 1
    officer = Officer(uuid4(), frozenset({"formalities_officer"}))
    resolve(notice, by=officer, at=at, reason="Reached by telephone.")
    assert Notice.everything.get().office_since is None
    with pytest.raises(NothingToResolve):
        resolve(notice, by=officer, at=at, reason="Again.")


@pytest.mark.django_db
def test_a_letter_that_comes_back_is_for_the_office(at: datetime) -> None:
    notice = told(LAPSED, Recipient(address_lines=LINES, name="A Payer"), at)
    sent(notice, at)
    take_receipt({"notification_id": notice.reference, "date_sent": "2024-06-10"}, at=at)
    notice.refresh_from_db()
    assert (notice.state, notice.office_since) == ("returned", at)


@pytest.mark.django_db
def test_an_email_that_nobody_must_get_fails_quietly(at: datetime) -> None:
    notice = bounced(told(REFUND, AGENT, at), at)
    assert (notice.state, notice.office_since) == ("failed", None)
    assert Notice.everything.count() == 1
    assert notice.address == {"email": "agent@firm.example"}


@pytest.mark.django_db
def test_a_notice_of_the_law_with_nowhere_to_go_is_not_called_delivered(at: datetime) -> None:
    notice = told(LAPSED, Recipient(), at)
    assert (notice.state, notice.why, notice.office_since) == ("failed", "no-address", at)
    assert not OutboxMessage.objects.exclude(kind="office-work").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("line", "printed"), [("@ The Works", "The Works"), ("(Ground floor)", "Ground floor)"), ("/ 3", "3"), ("[", "")]
)
def test_no_line_of_an_address_begins_as_notify_refuses(line: str, printed: str, at: datetime) -> None:
    notice = told(LAPSED, Recipient(address_lines=(line, *LINES), name="A Payer"), at)
    assert notice.address["lines"] == ["A Payer", *filter(None, [printed]), *LINES]


def test_a_refused_notice_is_sent_when_its_promise_is_tried_again(
    committed: None, stand_ins: dict, at: datetime
) -> None:
    notice = told(REFUND, AGENT, at)
    revoke(stand_ins, revoked=True)
    try:
        with pytest.raises(Abandon):
            send_notice({"key": notice.key}, at=at)
    finally:
        revoke(stand_ins, revoked=False)
    assert Notice.everything.get().state == "failed"
    send_notice({"key": notice.key}, at=at)
    again = Notice.everything.get()
    assert (again.state, again.why, again.ended_at) == ("sent", "", None)


def revoke(stand_ins: dict, *, revoked: bool) -> None:
    answer = requests.post(f"{stand_ins['notify']}/__stub__/key", json={"revoked": revoked}, timeout=5)
    answer.raise_for_status()


def test_an_address_that_notify_refuses_makes_a_letter_of_a_notice_of_the_law(
    committed: None, stand_ins: dict, at: datetime
) -> None:
    notice = told(LAPSED, Recipient("not-an-address", LINES, "Specimen LLP"), at)
    with pytest.raises(Abandon):
        send_notice({"key": notice.key}, at=at)
    letter = Notice.everything.get(channel="letter")
    send_notice({"key": letter.key}, at=at)
    letter.refresh_from_db()
    assert letter.state == "sent"


def test_messages_that_notify_has_forgotten_do_not_keep_others_from_being_asked_about(
    committed: None, stand_ins: dict, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("notifications.sending.ASKED_AT_ONCE", 2)
    for number in range(2):
        gone = told(REFUND, AGENT, at, key=f"gone:{number}")
        Notice.everything.filter(pk=gone.pk).update(
            state="sent", provider_id=str(uuid4()), sent_at=at - timedelta(days=8)
        )
    known = told(REFUND, Recipient("simulate@owner.example"), at, key="known")
    send_notice({"key": known.key}, at=at)
    requests.post(
        f"{stand_ins['notify']}/__stub__/status", json={"reference": known.reference, "status": "delivered"}, timeout=5
    ).raise_for_status()
    later = at + timedelta(hours=2)
    assert ask_about_silent(at=later) == 0
    assert ask_about_silent(at=later) == 1
    known.refresh_from_db()
    assert known.state == "delivered"
    assert set(Notice.everything.filter(key__startswith="gone").values_list("state", flat=True)) == {"sent"}
    assert ask_about_silent(at=later) == 0
