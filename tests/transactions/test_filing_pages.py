"""The pages of a journey, walked with Django's client; the card pages are told of by hand."""

from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from builders.filings import captured, confirmed, keep_ours
from builders.register import a_patent
from django.test import Client

from core.models import OutboxMessage
from payments.models import Attempt
from payments.services import open_payment
from transactions.models import Certificate, Filing

pytestmark = pytest.mark.django_db
EARLY = datetime(2023, 5, 2, 9, tzinfo=UTC)


def test_a_stranger_asks_for_a_number_and_sees_the_price(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    right = a_patent(title="Valve")
    page = client.post("/renew/", {"numbers": right.number})
    assert page.status_code == 302
    quoted = client.get(page["Location"])
    assert quoted.status_code == 200
    assert right.number in quoted.content.decode()


def test_an_unknown_number_is_named(client: Client) -> None:
    page = client.post("/renew/", {"numbers": "GB2499999\nnonsense"})
    text = page.content.decode()
    assert "There is a problem" in text
    assert "GB2499999" in text
