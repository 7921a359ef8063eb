"""A body of more bytes than are read gets the API's own error, whatever is called and however it is sent."""

from typing import Any

import pytest
from builders.filings import an_account
from builders.programs import Program, a_program
from django.test import Client

from core.clock import now
from transactions.models import Filing, RightsList

pytestmark = pytest.mark.django_db
MOST = 2_621_440  # 2.5 MiB, Django's own limit


@pytest.fixture
def program() -> Program:
    return a_program(an_account(now()))


def sent(program: Program, method: str, path: str, body: bytes, kind: str = "application/json", **more: str) -> Any:
    said = {"Authorization": f"Bearer {program.token}", **more}
    return program.browser.generic(method, f"/api/v1/{path}", body, kind, headers=said)


def a_body(length: int) -> bytes:
    """JSON of so many bytes that would be read but for its length."""
    start, end = b'{"type": "renew", "rights": ["GB2999999"], "padding": "', b'"}'
    return start + b"x" * (length - len(start) - len(end)) + end


def is_too_large(answer: Any) -> None:
    assert (answer.status_code, answer["Content-Type"]) == (413, "application/json"), answer.content
    error = answer.json()["error"]
    assert (error["code"], error["status"], error["correlationId"]) == ("tooLarge", 413, answer["X-Correlation-ID"])
    assert "2,621,440" in error["message"]


@pytest.mark.parametrize(
    ("method", "path", "more"),
    [
        ("POST", "filings", {"Idempotency-Key": "one"}),
        ("PATCH", "filings/REN-0000-0000-0000/answers", {"If-Match": "*"}),
        ("PUT", "filings/REN-0000-0000-0000/answers", {"If-Match": "*"}),
        ("PATCH", "lists/LST-0000-0000-0000/lines/1", {"Idempotency-Key": "two"}),
    ],
)
def test_json_that_is_too_large_is_told_as_json(program: Program, method: str, path: str, more: dict[str, str]) -> None:
    is_too_large(sent(program, method, path, a_body(MOST + 1), **more))
    assert not Filing.everything.exists()


def test_a_table_that_is_too_large_too(program: Program) -> None:
    rows = b"Number\n" + b"GB2999999\n" * 300_000
    is_too_large(sent(program, "POST", "lists?type=renew", rows, "text/csv", **{"Idempotency-Key": "one"}))
    assert not RightsList.everything.exists()


def test_one_byte_less_is_read_and_the_key_is_free_again(program: Program) -> None:
    key = {"Idempotency-Key": "one"}
    is_too_large(sent(program, "POST", "filings", a_body(MOST + 1), **key))
    answer = sent(program, "POST", "filings", a_body(MOST), **key)
    assert answer.status_code == 422
    assert answer.json()["error"]["details"][0]["code"] == "unknownMember"


def test_who_may_not_call_is_told_that_first() -> None:
    answer = Client().generic("POST", "/api/v1/filings", a_body(MOST + 1), "application/json")
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "tokenNeeded"


def test_a_field_of_a_form_that_is_too_large_is_told_as_json(program: Program) -> None:
    edge = "edge"
    text = f'--{edge}\r\nContent-Disposition: form-data; name="file"\r\n\r\n'.encode()
    body = text + b"x" * (MOST + 1) + f"\r\n--{edge}--\r\n".encode()
    kind = f"multipart/form-data; boundary={edge}"
    is_too_large(sent(program, "POST", "files", body, kind, **{"Idempotency-Key": "one"}))


def test_people_still_get_a_page() -> None:
    answer = Client().post("/language/", {"language": "x" * (MOST + 1)}, "application/x-www-form-urlencoded")
    assert answer["Content-Type"].startswith("text/html")
