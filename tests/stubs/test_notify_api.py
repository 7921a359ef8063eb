"""The stand-in for Notify answers the official client as Notify's documentation says."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jwt
import pytest
import requests
from notifications_python_client.errors import HTTP503Error, HTTPError

from stubs.notify import Notify
from tests.stubs.money import force, pass_time, running
from tests.stubs.notify_service import (
    API_SECRET,
    EMAIL,
    KEY,
    SERVICE_ID,
    SMS,
    UNKNOWN,
    client,
    control,
    outbox,
    refused,
    running_notify,
    send,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("templates")


@pytest.fixture(scope="module")
def running_url(folder: Path) -> Iterator[str]:
    with running_notify(folder) as url:
        yield url


@pytest.fixture
def url(running_url: str) -> str:
    control(running_url, "reset")
    return running_url


def test_an_email_is_taken_filled_in_and_answered(url: str) -> None:
    answer = send(url)
    assert answer["content"]["subject"] == "Renew GB2400001"
    assert answer["content"]["body"].startswith("# Renew GB2400001 now\n\nDear Avery,")
    assert "It is late already." not in answer["content"]["body"]
    assert "* GB1\n* GB2" in answer["content"]["body"]
    assert answer["reference"] == "ref-1"
    assert answer["uri"] == f"{url}/v2/notifications/{answer['id']}"
    assert answer["template"] == {"id": EMAIL, "version": 2, "uri": f"{url}/v2/template/{EMAIL}/version/2"}
    assert answer["scheduled_for"] is None


def test_fields_do_not_mind_case_or_spaces_and_conditions_are_kept(url: str) -> None:
    values = {"NUMBER": "GB1", "Na me": "Bo", "LATE": "yes", "Rights": []}
    body = client(url).send_email_notification("a@example.com", EMAIL, personalisation=values)["content"]["body"]
    assert "Dear Bo," in body
    assert "It is late already." in body


def test_missing_fields_are_named_exactly_and_more_than_needed_is_ignored(url: str) -> None:
    call = lambda: client(url).send_email_notification("a@example.com", EMAIL, {"late": True, "more": 1})  # noqa: E731
    assert refused(call) == (400, "BadRequestError", "Missing personalisation: number, Name, rights")
    assert send(url, more="ignored")["id"]


def test_a_message_goes_from_created_to_delivered(url: str) -> None:
    message_id = send(url)["id"]
    get = lambda: client(url).get_notification_by_id(message_id)  # noqa: E731
    first = get()
    assert (first["status"], first["sent_at"], first["completed_at"]) == ("created", None, None)
    assert (first["type"], first["email_address"], first["phone_number"]) == ("email", "avery@example.com", None)
    pass_time(url, seconds=1.5)
    assert get()["status"] == "sending"
    pass_time(url, seconds=2)
    last = get()
    assert last["status"] == "delivered"
    assert last["created_at"] < last["sent_at"] < last["completed_at"]
    assert last["completed_at"].endswith("Z")


@pytest.mark.parametrize(
    ("to", "ends"),
    [
        ("temp-fail@simulator.notify", "temporary-failure"),
        ("perm-fail@simulator.notify", "permanent-failure"),
        ("anyone@example.com", "delivered"),
    ],
)
def test_magic_addresses_end_as_documented(url: str, to: str, ends: str) -> None:
    message_id = send(url, to)["id"]
    pass_time(url, seconds=4)
    assert client(url).get_notification_by_id(message_id)["status"] == ends


@pytest.mark.parametrize(
    ("to", "ends"),
    [("07700900003", "temporary-failure"), ("+447700900002", "permanent-failure"), ("07123456789", "delivered")],
)
def test_magic_numbers_end_as_documented(url: str, to: str, ends: str) -> None:
    answer = client(url).send_sms_notification(to, SMS, {"code": "123"})
    assert answer["content"] == {"body": "Your code is 123", "from_number": "GOVUK"}
    pass_time(url, seconds=4)
    assert client(url).get_notification_by_id(answer["id"])["status"] == ends


@pytest.mark.parametrize("end", ["", "-2", "-3"])
def test_smoke_test_addresses_are_answered_and_not_kept(url: str, end: str) -> None:
    answer = send(url, f"simulate-delivered{end}@notifications.service.gov.uk")
    assert refused(lambda: client(url).get_notification_by_id(answer["id"])) == (
        404,
        "NoResultFound",
        "No result found",
    )
    assert outbox(url) == []


@pytest.mark.parametrize(
    ("call", "wanted"),
    [
        (
            lambda c: c.send_email_notification("a@example.com", UNKNOWN),
            (400, "BadRequestError", "Template not found"),
        ),
        (
            lambda c: c.send_email_notification("a@example.com", SMS, {"code": "1"}),
            (400, "BadRequestError", "sms template is not suitable for email notification"),
        ),
        (
            lambda c: c.send_email_notification("nobody", EMAIL),
            (400, "ValidationError", "email_address Not a valid email address"),
        ),
        (
            lambda c: c.send_email_notification("a@example.com", "1"),
            (400, "ValidationError", "template_id is not a valid UUID"),
        ),
        (
            lambda c: c.post("/v2/notifications/email", data={"email_address": "a@example.com"}),
            (400, "ValidationError", "template_id is a required property"),
        ),
        (
            lambda c: c.post("/v2/notifications/email", data={"email_address": "a@b.uk", "template_id": EMAIL, "x": 1}),
            (400, "ValidationError", "Additional properties are not allowed (x was unexpected)"),
        ),
        (
            lambda c: c.send_sms_notification("12345", SMS, {"code": "1"}),
            (400, "ValidationError", "phone_number Must not contain letters or symbols"),
        ),
        (lambda c: c.get_notification_by_id(UNKNOWN), (404, "NoResultFound", "No result found")),
        (
            lambda c: c.get_notification_by_id("1"),
            (400, "ValidationError", "notification_id is not a valid UUID"),
        ),
        (lambda c: c.get_template(UNKNOWN), (404, "NoResultFound", "No result found")),
        (lambda c: c.get_template_version(EMAIL, 3), (404, "NoResultFound", "No result found")),
    ],
)
def test_wrong_calls_are_refused_as_documented(
    url: str, call: Callable[[Any], Any], wanted: tuple[int, str, str]
) -> None:
    assert refused(lambda: call(client(url))) == wanted


def test_what_is_not_json_is_refused(url: str) -> None:
    token = jwt.encode({"iss": SERVICE_ID, "iat": int(time.time())}, API_SECRET, "HS256")
    answer = requests.post(
        f"{url}/v2/notifications/email", data="{", headers={"Authorization": f"Bearer {token}"}, timeout=10
    )
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["message"] == "Invalid JSON supplied in POST data"


def test_failures_can_be_forced(url: str) -> None:
    for status, error in ((500, "Exception"), (429, "RateLimitError")):
        force(url, path="/v2/notifications/email", method="POST", status=status)
        assert refused(lambda: send(url))[:2] == (status, error)
    force(url, path="/v2/notifications/email", method="POST", status=503)
    with pytest.raises(HTTP503Error):
        send(url)
    assert outbox(url) == []
    force(url, path="/v2/notifications/email", method="POST", status=504, after=True)
    with pytest.raises(HTTPError):
        send(url)
    assert len(outbox(url)) == 1


def test_every_template_of_the_product_can_be_read() -> None:
    with running(Notify, NOTIFY_API_KEY=KEY) as url:
        found = client(url).get_all_templates()["templates"]
    assert all(json.dumps(one) for one in found)
