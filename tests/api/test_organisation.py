"""The organisation through the API: its rules, its members and its client files."""

import csv
import io
from collections.abc import Callable
from datetime import datetime

import pytest
from builders.filings import an_account
from builders.people import a_member
from builders.programs import Program, a_client, a_program, a_token
from builders.register import a_link, a_patent

from accounts.models import Organisation, User
from core.actor import Applicant
from core.models import AuditEvent
from rights.clients import files
from rights.models import ClientFile


def test_the_organisation_tells_its_rules_and_what_the_system_may_do(
    account: Applicant, own: Organisation, today: datetime
) -> None:
    own.needs_two_people, own.spending_limit_pence = True, 500_000
    own.save()
    body = Program(a_token(a_client(account, scopes=("organisation:read",)))).get("organisation")
    assert (body["name"], body["kind"]) == ("Example Instruments Ltd", "company")
    assert body["rules"] == {"needsTwoPeople": True, "spendingLimit": {"amount": 500_000, "currency": "GBP"}}
    client = body["client"]
    assert (client["name"], client["kind"], client["scopes"]) == ("Docketing", "system", ["organisation:read"])
    assert (client["permissions"], client["maySend"], client["spendingLimit"]) == (["view"], False, None)


def test_a_system_with_a_limit_sees_it(account: Applicant) -> None:
    client = a_program(account, limit_pence=20_000).get("organisation")["client"]
    assert (client["maySend"], client["spendingLimit"]) == (True, {"amount": 20_000, "currency": "GBP"})


def test_a_tool_acts_for_a_person(account: Applicant) -> None:
    user = User.objects.get(pk=account.user_id)
    tool = Program(a_token(a_client(account, scopes=("organisation:read",)), user=user))
    assert tool.get("organisation")["client"]["kind"] == "tool"


def test_the_organisation_is_answered_anew_only_if_it_changed(program: Program) -> None:
    read = program.call("GET", "organisation")
    assert program.call("GET", "organisation", **{"If-None-Match": read["ETag"]}).status_code == 304


def test_members_are_told_with_their_roles(
    program: Program, own: Organisation, count_queries: Callable[[Program, str], int]
) -> None:
    one = count_queries(program, "organisation/members")
    for name in ("clerk", "partner"):
        a_member(own, email=f"{name}@example.com", permissions=["view", "prepare"])
    items = program.get("organisation/members")["items"]
    assert sorted(item["email"] for item in items) == ["clerk@example.com", "owner@example.com", "partner@example.com"]
    assert next(item for item in items if item["name"] == "clerk")["permissions"] == ["prepare", "view"]
    assert count_queries(program, "organisation/members") == one
    table = program.call("GET", "organisation/members", Accept="text/csv").content.decode()
    assert len(list(csv.DictReader(io.StringIO(table)))) == 3


def a_file(name: str, by: Applicant, at: datetime) -> ClientFile:
    return files.open_file(files.Told(name, billing_reference=f"{name}/1"), by=by, at=at)


def test_client_files_are_listed_by_name_with_their_rights(
    program: Program, account: Applicant, own: Organisation, today: datetime
) -> None:
    for name in ("Beta", "Alpha", "Gamma"):
        file = a_file(name, account, today)
    right = a_patent()
    a_link(right, own)
    files.place([right.pk], file, by=account, at=today)
    body = program.get("client-files?count=true")
    assert [(one["name"], one["rights"]) for one in body["items"]] == [("Alpha", 0), ("Beta", 0), ("Gamma", 1)]
    assert body["totalCount"] == 3
    assert [one["name"] for one in program.get("client-files?sort=name:desc&limit=1")["items"]] == ["Gamma"]
    assert [one["name"] for one in program.get("client-files?q=et&fields=name")["items"]] == ["Beta"]
    page = program.get("client-files?limit=2")
    rest = program.get(f"client-files?limit=2&cursor={page['nextCursor']}")["items"]
    assert [one["name"] for one in rest] == ["Gamma"]
    assert program.get("client-files?offset=2")["items"] == rest
    table = program.call("GET", "client-files", Accept="text/csv").content.decode()
    assert [row["name"] for row in csv.DictReader(io.StringIO(table))] == ["Alpha", "Beta", "Gamma"]


def test_client_files_cost_the_same_for_one_and_three(
    program: Program, account: Applicant, today: datetime, count_queries: Callable[[Program, str], int]
) -> None:
    a_file("A", account, today)
    one = count_queries(program, "client-files")
    for name in ("B", "C"):
        a_file(name, account, today)
    assert count_queries(program, "client-files") == one


def test_one_client_file_tells_its_contacts(program: Program, account: Applicant, today: datetime) -> None:
    file = a_file("Alpha", account, today)
    files.keep_contacts(file, [files.ContactTold("Rhiannon", "r@alpha.example")], by=account, at=today)
    address = f"client-files/{file.reference}"
    read = program.call("GET", address)
    assert read.json()["contacts"] == [{"name": "Rhiannon", "email": "r@alpha.example", "phone": "", "role": ""}]
    assert (read.json()["billingReference"], read.json()["team"]) == ("Alpha/1", None)
    assert program.call("GET", address, **{"If-None-Match": read["ETag"]}).status_code == 304


def test_a_closed_file_leaves_no_trace_and_remembers_a_system_inside(account: Applicant, today: datetime) -> None:
    file = a_file("Hidden", account, today)
    files.close_to_all_but(file, [account.user_id], by=account, at=today)
    file.refresh_from_db()
    outside, inside = a_program(account), a_program(account, inside=[file.wall_key])
    assert outside.get("client-files?count=true")["totalCount"] == 0
    assert outside.call("GET", f"client-files/{file.reference}").status_code == 404
    assert inside.get(f"client-files/{file.reference}")["isClosed"] is True
    assert AuditEvent.objects.filter(verb="client-file-opened", subject=file.reference).count() == 1


def test_strangers_and_tokens_without_the_scope_get_nothing(account: Applicant, today: datetime) -> None:
    file = a_file("Alpha", account, today)
    stranger = a_program(an_account(today, name="Stranger Ltd", email="stranger@example.com"))
    assert stranger.get("client-files")["items"] == []
    assert stranger.get("organisation")["name"] == "Stranger Ltd"
    assert stranger.call("GET", f"client-files/{file.reference}").status_code == 404
    other = Program(a_token(a_client(account, scopes=("rights:read",))))
    for path in ("organisation", "organisation/members", "client-files", f"client-files/{file.reference}"):
        assert other.call("GET", path).status_code == 403
        assert Program().call("GET", path).status_code == 401


@pytest.mark.parametrize(("query", "target"), [("q=" + "x" * 61, "q"), ("sort=x", "sort"), ("limit=x", "limit")])
def test_a_parameter_that_cannot_be_read_is_named(program: Program, query: str, target: str) -> None:
    answer = program.call("GET", f"client-files?{query}")
    assert (answer.status_code, answer.json()["error"]["target"]) == (400, target)
