"""The mailbox through the API."""

import csv
import io
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from builders.filings import an_account
from builders.programs import Program, a_client, a_program, a_token
from builders.register import a_link, a_patent

from accounts.models import Organisation
from core.actor import Applicant
from notifications.messages import RefundMade
from notifications.models import Notice
from notifications.recipients import Recipient
from notifications.services import tell
from rights.clients import files


def a_message(by: Applicant, at: datetime, key: str, *, amount: str = "£70", about: str = "PAY-1") -> Notice:
    message = RefundMade(reference="PAY-1", amount=amount, why="Somebody else renewed the patent first.")
    to = Recipient(email="owner@example.com", organisation_id=by.organisation_id)
    tell(message, to=to, key=key, about=about, at=at)
    return Notice.everything.get(key=key)


def test_messages_come_newest_first_without_their_text(program: Program, account: Applicant, today: datetime) -> None:
    first = a_message(account, today, "1", amount="£70")
    second = a_message(account, today + timedelta(minutes=1), "2", amount="£90")
    body = program.get("messages?count=true")
    assert [item["reference"] for item in body["items"]] == [second.reference, first.reference]
    assert body["totalCount"] == 2
    assert body["items"][0]["subject"] == "We sent back £90"
    assert "body" not in body["items"][0]
    assert [
        one["reference"] for one in program.get("messages?sort=createdAt:asc&limit=1&fields=reference")["items"]
    ] == [first.reference]
    assert [one["reference"] for one in program.get("messages?q=%C2%A370")["items"]] == [first.reference]


def test_pages_follow_by_cursor_and_by_offset(program: Program, account: Applicant, today: datetime) -> None:
    references = [a_message(account, today + timedelta(minutes=n), str(n)).reference for n in range(3)][::-1]
    page = program.get("messages?limit=2")
    assert [one["reference"] for one in page["items"]] == references[:2]
    after = program.get(f"messages?limit=2&cursor={page['nextCursor']}")
    assert [one["reference"] for one in after["items"]] == references[2:]
    assert [one["reference"] for one in program.get("messages?offset=2")["items"]] == references[2:]


def test_looking_does_not_read_and_reading_does(program: Program, account: Applicant, today: datetime) -> None:
    one = a_message(account, today, "1")
    address = f"messages/{one.reference}"
    read = program.call("GET", address)
    assert read.json()["readAt"] is None
    assert "Somebody else renewed the patent first." in read.json()["body"]
    assert program.call("GET", address, **{"If-None-Match": read["ETag"]}).status_code == 304
    assert [item["reference"] for item in program.get("messages?unread=true")["items"]] == [one.reference]
    assert program.post(f"{address}/reading", status=200)["readAt"] is not None
    assert program.call("GET", address, **{"If-None-Match": read["ETag"]}).status_code == 200
    assert program.get("messages?unread=true")["items"] == []


def test_strangers_and_tokens_without_the_scope_get_nothing(account: Applicant, today: datetime) -> None:
    one = a_message(account, today, "1")
    stranger = a_program(an_account(today, email="stranger@example.com"))
    assert stranger.get("messages")["items"] == []
    assert stranger.call("GET", f"messages/{one.reference}").status_code == 404
    assert stranger.call("POST", f"messages/{one.reference}/reading").status_code == 404
    other = Program(a_token(a_client(account, scopes=("rights:read",))))
    assert other.call("GET", "messages").status_code == 403
    assert Program().call("GET", "messages").status_code == 401


def test_a_message_about_a_walled_right_is_there_for_whoever_is_inside(
    account: Applicant, own: Organisation, today: datetime
) -> None:
    right = a_patent()
    a_link(right, own)
    file = files.open_file(files.Told("Hidden"), by=account, at=today)
    files.place([right.pk], file, by=account, at=today)
    files.close_to_all_but(file, [account.user_id], by=account, at=today)
    file.refresh_from_db()
    one = a_message(account, today, "1", about=right.number)
    outside, inside = a_program(account), a_program(account, inside=[file.wall_key])
    assert outside.get("messages?count=true")["totalCount"] == 0
    assert outside.call("GET", f"messages/{one.reference}").status_code == 404
    assert inside.get(f"messages/{one.reference}")["about"] == right.number


@pytest.mark.parametrize(
    ("query", "target"), [("q=" + "x" * 101, "q"), ("unread=yes", "unread"), ("sort=subject", "sort")]
)
def test_a_parameter_that_cannot_be_read_is_named(program: Program, query: str, target: str) -> None:
    answer = program.call("GET", f"messages?{query}")
    assert (answer.status_code, answer.json()["error"]["target"]) == (400, target)


def test_the_list_comes_as_csv_and_costs_the_same_for_one_and_three(
    program: Program, account: Applicant, today: datetime, count_queries: Callable[[Program, str], int]
) -> None:
    a_message(account, today, "0")
    one = count_queries(program, "messages")
    for number in (1, 2):
        a_message(account, today, str(number))
    assert count_queries(program, "messages") == one
    answer = program.call("GET", "messages", Accept="text/csv")
    assert len(list(csv.DictReader(io.StringIO(answer.content.decode())))) == 3
