"""Instructions through the API: asking, giving, answering, withdrawing, and walls."""

import csv
import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from builders.filings import an_account, linked
from builders.programs import Program, a_client, a_program, a_token
from builders.register import a_patent

from core.actor import Applicant
from rights.clients import files
from rights.models import Instruction, Right

DUE = "2024-07-01"


@pytest.fixture
def owner(today: datetime) -> Applicant:
    """The owner's account."""
    return an_account(today, name="An owner", email="an-owner@example.com")


@pytest.fixture
def owners(owner: Applicant) -> Program:
    """The owner's system."""
    return a_program(owner)


def looked_after(firm: Applicant, owner: Applicant | None = None) -> Right:
    right = a_patent()
    linked(right, firm, relation="representative")
    if owner:
        linked(right, owner)
    return right


def asked(program: Program, *rights: Right) -> list[dict[str, Any]]:
    wanted = {"rights": [right.number for right in rights], "question": "Renew?", "dueDate": DUE}
    items: list[dict[str, Any]] = program.post("instruction-questions", wanted)["items"]
    return items


def test_a_firm_asks_and_the_owner_answers(
    program: Program, owners: Program, account: Applicant, owner: Applicant
) -> None:
    right = looked_after(account, owner)
    (question,) = asked(program, right)
    assert (question["right"], question["question"], question["dueDate"]) == (right.number, "Renew?", DUE)
    assert (question["answer"], question["isInForce"], question["owner"]) == (None, False, "An owner")
    assert [one["reference"] for one in program.get("instructions?show=asked")["items"]] == [question["reference"]]
    (waiting,) = owners.get("instructions")["items"]
    assert waiting["reference"] == question["reference"]
    said = {"answer": "lapse", "words": "Not needed"}
    answered = owners.post(f"instructions/{question['reference']}/answer", said, status=200)
    assert (answered["answer"], answered["words"], answered["isInForce"]) == ("lapse", "Not needed", True)
    again = owners.call("POST", f"instructions/{question['reference']}/answer", {"answer": "renew"})
    assert (again.status_code, again.json()["error"]["code"]) == (409, "alreadyAnswered")
    assert program.get("instructions?show=in-force")["items"][0]["answer"] == "lapse"
    assert owners.get("instructions?show=given")["items"][0]["answer"] == "lapse"


def test_an_owner_tells_unasked_and_takes_it_back(
    program: Program, owners: Program, account: Applicant, owner: Applicant
) -> None:
    right = looked_after(account, owner)
    said = {"rights": [right.number], "answer": "renew"}
    assert owners.post("instructions", said) == {"inForce": 1}
    (told,) = program.get("instructions?show=in-force")["items"]
    address = f"instructions/{told['reference']}"
    read = program.call("GET", address)
    assert program.call("GET", address, **{"If-None-Match": read["ETag"]}).status_code == 304
    assert owners.post(f"{address}/withdrawal", status=200)["isInForce"] is False
    assert owners.call("POST", f"{address}/withdrawal").status_code == 409
    assert program.get("instructions?show=over")["items"][0]["reference"] == told["reference"]


def test_a_firm_notes_what_its_client_told_it(program: Program, account: Applicant) -> None:
    right = looked_after(account)
    assert program.post("instructions", {"rights": [right.number], "answer": "other", "words": "Sell it"}) == {
        "inForce": 1
    }


@pytest.mark.parametrize("path", ["instructions", "instruction-questions"])
def test_rights_that_are_not_the_accounts_are_named_and_nothing_is_done(
    program: Program, account: Applicant, path: str
) -> None:
    mine, other = looked_after(account), a_patent()
    body = {"rights": [mine.number, other.number]} | (
        {"answer": "renew"} if path == "instructions" else {"dueDate": DUE}
    )
    answer = program.call("POST", path, body)
    fault = answer.json()["error"]["details"][0]
    assert (answer.status_code, fault["code"], fault["target"]) == (422, "notYours", "/rights")
    assert other.number in fault["message"]
    assert not Instruction.everything.exists()


@pytest.mark.parametrize(
    ("body", "target"),
    [
        ({"rights": [], "answer": "renew"}, "/rights"),
        ({"rights": ["GB1"], "answer": "maybe"}, "/answer"),
        ({"rights": ["GB1"], "answer": ""}, "/answer"),
        ({"rights": ["GB1"], "answer": "renew", "words": "x" * 1001}, "/words"),
        ({"rights": ["GB1"], "answer": "renew", "by": "me"}, "/by"),
    ],
)
def test_a_body_with_a_fault_names_the_member(program: Program, body: object, target: str) -> None:
    answer = program.call("POST", "instructions", body)
    assert (answer.status_code, answer.json()["error"]["details"][0]["target"]) == (422, target)


def test_strangers_find_nothing_and_do_nothing(
    program: Program, account: Applicant, owner: Applicant, today: datetime
) -> None:
    (question,) = asked(program, looked_after(account, owner))
    stranger = a_program(an_account(today, email="stranger@example.com"))
    address = f"instructions/{question['reference']}"
    assert stranger.get("instructions?show=asked")["items"] == []
    assert stranger.call("GET", address).status_code == 404
    assert stranger.call("POST", f"{address}/answer", {"answer": "renew"}).status_code == 404
    assert stranger.call("POST", f"{address}/withdrawal").status_code == 404


def test_the_scope_is_needed_and_enough(account: Applicant, today: datetime) -> None:
    right = looked_after(account)
    reader = Program(a_token(a_client(account, scopes=("rights:read", "rights:write"))))
    assert reader.call("GET", "instructions").status_code == 403
    assert reader.call("POST", "instructions", {}).status_code == 403
    assert Program().call("GET", "instructions").status_code == 401
    writer = Program(a_token(a_client(account, scopes=("instructions:write",))))
    assert writer.post("instructions", {"rights": [right.number], "answer": "renew"}) == {"inForce": 1}


def test_instructions_about_a_walled_right_leave_no_trace(
    account: Applicant, owner: Applicant, today: datetime
) -> None:
    right = looked_after(account, owner)
    file = files.open_file(files.Told("Hidden"), by=account, at=today)
    files.place([right.pk], file, by=account, at=today)
    files.close_to_all_but(file, [account.user_id], by=account, at=today)
    file.refresh_from_db()
    outside, inside = a_program(account), a_program(account, inside=[file.wall_key])
    (question,) = asked(inside, right)
    assert outside.get("instructions?show=asked&count=true")["totalCount"] == 0
    assert outside.call("GET", f"instructions/{question['reference']}").status_code == 404
    refused = outside.call("POST", "instructions", {"rights": [right.number], "answer": "lapse"})
    unknown = outside.call("POST", "instructions", {"rights": ["GB2499999"], "answer": "lapse"})
    assert refused.status_code == unknown.status_code == 422
    words = refused.json()["error"]["message"].replace(right.number, "GB2499999")
    assert words == unknown.json()["error"]["message"]
    assert inside.get("instructions?show=asked")["items"][0]["reference"] == question["reference"]


def test_lists_are_sorted_paged_and_cost_the_same_for_one_and_three(
    program: Program, account: Applicant, owner: Applicant, count_queries: Callable[[Program, str], int]
) -> None:
    asked(program, looked_after(account, owner))
    one = count_queries(program, "instructions?show=asked")
    asked(program, looked_after(account, owner), looked_after(account, owner))
    assert count_queries(program, "instructions?show=asked") == one
    page = program.get("instructions?show=asked&limit=2&sort=dueDate:desc&count=true&fields=reference")
    assert (len(page["items"]), page["totalCount"], set(page["items"][0])) == (2, 3, {"reference"})
    rest = program.get(f"instructions?show=asked&limit=2&sort=dueDate:desc&cursor={page['nextCursor']}")["items"]
    assert len(rest) == 1
    assert program.get("instructions?show=asked&sort=dueDate:desc&offset=2")["items"] == rest
    table = program.call("GET", "instructions?show=asked", Accept="text/csv").content.decode()
    assert len(list(csv.DictReader(io.StringIO(table)))) == 3


@pytest.mark.parametrize(("query", "target"), [("show=all", "show"), ("show=asked,over", "show"), ("sort=x", "sort")])
def test_a_parameter_that_cannot_be_read_is_named(program: Program, query: str, target: str) -> None:
    answer = program.call("GET", f"instructions?{query}")
    assert (answer.status_code, answer.json()["error"]["target"]) == (400, target)
