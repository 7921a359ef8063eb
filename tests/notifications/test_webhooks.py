"""Webhooks: signed calls that are made again until they arrive, to public addresses alone, behind the firm's walls."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from builders.filings import an_account, drafted, linked
from builders.programs import a_client
from builders.receivers import Receiver, a_receiver
from builders.register import a_patent

from accounts.api_clients.acting import machine
from accounts.models import ApiClient
from accounts.organising.teams import make_team
from core.actor import Applicant
from core.models import OutboxMessage
from core.outbox.relay import keep_due
from core.walls import put_behind
from notifications.models import Delivery, Notice, Webhook
from notifications.webhooks import keeping
from notifications.webhooks.calling import BadAddress, call, demand_address
from notifications.webhooks.kinds import EventKind
from notifications.webhooks.signing import headers_of
from notifications.webhooks.telling import tell_systems
from transactions.services import withdraw

pytestmark = pytest.mark.django_db
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
KINDS = ["filing.moved", "list.checked", "message.received", "portfolio.changed"]


@pytest.fixture
def firm() -> Applicant:
    return an_account(AT, name="A firm", email="firm@firm.example")


@pytest.fixture
def client(firm: Applicant) -> ApiClient:
    return a_client(firm)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with a_receiver() as made:
        yield made


def a_webhook(client: ApiClient, url: str, events: list[str] | None = None) -> tuple[Webhook, str]:
    return keeping.make(url, events or KINDS, "", by=machine(client, client.scopes), at=AT)


def relay(at: datetime) -> None:
    """Keeps every promise about webhooks that is due."""
    while keep_due(now=lambda: at):
        pass


def told(client: ApiClient, about: str = "REN-2222-2222-2222", *, at: datetime = AT, version: int = 1) -> None:
    tell_systems(client.organisation_id, EventKind.FILING_MOVED, about, version=version, at=at, state="recorded")


def test_a_request_that_moves_is_told_signed_and_without_anything_confidential(
    firm: Applicant, client: ApiClient, receiver: Receiver, settings: Any
) -> None:
    _hook, secret = a_webhook(client, receiver.url, ["filing.moved"])
    right = a_patent()
    linked(right, firm)
    draft = drafted("change_contact_address", [right], {}, by=firm, at=AT)
    withdraw(draft, by=firm, at=AT)
    relay(AT)
    last = receiver.events(secret)[-1]
    assert last["type"] == "filing.moved"
    assert last["occurredAt"] == "2024-06-12T09:30:00Z"
    assert last["data"] == {
        "reference": draft.reference,
        "state": "withdrawn",
        "href": f"{settings.PUBLIC_URL}/api/v1/filings/{draft.reference}",
    }


def test_the_signature_is_the_one_of_the_specification(client: ApiClient) -> None:
    """By hand: HMAC-SHA256 with the decoded secret over id, time and body with full stops between, in base64."""
    hook, secret = a_webhook(client, "http://127.0.0.1:9/hook")
    sent_at = datetime(2026, 11, 27, 12, 0, 0, tzinfo=UTC)
    delivery = Delivery(webhook=hook, event_id="evt_1", body='{"a":1}')
    key = base64.b64decode(secret.removeprefix("whsec_"))
    expected = hmac.new(key, b'evt_1.1795780800.{"a":1}', hashlib.sha256).digest()
    assert headers_of(delivery, at=AT, sent_at=sent_at) == {
        "Webhook-Id": "evt_1",
        "Webhook-Timestamp": "1795780800",
        "Webhook-Signature": f"v1,{base64.b64encode(expected).decode()}",
    }


def test_what_is_not_taken_is_told_again_with_growing_gaps_under_the_same_id(
    client: ApiClient, receiver: Receiver
) -> None:
    hook, secret = a_webhook(client, receiver.url)
    receiver.answers = [500, 503, 204]
    told(client)
    relay(AT)
    delivery = Delivery.everything.get()
    assert (delivery.attempts, delivery.state, delivery.status) == (1, "waiting", 500)
    relay(AT + timedelta(seconds=4))
    assert len(receiver.came) == 1
    relay(AT + timedelta(seconds=6))
    relay(AT + timedelta(minutes=6))
    delivery.refresh_from_db()
    assert (delivery.attempts, delivery.state, delivery.status) == (3, "delivered", 204)
    assert len({event["id"] for event in receiver.events(secret)}) == 1
    assert {headers["Webhook-Id"] for headers, _body in receiver.came} == {delivery.event_id}
    hook.refresh_from_db()
    assert hook.failing_since is None


def test_after_ten_tries_in_three_days_it_is_given_up_and_nothing_of_it_is_the_offices_work(
    client: ApiClient, receiver: Receiver
) -> None:
    a_webhook(client, receiver.url)
    receiver.usual = 500
    told(client)
    for hours in range(0, 96):
        relay(AT + timedelta(hours=hours))
    delivery = Delivery.everything.get()
    assert (delivery.state, delivery.attempts, len(receiver.came)) == ("failed", 10, 10)
    assert delivery.tried_at is not None
    assert timedelta(days=3) <= delivery.tried_at - AT <= timedelta(days=4)
    assert not OutboxMessage.objects.filter(kind="office-work").exists()


def test_while_a_receiver_rests_nothing_else_is_tried(client: ApiClient, receiver: Receiver) -> None:
    a_webhook(client, receiver.url)
    receiver.usual = 500
    told(client)
    relay(AT)
    for number in range(2, 6):
        told(client, version=number)
    relay(AT + timedelta(seconds=1))
    assert len(receiver.came) == 1
    receiver.usual = 204
    relay(AT + timedelta(seconds=10))
    assert set(Delivery.everything.values_list("state", flat=True)) == {"delivered"}
    assert len(receiver.came) == 6


def test_five_days_in_which_nothing_arrives_pause_it_and_somebody_is_told(
    client: ApiClient, receiver: Receiver
) -> None:
    hook, _secret = a_webhook(client, receiver.url)
    receiver.usual = 500
    told(client)
    relay(AT)
    told(client, version=2)
    relay(AT + timedelta(days=5, minutes=1))
    hook.refresh_from_db()
    assert hook.paused_at is not None
    notice = Notice.everything.get(template="webhook-paused")
    assert (notice.address["email"], notice.organisation_id) == ("systems@firm.example", client.organisation_id)
    receiver.usual = 204
    keeping.change(hook, is_paused=False, by=machine(client, client.scopes), at=AT + timedelta(days=6))
    relay(AT + timedelta(days=6))
    assert set(Delivery.everything.values_list("state", flat=True)) == {"delivered"}


def test_a_receiver_that_is_gone_ends_its_webhook(client: ApiClient, receiver: Receiver) -> None:
    hook, _secret = a_webhook(client, receiver.url)
    receiver.usual = 410
    told(client)
    relay(AT)
    told(client, version=2)
    relay(AT + timedelta(days=1))
    hook.refresh_from_db()
    assert hook.ended_at is not None
    assert len(receiver.came) == 1


def test_after_a_new_secret_both_are_good_for_a_day(client: ApiClient, receiver: Receiver) -> None:
    hook, earlier = a_webhook(client, receiver.url)
    later = keeping.renew_secret(hook, by=machine(client, client.scopes), at=AT)
    assert earlier != later
    told(client)
    relay(AT + timedelta(hours=23))
    assert receiver.events(earlier) == receiver.events(later)
    receiver.came.clear()
    told(client, version=2, at=AT + timedelta(hours=25))
    relay(AT + timedelta(hours=25))
    assert len(receiver.events(later)) == 1
    with pytest.raises(Exception, match="No matching signature"):
        receiver.events(earlier)


def test_what_happened_is_told_again_on_demand_under_the_same_id(client: ApiClient, receiver: Receiver) -> None:
    hook, secret = a_webhook(client, receiver.url)
    by = machine(client, client.scopes)
    told(client)
    relay(AT)
    keeping.send_again(Delivery.everything.get(), at=AT + timedelta(hours=1))
    relay(AT + timedelta(hours=1))
    assert keeping.send_again_since(hook, AT - timedelta(hours=1), by=by, at=AT + timedelta(hours=2)) == 1
    assert keeping.send_again_since(hook, AT + timedelta(hours=1), by=by, at=AT + timedelta(hours=2)) == 0
    relay(AT + timedelta(hours=2))
    assert len(receiver.came) == 3
    assert len({event["id"] for event in receiver.events(secret)}) == 1


def test_the_same_event_is_told_once_however_often_it_is_promised(client: ApiClient, receiver: Receiver) -> None:
    a_webhook(client, receiver.url)
    told(client)
    told(client)
    relay(AT)
    OutboxMessage.objects.filter(kind="webhook-event").update(state="promised", leased_until=None, attempts=0)
    relay(AT + timedelta(minutes=1))
    assert Delivery.everything.count() == 1
    assert len(receiver.came) == 1


def test_a_worker_that_died_after_the_call_calls_again_with_the_same_id(client: ApiClient, receiver: Receiver) -> None:
    a_webhook(client, receiver.url)
    told(client)
    relay(AT)
    Delivery.everything.update(state="waiting", attempts=0)  # the call was made, and its outcome never written
    OutboxMessage.objects.filter(kind="webhook-delivery").update(state="promised", leased_until=None)
    relay(AT + timedelta(minutes=3))
    assert len(receiver.came) == 2
    assert len({headers["Webhook-Id"] for headers, _body in receiver.came}) == 1


def test_nothing_is_told_of_what_stands_behind_a_wall_to_the_system(
    firm: Applicant, client: ApiClient, receiver: Receiver
) -> None:
    a_webhook(client, receiver.url)
    wall = make_team("Pharma", [firm.user_id], is_closed=True, by=firm, at=AT).key
    put_behind(firm.organisation_id, {"REN-2222-2222-2222": [wall]})
    told(client)
    told(client, "REN-3333-3333-3333")
    relay(AT)
    assert list(Delivery.everything.values_list("about", flat=True)) == ["REN-3333-3333-3333"]


@pytest.mark.parametrize(
    ("scopes", "hears"),
    [(("webhooks:write",), 0), (("webhooks:write", "filings:read"), 1), (("webhooks:write", "rights:renew"), 1)],
)
def test_a_kind_is_told_to_whom_may_read_it(
    firm: Applicant, receiver: Receiver, scopes: tuple[str, ...], hears: int
) -> None:
    client = a_client(firm, scopes=scopes)
    a_webhook(client, receiver.url)
    told(client)
    relay(AT)
    assert len(receiver.came) == hears


def test_a_system_that_was_ended_is_told_nothing_more(client: ApiClient, receiver: Receiver) -> None:
    a_webhook(client, receiver.url)
    told(client)
    ApiClient.objects.filter(pk=client.pk).update(revoked_at=AT)
    relay(AT)
    assert receiver.came == []


@pytest.mark.parametrize(
    "url",
    [
        "ftp://firm.example/",
        "https://name:word@firm.example/",
        "https://firm.example/#part",
        "https:///nowhere",
        "https://firm.example/with space",
        "javascript:alert(1)",
        "https://firm.example:99999/",
        "",
    ],
)
def test_addresses_that_are_never_called(url: str) -> None:
    with pytest.raises(BadAddress):
        demand_address(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/", "https://localhost/", "https://10.0.0.1/", "https://169.254.169.254/latest/",
        "https://[::1]/", "https://[fd00::1]/", "https://192.168.0.1/", "https://0.0.0.0/", "https://[::ffff:10.0.0.1]/",
        "http://firm.example/",
    ],
)  # fmt: skip
def test_in_production_no_private_address_is_called(url: str, settings: Any) -> None:
    settings.WEBHOOKS_TO_LOOPBACK = False
    came = call(url, "{}", {})
    assert (came.status, came.problem) == (None, "The address is not a public one")


def test_a_redirect_is_not_followed(receiver: Receiver) -> None:
    receiver.usual, receiver.headers = 302, {"Location": receiver.url}
    came = call(receiver.url, "{}", {})
    assert (came.status, came.is_taken, len(receiver.came)) == (302, False, 1)


def test_the_log_is_kept_for_30_days(client: ApiClient, receiver: Receiver) -> None:
    a_webhook(client, receiver.url)
    told(client)
    relay(AT)
    assert keeping.forget_old(at=AT + timedelta(days=29)) == 0
    assert keeping.forget_old(at=AT + timedelta(days=31)) == 1


def test_bodies_are_what_was_signed(client: ApiClient, receiver: Receiver) -> None:
    a_webhook(client, receiver.url)
    told(client)
    relay(AT)
    (_headers, body) = receiver.came[0]
    assert body == Delivery.everything.get().body
    assert json.loads(body)["data"]["reference"] == "REN-2222-2222-2222"
