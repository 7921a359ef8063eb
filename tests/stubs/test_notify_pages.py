"""People read in the stand-in's outbox what was sent, to whom, and what became of it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from stubs.notify import Notify
from tests.stubs.money import pass_time, running
from tests.stubs.notify_service import ADDRESS, EMAIL, KEY, LETTER, SMS, VALUES, client, write_templates


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    with running(Notify, NOTIFY_API_KEY=KEY, NOTIFY_TEMPLATES_DIR=str(write_templates(tmp_path))) as address:
        yield address


def page(url: str) -> str:
    answer = requests.get(url, timeout=10)
    assert answer.status_code == 200
    assert len(re.findall(r"<h1[ >]", answer.text)) == 1
    for mark in ("crown", "crest", "govuk-header"):
        assert mark not in answer.text
    assert "Not an official government service" in answer.text
    return answer.text


def test_an_empty_outbox_says_so(url: str) -> None:
    assert "No messages yet." in page(url)


def test_the_outbox_lists_the_newest_first_and_finds_by_recipient(url: str) -> None:
    client(url).send_email_notification("ann@example.com", EMAIL, VALUES)
    client(url).send_sms_notification("07123456789", SMS, {"code": "42"})
    text = page(url)
    assert text.index("07123456789") < text.index("ann@example.com")
    found = page(f"{url}/?to=ANN")
    assert "ann@example.com" in found
    assert "07123456789" not in found
    assert 'for="to"' in found
    assert "No messages to “bo”." in page(f"{url}/?to=bo")


def test_a_long_outbox_goes_by_pages(url: str) -> None:
    for number in range(51):
        client(url).send_sms_notification("07123456789", SMS, {"code": f"code-{number}-"})
    first = page(url)
    assert "code-50-" in first
    assert "code-0-" not in first
    assert "page=2" in first
    assert "code-0-" in page(f"{url}/?page=2")


def test_an_email_is_shown_as_its_recipient_gets_it(url: str) -> None:
    name = "<script>alert(1)</script>"
    message_id = client(url).send_email_notification("ann@example.com", EMAIL, VALUES | {"name": name})["id"]
    pass_time(url, seconds=4)
    text = page(f"{url}/messages/{message_id}")
    assert "Renew GB2400001" in text
    assert "ann@example.com" in text
    assert "<li>GB1</li>" in text
    assert "<script>" not in text
    assert "&lt;script&gt;" in text
    assert "delivered" in text
    assert "reminder (email, en), version 2" in text


def test_a_letter_shows_its_address_and_its_pdf(url: str) -> None:
    letter_id = client(url).send_letter_notification(LETTER, ADDRESS | {"code": "77"})["id"]
    text = page(f"{url}/messages/{letter_id}")
    assert "Avery Example<br>1 High Street<br>NP10 8QQ" in text
    assert "Your code is 77" in text
    letter = requests.get(f"{url}/messages/{letter_id}/letter.pdf", timeout=10)
    assert letter.headers["Content-Type"] == "application/pdf"
    assert letter.content.startswith(b"%PDF-")


def test_an_unknown_message_is_a_plain_page(url: str) -> None:
    answer = requests.get(f"{url}/messages/none", timeout=10)
    assert answer.status_code == 404
    assert "There is no such message" in answer.text
