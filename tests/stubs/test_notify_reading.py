"""The stand-in for Notify reads back messages and templates."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stubs.money import pass_time
from tests.stubs.notify_service import (
    DAY_SECONDS,
    EMAIL,
    SMS,
    VALUES,
    client,
    control,
    letter,
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


def test_templates_come_with_their_versions(url: str) -> None:
    assert {one["name"] for one in client(url).get_all_templates()["templates"]} == {
        "reminder (email, en)",
        "code (letter, en)",
        "code (sms, en)",
    }
    assert [one["id"] for one in client(url).get_all_templates("sms")["templates"]] == [SMS]
    assert client(url).get_template(EMAIL)["version"] == 2
    assert client(url).get_template_version(EMAIL, 1)["body"] == "The first version."
    assert set(client(url).get_template(EMAIL)["personalisation"]) == {"number", "Name", "late", "rights"}


def test_a_changed_file_is_read_again(url: str, folder: Path) -> None:
    new = folder / "new.sms.en.md"
    new.write_text("---\nid: 44444444-4444-4444-8444-444444444444\ntype: sms\nname: new\n---\nHello")
    try:
        assert client(url).get_template("44444444-4444-4444-8444-444444444444")["body"] == "Hello"
    finally:
        new.unlink()


def test_a_preview_shows_the_message_and_sends_nothing(url: str) -> None:
    shown = client(url).post_template_preview(EMAIL, VALUES)
    assert shown["subject"] == "Renew GB2400001"
    assert '<h2 class="govuk-heading-m">Renew GB2400001 now</h2>' in shown["html"]
    assert "<li>GB1</li><li>GB2</li>" in shown["html"]
    assert '<a class="govuk-link" href="https://example.com/renew/">https://example.com/renew/</a>.' in shown["html"]
    assert "Nothing bold here &amp; no &lt;b&gt;HTML&lt;/b&gt;." in shown["html"]
    assert outbox(url) == []


def test_sanitised_content_is_answered_when_asked_for(url: str) -> None:
    values = VALUES | {"name": "[click](https://bad.example)"}
    answer = client(url).send_email_notification("a@b.uk", EMAIL, values, sanitise_content_for=["name"])
    assert answer["sanitised_content"] == {
        "name": {"unsanitised": "[click](https://bad.example)", "sanitised": "click"}
    }
    assert send(url)["sanitised_content"] is None


def test_messages_are_listed_newest_first_by_250(url: str) -> None:
    ids = [send(url)["id"] for _ in range(251)]
    page = client(url).get_all_notifications()
    assert [one["id"] for one in page["notifications"]] == ids[:0:-1]
    assert page["links"]["next"].endswith(f"older_than={ids[1]}")
    assert [one["id"] for one in client(url).get_all_notifications_iterator()] == ids[::-1]


def test_messages_are_found_by_type_status_and_reference(url: str) -> None:
    first = send(url, "temp-fail@simulator.notify")["id"]
    client(url).send_sms_notification("07123456789", SMS, {"code": "1"}, reference="other")
    pass_time(url, seconds=4)
    ids = lambda **given: [one["id"] for one in client(url).get_all_notifications(**given)["notifications"]]  # noqa: E731
    assert ids(template_type="email") == ids(reference="ref-1") == ids(status="temporary-failure") == [first]
    assert ids(status=["temporary-failure", "delivered"]) == ids()
    assert ids(reference="none") == []
    assert refused(lambda: ids(status="gone"))[1] == "ValidationError"


def test_messages_are_forgotten_after_seven_days(url: str) -> None:
    message_id = send(url)["id"]
    pass_time(url, seconds=7 * DAY_SECONDS - 60)
    assert client(url).get_notification_by_id(message_id)["status"] == "delivered"
    pass_time(url, seconds=120)
    assert refused(lambda: client(url).get_notification_by_id(message_id))[0] == 404
    assert outbox(url) == []


def test_the_outbox_is_filtered_for_tests(url: str) -> None:
    send(url, "Bo@example.com")
    send(url)
    letter(url)
    assert len(outbox(url)) == 3
    assert [one["to"] for one in outbox(url, to="bo@EXAMPLE")] == ["Bo@example.com"]
    assert [one["type"] for one in outbox(url, template="code")] == ["letter"]
    assert len(outbox(url, reference="ref-1")) == 2
    newest = outbox(url, template=EMAIL)[0]
    assert newest["to"] == "avery@example.com"
    assert "• GB1\n• GB2" in newest["text"]
