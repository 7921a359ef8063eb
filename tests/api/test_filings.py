"""Requests through the API: begun, answered, evidenced, sent, withdrawn; by the same rules as in the browser."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from builders.demonstration_clock import clock_at
from builders.files import PDF
from builders.filings import an_account, drafted, example_filer, example_right, linked, morning_of
from builders.programs import Program, a_client, a_program, a_token
from builders.register import a_patent
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from jsonschema import Draft202012Validator

from accounts.models import ApiClient
from core import clock
from core.actor import Applicant
from rights.models import Right
from transactions.kind import TransactionType
from transactions.models import Filing
from transactions.parts import Example
from transactions.registry import all_types

pytestmark = pytest.mark.django_db
BY_ACCOUNTS = [
    pytest.param(declared, declared.examples[0], id=declared.slug)
    for declared in all_types()
    if declared.examples[0].relation is not None
]


@pytest.fixture
def member(at: datetime) -> Applicant:
    return an_account(at)


@pytest.fixture
def right(at: datetime, member: Applicant) -> Right:
    found = a_patent(number="GB2000001", filed_on=date(2020, 6, 20))
    linked(found, member)
    return found


def begun(program: Program, **said: Any) -> dict[str, Any]:
    return program.post("filings", {"type": "change_reminder_address", "rights": ["GB2000001"], **said})


@pytest.mark.parametrize(("declared", "example"), BY_ACCOUNTS)
def test_every_type_is_answered_through_the_api_as_its_schema_says(declared: TransactionType, example: Example) -> None:
    right = example_right(example)
    by = example_filer(example, right)
    assert isinstance(by, Applicant)
    at = morning_of(example)
    by_pages = drafted(declared.slug, [right], example.answers, by=by, at=at)
    program = a_program(by)
    with clock_at(at):
        answers = program.get(f"filings/{by_pages.reference}")["answers"]
        schema = program.get(f"filings/{by_pages.reference}/answers-schema")
        Draft202012Validator.check_schema(schema)
        assert [error.message for error in Draft202012Validator(schema).iter_errors(as_given(answers))] == []
        Filing.everything.filter(pk=by_pages.pk).update(state="withdrawn")
        made = program.post("filings", {"type": declared.slug, "rights": [right.number], "answers": as_given(answers)})
    again = Filing.everything.get(reference=made["reference"])
    assert again.pk != by_pages.pk
    assert (again.answers, again.channel) == (by_pages.answers, "api")


def as_given(answers: Mapping[str, Any]) -> Any:
    """Answers without what stays empty, as a caller would send them."""
    if isinstance(answers, Mapping):
        return {name: as_given(value) for name, value in answers.items() if value not in (None, "")}
    return [as_given(one) for one in answers] if isinstance(answers, list) else answers


def test_what_is_wrong_is_named_member_by_member_and_nothing_is_stored(
    at: datetime, member: Applicant, right: Right
) -> None:
    with clock_at(at):
        answer = a_program(member).call(
            "POST",
            "filings",
            {"type": "change_reminder_address", "rights": ["GB2000001"], "answers": {"nothing": {}, "address": "x"}},
        )
    assert answer.status_code == 422
    targets = {one["target"] for one in answer.json()["error"]["details"]}
    assert "/answers/nothing" in targets
    assert Filing.everything.count() == 0


def test_unknown_numbers_are_named(at: datetime, member: Applicant, right: Right) -> None:
    body = {"type": "renew", "rights": ["GB2000001", "GB1111111", "nonsense"]}
    answer = a_program(member).call("POST", "filings", body)
    assert answer.status_code == 422
    assert [one["target"] for one in answer.json()["error"]["details"]] == ["/rights/1", "/rights/2"]


def test_a_system_prepares_and_a_person_sends(at: datetime, member: Applicant, right: Right) -> None:
    program = a_program(member)
    with clock_at(at):
        made = program.post("filings", RENEWAL)
        assert made["moves"] == ["withdraw"]
        assert "system prepares" in made["whyNotSend"]
        sent = program.call("POST", f"filings/{made['reference']}/submission", AGREED)
    assert (sent.status_code, sent.json()["error"]["code"]) == (403, "secondPersonNeeded")
    assert Filing.everything.get().state == "draft"


RENEWAL = {
    "type": "renew",
    "rights": ["GB2000001"],
    "answers": {"receipt": {"email": "docketing@firm.example", "reminders": "no"}},
}
AGREED = {"declarationAccepted": True, "agreedTotal": 7000}


def test_a_system_that_may_sends_at_the_price_that_it_saw(at: datetime, member: Applicant, right: Right) -> None:
    program = a_program(member, limit_pence=100_000)
    with clock_at(at):
        made = program.post("filings", RENEWAL)
        checked = program.post(f"filings/{made['reference']}/validation", status=200)
        assert (checked["isReady"], checked["total"], checked["missingAnswers"]) == (
            True,
            {"amount": 7000, "currency": "GBP"},
            [],
        )
        wrong = program.call("POST", f"filings/{made['reference']}/submission", {**AGREED, "agreedTotal": 1})
        assert (wrong.status_code, wrong.json()["error"]["code"]) == (409, "priceChanged")
        assert wrong.json()["error"]["details"][0]["total"] == 7000
        sent = program.post(f"filings/{made['reference']}/submission", AGREED, status=200)
    assert (sent["state"], sent["price"]["amount"]) == ("awaiting-payment", 7000)
    assert Filing.everything.get().submitted_by.startswith("machine:")


def test_a_repeated_call_makes_one_request_and_another_call_with_its_key_is_refused(
    at: datetime, member: Applicant, right: Right
) -> None:
    program = a_program(member)
    with clock_at(at):
        first = program.call("POST", "filings", RENEWAL, **{"Idempotency-Key": "one"})
        again = program.call("POST", "filings", RENEWAL, **{"Idempotency-Key": "one"})
        other = program.call("POST", "filings", {**RENEWAL, "language": "cy"}, **{"Idempotency-Key": "one"})
        without = program.call("POST", "filings", RENEWAL, **{"Idempotency-Key": ""})
    assert (first.status_code, again.status_code) == (201, 201)
    assert (again.content, again["Idempotency-Replayed"]) == (first.content, "true")
    assert again["Location"] == first["Location"]
    assert (other.status_code, other.json()["error"]["code"]) == (409, "idempotencyKeyReused")
    assert (without.status_code, without.json()["error"]["code"]) == (400, "idempotencyKeyNeeded")
    assert Filing.everything.count() == 1


def test_answers_are_changed_by_whoever_has_read_them(at: datetime, member: Applicant, right: Right) -> None:
    program = a_program(member)
    with clock_at(at):
        made = program.call("POST", "filings", RENEWAL)
        path = f"filings/{made.json()['reference']}/answers"
        body = {"answers": {"receipt": None}}
        assert program.call("PATCH", path, body).status_code == 428
        assert program.call("PATCH", path, body, **{"If-Match": '"old"'}).status_code == 412
        changed = program.call("PATCH", path, body, **{"If-Match": made["ETag"]})
    assert (changed.status_code, changed.json()["answers"]) == (200, {})


def test_a_document_is_stored_given_opened_and_taken_out(at: datetime, member: Applicant, right: Right) -> None:
    program = a_program(member)
    with clock_at(at):
        made = program.post("filings", {"type": "change_owner_name", "rights": ["GB2000001"]})
        stored = program.browser.post(
            "/api/v1/files",
            {"file": SimpleUploadedFile("proof.pdf", PDF)},
            headers={"Authorization": f"Bearer {program.token}", "Idempotency-Key": "file"},
        )
        assert stored.status_code == 201, stored.content
        file = stored.json()["id"]
        path = f"filings/{made['reference']}/documents"
        program.post(path, {"document": "proof", "file": file})
        assert [one["name"] for one in program.get(path)["items"]] == ["proof.pdf"]
        opened = program.call("GET", f"{path}/{file}")
        assert b"".join(opened.streaming_content) == PDF
        assert opened["Content-Disposition"].startswith("attachment")
        assert program.call("POST", path, {"document": "other", "file": file}).status_code == 422
        assert program.call("DELETE", f"{path}/{file}").status_code == 204
        assert program.call("DELETE", f"{path}/{file}").status_code == 404
        assert program.get(path)["items"] == []


def test_it_is_withdrawn_and_its_way_can_be_read(at: datetime, member: Applicant, right: Right) -> None:
    program = a_program(member, limit_pence=0)
    with clock_at(at):
        made = program.post("filings", RENEWAL)
        done = program.post(f"filings/{made['reference']}/withdrawal", {"why": "Not wanted"}, status=200)
        assert done["state"] == "withdrawn"
        moves = program.get(f"filings/{made['reference']}/movements")["items"]
        assert [(one["name"], one["by"]) for one in moves] == [("withdraw", "system")]
        again = program.call("POST", f"filings/{made['reference']}/withdrawal")
    assert (again.status_code, again.json()["error"]["code"]) == (409, "notNow")


def test_another_organisation_and_a_token_for_other_things_find_nothing(
    at: datetime, member: Applicant, right: Right
) -> None:
    with clock_at(at):
        reference = a_program(member).post("filings", {"type": "change_owner_name", "rights": ["GB2000001"]})[
            "reference"
        ]
    stranger = a_program(an_account(at, email="other@example.com"))
    assert stranger.call("GET", f"filings/{reference}").status_code == 404
    assert stranger.get("filings")["items"] == []
    renewals_alone = Program(a_token(a_client(member), scopes=("rights:renew",)))
    assert renewals_alone.call("GET", f"filings/{reference}").status_code == 404
    assert renewals_alone.get("filings")["items"] == []
    body = {"type": "change_owner_name", "rights": ["GB2000001"]}
    assert renewals_alone.call("POST", "filings", body).status_code == 403
    reads_alone = Program(a_token(a_client(member), scopes=("filings:read",)))
    assert reads_alone.call("POST", "filings", body).json()["error"]["code"] == "scopeNeeded"
    assert Program().call("GET", "filings").status_code == 401


def test_a_list_asks_as_many_questions_for_three_requests_as_for_one(at: datetime, member: Applicant) -> None:
    program = a_program(member)

    def questions() -> int:
        clock.forget()  # it is read once in a second
        with CaptureQueriesContext(connection) as asked:
            program.get("filings?count=true")
        return len(asked)

    counts = []
    ApiClient.objects.update(last_used_at=datetime.now(UTC) + timedelta(days=1))  # its use is noted once in a minute
    for place in range(3):
        found = a_patent(number=f"GB200001{place}", filed_on=date(2020, 6, 20))
        linked(found, member)
        drafted("renew", [found], {}, by=replace(member), at=at)
        counts.append(questions())
    assert counts[0] == counts[2]


def test_the_list_is_filtered_sorted_narrowed_and_paged(at: datetime, member: Applicant, right: Right) -> None:
    program = a_program(member)
    with clock_at(at):
        for slug in ("renew", "change_owner_name", "change_reminder_address"):
            program.post("filings", {"type": slug, "rights": ["GB2000001"]})
    page = program.get("filings?limit=2&sort=createdAt:asc&fields=type&count=true")
    assert (page["items"], page["totalCount"]) == ([{"type": "renew"}, {"type": "change_owner_name"}], 3)
    second = program.get(f"filings?limit=2&sort=createdAt:asc&cursor={page['nextCursor']}")
    assert [one["type"] for one in second["items"]] == ["change_reminder_address"]
    assert [one["type"] for one in program.get("filings?sort=createdAt:asc&offset=1&limit=1")["items"]] == [
        "change_owner_name"
    ]
    assert len(program.get("filings?type=renew&state=draft&right=2000001")["items"]) == 1
    assert program.get("filings?state=recorded")["items"] == []
    for wrong in ("limit=0", "limit=501", "sort=price", "cursor=x", "state=odd", "fields=odd", "count=1", "offset=-1"):
        answer = program.call("GET", f"filings?{wrong}")
        assert (answer.status_code, answer.json()["error"]["target"]) == (400, wrong.partition("=")[0])
    table = program.call("GET", "filings?type=renew&fields=type,rights", Accept="text/csv")
    assert table.content.decode().splitlines() == ["type,rights", 'renew,"[""GB2000001""]"']
