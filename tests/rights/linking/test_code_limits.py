"""How many codes go out: between two of them, to an address, for an account, for a right."""

from datetime import datetime, timedelta

import pytest
from builders.linking import asked, code_for, owned, sent_code

from accounts.models import Organisation
from core.actor import Applicant
from rights.linking import enter_code
from rights.linking.problems import TooMany

MINUTE = timedelta(minutes=1)
one_database = pytest.mark.django_db


@one_database
def test_a_minute_passes_between_two_codes_to_an_address(owner: Applicant, at: datetime) -> None:
    request = asked(owned(), by=owner, at=at)
    code_for(request, by=owner, at=at)
    with pytest.raises(TooMany, match="less than a minute"):
        code_for(request, by=owner, at=at + timedelta(seconds=59))


@one_database
def test_an_address_gets_five_codes_a_day_from_one_account(owner: Applicant, stranger: Applicant, at: datetime) -> None:
    request = asked(owned(), by=owner, at=at)
    for number in range(5):
        code_for(request, by=owner, at=at + number * MINUTE)
    with pytest.raises(TooMany):
        code_for(asked(owned(), by=owner, at=at), by=owner, at=at + 5 * MINUTE)
    other = asked(owned(), by=stranger, at=at)
    assert code_for(other, by=stranger, at=at + 5 * MINUTE)
    assert code_for(request, by=owner, at=at + timedelta(days=1, seconds=1))


@one_database
def test_an_address_gets_ten_codes_a_day_from_everybody(owner: Applicant, stranger: Applicant, at: datetime) -> None:
    for number, by in enumerate([owner, stranger] * 5):
        code_for(asked(owned(), by=by, at=at), by=by, at=at + number * MINUTE)
    third = Applicant(owner.user_id, Organisation.objects.create(kind="person", name="C", created_at=at).pk)
    with pytest.raises(TooMany):
        code_for(asked(owned(), by=third, at=at), by=third, at=at + 20 * MINUTE)


@one_database
def test_an_account_sends_thirty_codes_a_day(owner: Applicant, at: datetime) -> None:
    for number in range(30):
        request = asked(owned(email=f"{number}@home.example"), by=owner, at=at)
        code_for(request, by=owner, at=at)
    with pytest.raises(TooMany):
        code_for(asked(owned(email="31@home.example"), by=owner, at=at), by=owner, at=at)


@one_database
def test_two_letters_go_out_for_a_right_within_a_week(owner: Applicant, stranger: Applicant, at: datetime) -> None:
    right = owned()
    code_for(asked(right, by=owner, at=at), by=owner, at=at, channel="letter")
    code_for(asked(right, by=stranger, at=at), by=stranger, at=at, channel="letter")
    with pytest.raises(TooMany, match="2 letters"):
        code_for(asked(right, by=owner, at=at), by=owner, at=at + timedelta(days=6), channel="letter")
    assert code_for(asked(right, by=owner, at=at), by=owner, at=at + timedelta(days=7), channel="letter")


@one_database
def test_a_refused_sending_leaves_the_code_before_as_it_was(owner: Applicant, at: datetime) -> None:
    request = asked(owned(), by=owner, at=at)
    code = code_for(request, by=owner, at=at)
    with pytest.raises(TooMany):
        code_for(request, by=owner, at=at)
    assert sent_code() == code
    assert enter_code(request, code, by=owner, at=at)
