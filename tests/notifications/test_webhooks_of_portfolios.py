"""A portfolio that changed is told of once, however much changed, and again when it changes again."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from builders.filings import an_account, linked
from builders.programs import a_client
from builders.receivers import a_receiver
from builders.register import a_patent
from builders.settled import settled

from accounts.api_clients.acting import machine
from core.actor import Applicant
from core.outbox.relay import keep_due
from notifications.webhooks import keeping
from rights.portfolio.telling import tell_changed

pytestmark = pytest.mark.usefixtures("committed")
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)


def firm_that_listens(url: str, **said: Any) -> tuple[Applicant, str]:
    by = an_account(AT, name="A firm", email="firm@firm.example")
    client = a_client(by, **said)
    _hook, secret = keeping.make(url, ["portfolio.changed"], "", by=machine(client, client.scopes), at=AT)
    return by, secret


def told(at: datetime) -> int:
    settled()
    number = tell_changed(at=at)
    while keep_due(now=lambda: at):
        pass
    return number


def test_many_changes_are_one_event_and_later_ones_another(settings: Any) -> None:
    with a_receiver() as receiver:
        by, secret = firm_that_listens(receiver.url)
        assert told(AT) == 0
        for _each in range(3):
            linked(a_patent(), by)
        assert (told(AT), told(AT)) == (1, 0)
        linked(a_patent(), by)
        assert told(AT + timedelta(minutes=1)) == 1
        first, second = receiver.events(secret)
    assert (first["type"], first["data"]) == (
        "portfolio.changed",
        {"href": f"{settings.PUBLIC_URL}/api/v1/portfolio/changes"},
    )
    assert first["id"] != second["id"]


def test_a_system_that_may_not_read_rights_is_not_told() -> None:
    with a_receiver() as receiver:
        by, _secret = firm_that_listens(receiver.url, scopes=("webhooks:write", "filings:read"))
        linked(a_patent(), by)
        assert told(AT) == 0
        assert receiver.came == []
