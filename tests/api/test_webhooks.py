"""Webhooks through the API: made, changed, tried, told again, and each system's own."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from builders.filings import an_account
from builders.programs import Program, a_client, a_program, a_token
from builders.receivers import Receiver, a_receiver

from accounts.models import User
from core.actor import Applicant
from core.outbox.relay import keep_due

WANTED = {"url": "https://docketing.firm.example/hook", "events": ["filing.moved", "list.checked"]}


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with a_receiver() as made:
        yield made


def test_a_webhook_is_made_with_a_secret_that_is_shown_once(program: Program) -> None:
    made = program.post("webhooks", WANTED)
    assert made["secret"].startswith("whsec_")
    assert (made["url"], made["events"], made["isPaused"]) == (WANTED["url"], WANTED["events"], False)
    shown = program.get(f"webhooks/{made['id']}")
    assert {**shown, "secret": made["secret"]} == made
    assert program.get("webhooks")["items"] == [shown]


def test_it_is_changed_by_whoever_saw_its_version_and_ended(program: Program) -> None:
    made = program.post("webhooks", WANTED)
    path = f"webhooks/{made['id']}"
    assert program.call("PATCH", path, {"isPaused": True}).status_code == 428
    etag = program.call("GET", path)["ETag"]
    changed = program.call("PATCH", path, {"isPaused": True, "events": ["message.received"]}, **{"If-Match": etag})
    assert (changed.json()["isPaused"], changed.json()["events"]) == (True, ["message.received"])
    assert program.call("PATCH", path, {"isPaused": False}, **{"If-Match": etag}).status_code == 412
    assert program.call("DELETE", path).status_code == 204
    assert program.call("GET", path).status_code == 404
    assert program.get("webhooks")["items"] == []


@pytest.mark.parametrize(
    ("changed", "target"),
    [
        ({"url": "ftp://firm.example/"}, "/url"),
        ({"events": []}, "/events"),
        ({"events": ["webhook.test"]}, "/events/0"),
        ({"secret": "mine"}, "/secret"),
    ],
)
def test_what_cannot_be_taken_is_named(program: Program, changed: dict[str, object], target: str) -> None:
    refused = program.call("POST", "webhooks", WANTED | changed)
    assert refused.status_code == 422
    assert [one["target"] for one in refused.json()["error"]["details"]] == [target]


def test_a_try_arrives_and_stands_in_the_log_and_is_told_again(
    program: Program, receiver: Receiver, today: datetime
) -> None:
    made = program.post("webhooks", WANTED | {"url": receiver.url})
    path = f"webhooks/{made['id']}"
    sent = program.post(f"{path}/test", status=202)
    assert (sent["type"], sent["state"], sent["reference"]) == ("webhook.test", "waiting", made["id"])
    keep_due(now=lambda: today.replace(hour=23))
    (event,) = receiver.events(made["secret"])
    assert (event["id"], event["type"]) == (sent["eventId"], "webhook.test")
    (logged,) = program.get(f"{path}/deliveries?state=delivered")["items"]
    assert (logged["id"], logged["status"], logged["attempts"]) == (sent["id"], 204, 1)
    program.post(f"{path}/deliveries/{sent['id']}/replay", status=202)
    keep_due(now=lambda: today.replace(hour=23))
    assert program.post(f"{path}/replays", {"since": "2024-06-01T00:00:00Z"}, status=202) == {"events": 1}
    keep_due(now=lambda: today.replace(hour=23))
    assert [one["id"] for one in receiver.events(made["secret"])] == [sent["eventId"]] * 3


def test_a_new_secret_is_good_at_once_and_the_earlier_one_for_a_day(program: Program) -> None:
    made = program.post("webhooks", WANTED)
    renewed = program.post(f"webhooks/{made['id']}/secret")
    assert renewed["secret"] not in ("", made["secret"])
    assert renewed["earlierIsGoodUntil"].startswith("2024-06-13T")


def test_each_system_has_its_own_and_a_persons_tool_has_none(
    account: Applicant, program: Program, today: datetime
) -> None:
    made = program.post("webhooks", WANTED)
    other = a_program(account)
    assert other.get("webhooks")["items"] == []
    for method, path in (("GET", ""), ("DELETE", ""), ("POST", "/test"), ("POST", "/secret"), ("GET", "/deliveries")):
        assert other.call(method, f"webhooks/{made['id']}{path}").status_code == 404
    tool = Program(a_token(a_client(account), user=User.objects.get(pk=account.user_id)))
    assert tool.call("POST", "webhooks", WANTED).json()["error"]["code"] == "systemNeeded"
    stranger = a_program(an_account(today, email="s@example.com"))
    assert stranger.call("GET", f"webhooks/{made['id']}").status_code == 404


def test_without_the_scope_there_are_none(account: Applicant) -> None:
    refused = a_program(account, scopes=("rights:read",)).call("GET", "webhooks")
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "scopeNeeded")


def test_an_organisation_has_at_most_20(program: Program) -> None:
    for _each in range(20):
        program.post("webhooks", WANTED)
    refused = program.call("POST", "webhooks", WANTED)
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "tooManyWebhooks")
