"""The stand-in for Notify replaces files by links and refuses what Notify does not take."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from notifications_python_client import prepare_upload

from tests.stubs.money import pass_time
from tests.stubs.notify_service import DAY_SECONDS, control, outbox, refused, running_notify, send


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


def upload(content: bytes, filename: str | None, **more: Any) -> dict[str, Any]:
    given = prepare_upload(io.BytesIO(content), filename, **more)
    return {key: value for key, value in given.items() if value is not None}


def test_a_file_becomes_a_link_that_asks_for_the_recipients_address(url: str) -> None:
    send(url, name=upload(b"%PDF-1.7", "certificate.pdf"))
    [link] = outbox(url)[0]["files"]
    assert link in outbox(url)[0]["body"]
    assert "Download the file" not in requests.get(link, timeout=10).text
    wrong = requests.post(link, data={"email_address": "bo@example.com"}, timeout=10).text
    assert "Enter the email address that the file was sent to" in wrong
    right = requests.post(link, data={"email_address": "AVERY@example.com"}, timeout=10).text
    assert "Download the file" in right
    file = requests.get(f"{link}/file", timeout=10)
    assert file.content == b"%PDF-1.7"
    assert file.headers["Content-Disposition"] == "attachment; filename=certificate.pdf"
    assert requests.get(link[:-1] + "~", timeout=10).status_code == 404


def test_a_file_can_be_open_and_ends_after_its_weeks(url: str) -> None:
    send(url, name=upload(b"a,b", "list.csv", confirm_email_before_download=False, retention_period="1 week"))
    link = outbox(url)[0]["files"][0]
    assert "Download the file" in requests.get(link, timeout=10).text
    pass_time(url, seconds=6 * DAY_SECONDS)
    assert requests.get(link, timeout=10).status_code == 200
    pass_time(url, seconds=2 * DAY_SECONDS)
    assert requests.get(link, timeout=10).status_code == 404


@pytest.mark.parametrize(
    "file",
    [
        {"file": "not base64!"},
        upload(b"x", "x" * 97 + ".pdf"),
        upload(b"x", "noending"),
        upload(b"x", "page.html"),
        upload(b"x", "a.pdf", retention_period="79 weeks"),
        {"file": "eA==", "surprise": True},
    ],
)
def test_a_file_that_notify_does_not_take_is_refused(url: str, file: dict[str, Any]) -> None:
    status, _, _ = refused(lambda: send(url, name=file))
    assert status == 400
    assert outbox(url) == []
