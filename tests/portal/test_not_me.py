"""The "this was not me" page: for anybody with the address, by POST only, limited."""

from datetime import datetime, timedelta

import pytest
from builders.demonstration_clock import clock_at
from builders.filings import an_account
from builders.linking import asked, code_for, owned, tokens
from django.core.cache import cache
from django.test import Client

from rights.linking import enter_code
from rights.models import Hold, Link, LinkRequest, Right


@pytest.fixture
def token(today: datetime) -> str:
    """The address in the message about a new link."""
    cache.clear()
    by = an_account(today)
    request = asked(owned(title="A secret title"), by=by, at=today)
    enter_code(request, code_for(request, by=by, at=today), by=by, at=today)
    return next(tokens())


def test_looking_says_the_number_only_and_changes_nothing(token: str) -> None:
    answer = Client().get(f"/not-me/{token}/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert Right.everything.get().number in page
    assert "A secret title" not in page
    assert "Rhiannon" not in page
    assert Link.everything.get().state == "active"
    assert not Hold.objects.exists()


def test_the_button_freezes_without_signing_in(token: str) -> None:
    answer = Client().post(f"/not-me/{token}/")
    assert answer.status_code == 200
    assert b"We have frozen the link" in answer.content
    assert Link.everything.get().state == "frozen"
    assert Hold.objects.filter(lifted_at=None).count() == 1


def test_a_request_that_came_to_nothing_is_said_to_be_over(token: str) -> None:
    LinkRequest.everything.update(state="refused")
    answer = Client().post(f"/not-me/{token}/")
    assert b"There is nothing to freeze" in answer.content
    assert not Hold.objects.exists()


def test_used_expired_and_unknown_answer_alike(token: str, today: datetime) -> None:
    Client().post(f"/not-me/{token}/")
    used, unknown = Client().get(f"/not-me/{token}/"), Client().get("/not-me/unknown/")
    assert (used.status_code, unknown.status_code) == (404, 404)
    assert b"This address no longer works" in used.content
    told = [answer.content.decode().partition("<main")[2].partition("</main>")[0] for answer in (used, unknown)]
    assert told[0] == told[1]


def test_it_expires_after_28_days(token: str, today: datetime) -> None:
    with clock_at(today + timedelta(days=28, minutes=1)):
        assert Client().post(f"/not-me/{token}/").status_code == 404
    assert Link.everything.get().state == "active"


def test_the_form_must_be_ours(token: str) -> None:
    assert Client(enforce_csrf_checks=True).post(f"/not-me/{token}/").status_code == 403
    assert Link.everything.get().state == "active"


def test_one_network_address_tries_twenty_times_in_a_quarter_of_an_hour(token: str) -> None:
    guesser = Client(REMOTE_ADDR="192.0.2.7")
    answers = [guesser.post(f"/not-me/guess{number}/").status_code for number in range(21)]
    assert answers == [404] * 20 + [429]
    assert guesser.post(f"/not-me/{token}/").status_code == 429
    assert Link.everything.get().state == "active"
    assert Client(REMOTE_ADDR="192.0.2.8").post(f"/not-me/{token}/").status_code == 200


def test_no_cache_keeps_it(token: str) -> None:
    assert "no-store" in Client().get(f"/not-me/{token}/")["Cache-Control"]
