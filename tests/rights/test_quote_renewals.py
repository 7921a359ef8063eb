"""The command answers every line of renewal facts, and says which lines it cannot answer."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from builders.renewal_examples import CERTAIN, Example, pence
from django.core.management import call_command
from django.core.management.base import CommandError
from hypothesis import given
from hypothesis import strategies as st

from rights.calendar import office_calendar
from rights.management.commands.quote_renewals import Command
from rights.patents.fees import fee_book
from rights.patents.quote_chunks import answer_all
from rights.patents.quote_lines import answer

REQUEST: dict[str, Any] = {
    "id": "R02",
    "kind": "GB",
    "filedOn": "2019-05-10",
    "grantedOn": "2021-06-02",
    "paidThroughYear": 4,
    "licencesOfRightSince": None,
    "on": "2023-03-01",
}


def run(file: str | Path, **options: str) -> list[dict[str, Any]]:
    out = io.StringIO()
    call_command(Command(), str(file), stdout=out, **options)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def answered(*lines: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in answer(lines, office_calendar(), fee_book())]


def answered_with(**changes: object) -> dict[str, Any]:
    (only,) = answered(json.dumps({**REQUEST, **changes}).encode())
    return only


def request(example: Example) -> dict[str, Any]:
    return {
        "id": example.name,
        "kind": example.kind,
        "filedOn": example.filed,
        "grantedOn": example.granted or None,
        "paidThroughYear": example.paid_through,
        "licencesOfRightSince": example.licences_of_right or None,
        "on": example.on,
    }


def expected(example: Example) -> dict[str, Any]:
    return {
        "id": example.name,
        "state": example.state,
        "years": list(example.years),
        "renewalOn": example.renewal or None,
        "opensOn": example.opens or None,
        "dueOn": example.due or None,
        "freeLateUntil": example.free_late or None,
        "lateUntil": example.late or None,
        "restoreBy": example.restore or None,
        "expiresOn": example.expires,
        "renewalFeePence": pence(example.fee),
        "additionalFeePence": pence(example.additional),
    }


def test_every_worked_example_is_answered_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "requests.jsonl"
    file.write_text("\n".join(json.dumps(request(example)) for example in CERTAIN), encoding="utf-8")
    assert run(file) == [expected(example) for example in CERTAIN]


def test_answers_have_the_fields_in_their_order() -> None:
    assert list(answered_with()) == list(expected(CERTAIN[0]))


def test_standard_input_is_read_where_no_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(REQUEST).encode())))
    assert [row["id"] for row in run("-")] == ["R02"]


def test_answers_can_be_written_to_a_file(tmp_path: Path) -> None:
    requests, answers = tmp_path / "requests.jsonl", tmp_path / "answers.jsonl"
    requests.write_text(json.dumps(REQUEST), encoding="utf-8")
    assert run(requests, out=str(answers)) == []
    assert json.loads(answers.read_text(encoding="utf-8"))["state"] == "renewable"


def test_a_file_is_not_overwritten_by_its_own_answers(tmp_path: Path) -> None:
    requests = tmp_path / "requests.jsonl"
    requests.write_text(json.dumps(REQUEST), encoding="utf-8")
    with pytest.raises(CommandError, match="another file"):
        run(requests, out=str(requests))
    assert json.loads(requests.read_text(encoding="utf-8")) == REQUEST


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"missing\.jsonl cannot be opened: No such file"):
        run(tmp_path / "missing.jsonl")


def test_bad_lines_are_answered_with_their_number_and_the_rest_go_on() -> None:
    good = json.dumps(REQUEST).encode()
    answers = answered(good, b"", b"{not json", b"  \n", b"\xff\xfe", b"[1]", b'{"id": "x"}', good)
    assert [row.get("line") for row in answers] == [None, 3, 5, 6, 7, None]
    assert [row["error"] for row in answers[1:4]] == [
        "Write the line as JSON",
        "Write the line in UTF-8",
        "Write each request as an object: {...}",
    ]
    assert answers[4]["id"] == "x"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"kind": "DE"}, "kind must be GB or EP"),
        ({"kind": None}, "kind must be GB or EP"),
        ({"kind": ["GB"]}, "kind must be GB or EP"),
        ({"filedOn": "2019-02-30"}, "filedOn must be a real date"),
        ({"filedOn": "20190510"}, "filedOn must be a real date"),
        ({"filedOn": "2019-W19-5"}, "filedOn must be a real date"),
        ({"filedOn": "2019-05-10T00:00"}, "filedOn must be a real date"),
        ({"filedOn": None}, "filedOn must be a real date"),
        ({"filedOn": 20190510}, "filedOn must be a real date"),
        ({"filedOn": "9999-12-31", "grantedOn": None}, "filedOn must be a real date"),
        ({"on": "0001-01-01"}, "on must be a real date"),
        ({"on": {"day": 1}}, "on must be a real date"),
        ({"grantedOn": ""}, "grantedOn must be a real date"),
        ({"grantedOn": "2019-05-09"}, "grantedOn must not be before filedOn"),
        ({"licencesOfRightSince": "soon"}, "licencesOfRightSince must be a real date"),
        ({"paidThroughYear": 3}, "paidThroughYear must be a whole number from 4"),
        ({"paidThroughYear": 21}, "paidThroughYear must be a whole number from 4"),
        ({"paidThroughYear": True}, "paidThroughYear must be a whole number from 4"),
        ({"paidThroughYear": 5.0}, "paidThroughYear must be a whole number from 4"),
        ({"paidThroughYear": "5"}, "paidThroughYear must be a whole number from 4"),
        ({"paidThroughYear": 10**400}, "paidThroughYear must be a whole number from 4"),
    ],
)
def test_a_wrong_field_is_named(changes: dict[str, object], error: str) -> None:
    row = answered_with(**changes)
    assert error in row["error"]
    assert (row["line"], row["id"]) == (1, "R02")


@pytest.mark.parametrize("unreadable", [True, None, 1.5, ["R02"], {"id": 1}])
def test_an_id_is_a_text_or_a_whole_number(unreadable: object) -> None:
    assert answered_with(id=unreadable) == {"line": 1, "error": "id must be a text or a whole number"}


def test_a_missing_date_of_grant_is_not_taken_for_a_pending_application() -> None:
    (row,) = answered(json.dumps({key: value for key, value in REQUEST.items() if key != "grantedOn"}).encode())
    assert row["error"].startswith("grantedOn must be there")


@pytest.mark.parametrize(
    "line", [b'{"id": NaN}', b'{"id": ' + b"9" * 5000 + b"}", b"[" * 100_000, b'{"id": "\\ud800', b"null", b"\x00"]
)
def test_hostile_lines_are_only_bad_lines(line: bytes) -> None:
    assert [row["line"] for row in answered(line)] == [1]


def test_a_byte_order_mark_and_other_languages_are_read() -> None:
    (row,) = answered(b"\xef\xbb\xbf" + json.dumps({**REQUEST, "id": "Ŵ"}, ensure_ascii=False).encode())
    assert (row["id"], row["state"]) == ("Ŵ", "renewable")


@given(st.lists(st.binary(max_size=80), max_size=5))
def test_whatever_comes_in_each_line_that_is_not_blank_is_answered(lines: list[bytes]) -> None:
    assert len(answered(*lines)) == sum(1 for line in lines if line.strip())


def test_many_lines_are_answered_in_order_and_bad_ones_keep_their_number() -> None:
    good = b'{"id": %d, "kind": "GB", "filedOn": "2019-05-10", "grantedOn": null, "paidThroughYear": 4, "on": "2023-01-01"}'
    lines = [good % number for number in range(4999)] + [b"not json"] + [good % 5000]
    answers = [json.loads(line) for line in "".join(answer_all(lines)).splitlines()]
    assert [each.get("id") for each in answers[:4999]] == list(range(4999))
    assert answers[4999]["line"] == 5000
    assert answers[5000]["id"] == 5000
