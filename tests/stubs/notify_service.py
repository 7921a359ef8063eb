"""A service that uses the stand-in for Notify, for its tests: templates, the official client, and what it finds."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests
from notifications_python_client import NotificationsAPIClient
from notifications_python_client.errors import HTTPError

from stubs.notify import Notify
from tests.stubs.money import description, running

SERVICE_ID = "26785a09-ab16-4eb0-8407-a37497a57506"
API_SECRET = "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY = f"live_key-{SERVICE_ID}-{API_SECRET}"
TEST_KEY = f"test_key-{SERVICE_ID}-{API_SECRET}"
TEAM_KEY = f"team_key-{SERVICE_ID}-{API_SECRET}"
TOKEN = "callback-token-for-tests"

EMAIL = "11111111-1111-4111-8111-111111111111"
LETTER = "22222222-2222-4222-8222-222222222222"
SMS = "33333333-3333-4333-8333-333333333333"
UNKNOWN = "99999999-9999-4999-8999-999999999999"

TEMPLATES = {
    "reminder.email.en.md": f"""---
id: {EMAIL}
type: email
name: reminder (email, en)
version: 2
subject: Renew ((number))
---
# Renew ((number)) now

Dear ((Name)),

((late??It is late already.))

Your rights: ((rights))

^ Pay at https://example.com/renew/.

Nothing **bold** here & no <b>HTML</b>.
""",
    "reminder.email.en.v1.md": f"""---
id: {EMAIL}
type: email
name: reminder (email, en)
subject: Renew
---
The first version.
""",
    "code.letter.en.md": f"""---
id: {LETTER}
type: letter
name: code (letter, en)
subject: Your code
---
# Your code is ((code))

It works once.
""",
    "code.sms.en.md": f"""---
id: {SMS}
type: sms
name: code (sms, en)
---
Your code is ((code))
""",
}
VALUES: dict[str, Any] = {"number": "GB2400001", "name": "Avery", "late": False, "rights": ["GB1", "GB2"]}
DAY_SECONDS = 86_400
ADDRESS = {"address_line_1": "Avery Example", "address_line_2": "1 High Street", "address_line_3": "np108qq"}


def write_templates(directory: Path) -> Path:
    """Put the templates into a directory and return it."""
    for name, text in TEMPLATES.items():
        (directory / name).write_text(text)
    return directory


def client(url: str, key: str = KEY) -> NotificationsAPIClient:
    """Return the official client, speaking to the stand-in."""
    return NotificationsAPIClient(key, base_url=url)


def outbox(url: str, **filters: str) -> list[dict[str, Any]]:
    """Return what the stand-in has taken, newest first."""
    return list(requests.get(f"{url}/__stub__/outbox", params=filters, timeout=10).json()["messages"])


def control(url: str, name: str, **body: Any) -> requests.Response:
    """Force something on the stand-in."""
    return requests.post(f"{url}/__stub__/{name}", json=body, timeout=30)


@contextmanager
def running_notify(folder: Path, public_url: str = "http://127.0.0.1:9", **settings: str) -> Iterator[str]:
    """Run the stand-in for Notify, checked against the published description, with the templates in ``folder``."""
    given = {"NOTIFY_API_KEY": KEY, "NOTIFY_CALLBACK_TOKEN": TOKEN, "NOTIFY_OPENAPI": description("notify-openapi")}
    with running(Notify, public_url, NOTIFY_TEMPLATES_DIR=str(write_templates(folder)), **(given | settings)) as url:
        yield url


def send(url: str, to: str = "avery@example.com", **values: Any) -> dict[str, Any]:
    """Send the reminder by email and return the answer."""
    return dict(client(url).send_email_notification(to, EMAIL, personalisation=VALUES | values, reference="ref-1"))


def letter(url: str, **changes: Any) -> dict[str, Any]:
    """Send the letter with the code and return the answer; a value of None leaves a field out."""
    values = {**ADDRESS, "code": "ABC (123) ŵŷ", **changes}
    return dict(client(url).send_letter_notification(LETTER, {k: v for k, v in values.items() if v is not None}))


def refused(call: Callable[[], Any]) -> tuple[int, str, str]:
    """Return the status, the kind and the words of the refusal that a call of the client meets."""
    with pytest.raises(HTTPError) as caught:
        call()
    error = caught.value
    first = error.message[0]
    assert error.response.json()["status_code"] == error.status_code
    return error.status_code, first["error"], first["message"]
