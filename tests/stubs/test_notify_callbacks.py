"""The stand-in for Notify tells the product what became of its messages, and tries again as Notify does."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from stubs.notify import Notify
from tests.stubs.money import Receiver, pass_time, receiving, running
from tests.stubs.notify_service import (
    ADDRESS,
    EMAIL,
    KEY,
    LETTER,
    TOKEN,
    VALUES,
    client,
    control,
    running_notify,
    write_templates,
)


@pytest.fixture
def product() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def url(product: Receiver, tmp_path: Path) -> Iterator[str]:
    with running_notify(tmp_path, product.url) as address:
        yield address


def send(url: str, to: str = "avery@example.com") -> str:
    return str(client(url).send_email_notification(to, EMAIL, VALUES, reference="ref-1")["id"])


def test_the_end_of_an_email_is_told_once_with_the_token(url: str, product: Receiver) -> None:
    message_id = send(url, "perm-fail@simulator.notify")
    pass_time(url, seconds=1.5)
    assert product.got == []
    pass_time(url, seconds=2)
    pass_time(url, seconds=1000)
    [got] = product.got
    assert got.path == "/webhooks/notify/"
    assert got.headers["Authorization"] == f"Bearer {TOKEN}"
    assert got.body["id"] == message_id
    assert (got.body["status"], got.body["notification_type"]) == ("permanent-failure", "email")
    assert (got.body["to"], got.body["reference"]) == ("perm-fail@simulator.notify", "ref-1")
    assert (got.body["template_id"], got.body["template_version"]) == (EMAIL, 2)
    assert set(got.body) == {
        "id",
        "reference",
        "to",
        "status",
        "created_at",
        "completed_at",
        "sent_at",
        "notification_type",
        "template_id",
        "template_version",
    }


@pytest.mark.parametrize("answer", [500, 503, 429])
def test_a_callback_is_tried_again_five_times_every_five_minutes(url: str, product: Receiver, answer: int) -> None:
    product.answers = [answer] * 10
    send(url)
    pass_time(url, seconds=4)
    for tries in range(2, 7):
        pass_time(url, seconds=290)
        assert len(product.got) == tries - 1
        pass_time(url, seconds=11)
        assert len(product.got) == tries
    pass_time(url, seconds=10_000)
    assert len(product.got) == 6


@pytest.mark.parametrize("answer", [400, 403, 404, 302])
def test_another_answer_is_not_tried_again(url: str, product: Receiver, answer: int) -> None:
    product.answers = [answer]
    send(url)
    pass_time(url, seconds=4)
    pass_time(url, seconds=1000)
    assert len(product.got) == 1


def test_a_letter_that_comes_back_is_told_otherwise(url: str, product: Receiver) -> None:
    letter_id = client(url).send_letter_notification(LETTER, ADDRESS | {"code": "1"}, reference="ref-2")["id"]
    pass_time(url, seconds=4000)
    assert product.got == []
    assert control(url, "return-letter", reference="ref-2").json()["status"] == "returned-letter"
    pass_time(url, seconds=1)
    [got] = product.got
    assert (got.body["notification_id"], got.body["reference"]) == (letter_id, "ref-2")
    assert got.body["template_id"] == LETTER
    assert "status" not in got.body


def test_a_status_can_be_decided_and_callbacks_held_back(url: str, product: Receiver) -> None:
    control(url, "callbacks", pause=True)
    message_id = send(url)
    assert control(url, "status", id=message_id, status="technical-failure").status_code == 200
    pass_time(url, seconds=10)
    assert product.got == []
    assert client(url).get_notification_by_id(message_id)["status"] == "technical-failure"
    assert control(url, "callbacks/deliver").json() == {"sent": 1}
    assert product.got[0].body["status"] == "technical-failure"
    assert control(url, "status", id=message_id, status="received").status_code == 400


def test_a_product_that_is_down_is_tried_again(tmp_path: Path) -> None:
    with running(Notify, NOTIFY_API_KEY=KEY, NOTIFY_TEMPLATES_DIR=str(write_templates(tmp_path))) as url:
        send(url)
        pass_time(url, seconds=4)
        [listed] = control(url, "callbacks").json()["callbacks"]
    assert listed["waiting"]
    assert [attempt["status"] for attempt in listed["attempts"]] == [None]
