"""The portfolio through the API: the list, one right, what the account keeps about it, and the whole as a file."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from builders.filings import an_account
from builders.programs import Program, a_client, a_program, a_token
from builders.register import a_link, a_patent

from accounts.models import Organisation
from core.actor import Applicant
from rights.clients import files
from rights.models import ClientFile, Link

FILED = date(2019, 5, 10)
"""Year 5 of a patent filed then fell due on 31 May 2024 once years 5 was paid: s.25, rr.36 to 38."""


def three(own: Organisation) -> list[str]:
    """Patents due at different times: the first is late by June 2024, the second due then, the third much later."""
    late = a_patent(number="GB2400301", filed_on=FILED, title="Pump", paid_through=5)
    due = a_patent(
        number="GB2400302", filed_on=date(2019, 7, 1), granted_on=date(2021, 8, 2), title="Valve", paid_through=5
    )
    far = a_patent(
        number="GB2400303", filed_on=date(2019, 3, 1), granted_on=date(2021, 8, 2), title="Hose", paid_through=6
    )
    for right, reference in ((late, "B1"), (due, "C1"), (far, "A1")):
        a_link(right, own, own_reference=reference)
    return [late.number, due.number, far.number]


def numbers(body: dict[str, Any]) -> list[str]:
    return [item["number"] for item in body["items"]]


def walled(own: Organisation, by: Applicant, at: datetime) -> ClientFile:
    """A client file that is closed to all but one member, with one patent in it."""
    right = a_patent(number="GB2400999", title="Secret")
    a_link(right, own)
    file = files.open_file(files.Told("Hidden client"), by=by, at=at)
    files.place([right.pk], file, by=by, at=at)
    files.close_to_all_but(file, [by.user_id], by=by, at=at)
    file.refresh_from_db()
    return file


def test_the_list_comes_in_the_order_of_renewals_with_what_each_needs(program: Program, own: Organisation) -> None:
    late, due, far = three(own)
    body = program.get("portfolio/rights?count=true")
    assert numbers(body) == [late, due, far]
    assert body["totalCount"] == 3
    first = body["items"][0]
    assert (first["need"], first["dueDate"], first["lateUntilDate"]) == ("late", "2024-05-31", "2024-11-30")
    assert first["actByDate"] == "2024-12-02"  # 30 November 2024 is a Saturday (s.120)
    assert [item["need"] for item in body["items"]] == ["late", "due", None]


def test_the_list_is_sorted_filtered_and_narrowed(program: Program, own: Organisation) -> None:
    late, due, far = three(own)
    assert numbers(program.get("portfolio/rights?sort=ownReference:desc")) == [due, late, far]
    assert numbers(program.get("portfolio/rights?need=late")) == [late]
    assert numbers(program.get("portfolio/rights?q=valve")) == [due]
    assert numbers(program.get("portfolio/rights?q=GB%202400303")) == [far]
    assert numbers(program.get("portfolio/rights?status=granted,ceased&relation=owner&kind=GB")) == [late, due, far]
    assert numbers(program.get("portfolio/rights?relation=representative")) == []
    assert program.get("portfolio/rights?fields=number,need&limit=1")["items"] == [{"number": late, "need": "late"}]


def test_pages_follow_by_cursor_and_by_offset(program: Program, own: Organisation) -> None:
    late, due, far = three(own)
    first = program.get("portfolio/rights?limit=2")
    assert numbers(first) == [late, due]
    second = program.get(f"portfolio/rights?limit=2&cursor={first['nextCursor']}")
    assert numbers(second) == [far]
    assert "nextCursor" not in second
    assert numbers(program.get(first["next"].partition("testserver")[2])) == [far]
    assert numbers(program.get("portfolio/rights?limit=2&offset=1")) == [due, far]


@pytest.mark.parametrize(
    ("query", "target"),
    [
        ("status=granted,nonsense", "status"),
        ("need=soon", "need"),
        ("need=due,late", "need"),
        ("kind=XX", "kind"),
        ("relation=friend", "relation"),
        ("client=" + "x" * 61, "client"),
        ("q=" + "x" * 101, "q"),
        ("sort=price", "sort"),
        ("cursor=x", "cursor"),
        ("limit=0", "limit"),
    ],
)
def test_a_parameter_that_cannot_be_read_is_named(program: Program, own: Organisation, query: str, target: str) -> None:
    answer = program.call("GET", f"portfolio/rights?{query}")
    assert (answer.status_code, answer.json()["error"]["target"]) == (400, target)


def test_a_field_that_is_none_is_named(program: Program, own: Organisation) -> None:
    three(own)
    answer = program.call("GET", "portfolio/rights?fields=price")
    assert (answer.status_code, answer.json()["error"]["target"]) == (400, "fields")


def test_the_list_comes_as_csv_and_its_errors_as_json(program: Program, own: Organisation) -> None:
    late, _due, _far = three(own)
    answer = program.call("GET", "portfolio/rights", Accept="text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert (rows[0]["number"], rows[0]["dueDate"]) == (late, "2024-05-31")
    wrong = program.call("GET", "portfolio/rights?need=soon", Accept="text/csv")
    assert (wrong.status_code, wrong["Content-Type"]) == (400, "application/json")


def test_the_list_costs_the_same_for_one_right_and_for_three(
    program: Program,
    own: Organisation,
    account: Applicant,
    today: datetime,
    count_queries: Callable[[Program, str], int],
) -> None:
    first = a_patent(number="GB2400300")
    a_link(first, own)
    file = files.open_file(files.Told("Client"), by=account, at=today)
    files.place([first.pk], file, by=account, at=today)
    one = count_queries(program, "portfolio/rights")
    three(own)
    files.place(Link.everything.values_list("right_id", flat=True), file, by=account, at=today)
    assert count_queries(program, "portfolio/rights") == one
    assert program.get("portfolio/rights")["items"][0]["clientFile"] == file.reference


def test_only_a_token_with_the_scope_reads_and_only_its_own(
    account: Applicant, own: Organisation, at: datetime
) -> None:
    three(own)
    assert Program().call("GET", "portfolio/rights").status_code == 401
    other_scope = Program(a_token(a_client(account, scopes=("messages:read",))))
    answer = other_scope.call("GET", "portfolio/rights")
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "scopeNeeded")
    stranger = a_program(an_account(at, email="stranger@example.com"))
    assert stranger.get("portfolio/rights")["items"] == []
    for path in ("", "/entries"):
        assert stranger.call("GET", f"portfolio/rights/GB2400301{path}").status_code == 404
    assert stranger.call("PATCH", "portfolio/rights/GB2400301", {}).status_code == 404


def test_a_closed_client_file_leaves_no_trace_and_opens_to_a_system_inside(
    account: Applicant, own: Organisation, today: datetime
) -> None:
    file = walled(own, account, today)
    outside, inside = a_program(account), a_program(account, inside=[file.wall_key])
    assert outside.get("portfolio/rights?count=true") == {"items": [], "limit": 50, "offset": 0, "totalCount": 0}
    assert outside.call("GET", "portfolio/rights/GB2400999").status_code == 404
    assert outside.call("GET", "portfolio/rights/GB2400999/entries").status_code == 404
    assert "GB2400999" not in text_of(outside.call("GET", "portfolio/export"))
    assert outside.get("portfolio/summary")["rights"] == {"count": 0, "isMore": False}
    assert outside.get("portfolio/forecast")["rights"] == 0
    assert numbers(inside.get("portfolio/rights")) == ["GB2400999"]
    assert inside.get("portfolio/rights/GB2400999")["client"] == "Hidden client"
    assert "GB2400999" in text_of(inside.call("GET", "portfolio/export"))


def test_one_right_tells_everything_about_it(program: Program, own: Organisation) -> None:
    late, _due, _far = three(own)
    body = program.get("portfolio/rights/gb 2400301")
    assert (body["number"], body["relation"], body["ownReference"]) == (late, "owner", "B1")
    assert (body["filingDate"], body["grantDate"], body["expiryDate"]) == ("2019-05-10", "2021-06-02", "2039-05-09")
    assert [party["name"] for party in body["parties"]] == ["Acme Widgets Ltd"]
    assert body["quote"]["years"] == [6]
    assert body["quote"]["isRenewable"] is True
    possible = {one["type"]: one for one in body["actions"]}
    assert possible["renew"] == {"type": "renew", "title": possible["renew"]["title"], "isOpen": True, "reasons": []}


def test_one_right_is_answered_anew_only_if_it_changed(program: Program, own: Organisation) -> None:
    three(own)
    read = program.call("GET", "portfolio/rights/GB2400301")
    again = program.call("GET", "portfolio/rights/GB2400301", **{"If-None-Match": read["ETag"]})
    assert again.status_code == 304


def test_the_own_reference_and_the_client_are_changed_by_whoever_saw_them(program: Program, own: Organisation) -> None:
    three(own)
    address = "portfolio/rights/GB2400301"
    tag = program.call("GET", address)["ETag"]
    assert program.call("PATCH", address, {"ownReference": "N1"}).status_code == 428
    changed = program.call("PATCH", address, {"ownReference": "N1"}, **{"If-Match": tag})
    assert (changed.status_code, changed.json()["ownReference"]) == (200, "N1")
    assert program.call("PATCH", address, {"client": "Acme"}, **{"If-Match": tag}).status_code == 412
    placed = program.call("PATCH", address, {"client": "Acme"}, **{"If-Match": changed["ETag"]}).json()
    assert (placed["client"], placed["ownReference"]) == ("Acme", "N1")
    assert placed["clientFile"].startswith("CLI-")
    emptied = program.call("PATCH", address, {"client": None, "ownReference": None}, **{"If-Match": "*"}).json()
    assert (emptied["client"], emptied["clientFile"], emptied["ownReference"]) == ("", None, "")


@pytest.mark.parametrize(
    ("body", "target"), [({"ownReference": "x" * 61}, "/ownReference"), ({"title": "Mine"}, "/title"), ([], "/")]
)
def test_a_body_with_a_fault_names_the_member(program: Program, own: Organisation, body: Any, target: str) -> None:
    three(own)
    answer = program.call("PATCH", "portfolio/rights/GB2400301", body, **{"If-Match": "*"})
    assert (answer.status_code, answer.json()["error"]["details"][0]["target"]) == (422, target)


def test_changing_needs_the_scope_to_write(account: Applicant, own: Organisation) -> None:
    three(own)
    reader = Program(a_token(a_client(account, scopes=("rights:read",))))
    answer = reader.call("PATCH", "portfolio/rights/GB2400301", {"ownReference": "x"}, **{"If-Match": "*"})
    assert answer.json()["error"]["code"] == "scopeNeeded"


def test_the_history_is_told_newest_first(program: Program, own: Organisation) -> None:
    three(own)
    items = program.get("portfolio/rights/GB2400301/entries")["items"]
    assert [item["effectiveDate"] for item in items] == sorted((i["effectiveDate"] for i in items), reverse=True)
    assert "2021-06-02" in [item["effectiveDate"] for item in items]


def test_the_summary_counts_what_needs_doing(program: Program, own: Organisation) -> None:
    three(own)
    body = program.get("portfolio/summary")
    counts = {name: said["count"] for name, said in body.items()}
    assert counts == {"rights": 3, "due": 1, "late": 1, "restorable": 0, "unreadMessages": 0}


def test_the_forecast_adds_up_by_year(program: Program, own: Organisation) -> None:
    """Filed on 1 July 2019, paid to year 5: years 6 and 7 fall due in July 2024 and 2025, 90 and 110 pounds."""
    right = a_patent(number="GB2400302", filed_on=date(2019, 7, 1), granted_on=date(2021, 8, 2), paid_through=5)
    a_link(right, own, client="Acme")
    assert program.get("portfolio/forecast?years=2&client=none")["clients"] == []
    body = program.get("portfolio/forecast?years=1&client=Acme")
    assert body["years"] == [2024, 2025]
    assert [one["amount"] for one in body["clients"][0]["amounts"]] == [9000, 11000]
    assert [one["amount"] for one in body["totals"]] == [9000, 11000]
    assert (body["rights"], body["unknownFees"], body["isCertain"]) == (1, 0, True)
    assert program.call("GET", "portfolio/forecast?years=99").json()["error"]["target"] == "years"


def text_of(answer: Any) -> str:
    assert answer.status_code == 200, answer.content
    return b"".join(answer.streaming_content).decode()


def test_the_export_streams_as_csv_and_as_lines_of_json(program: Program, own: Organisation) -> None:
    late, due, far = three(own)
    answer = program.call("GET", "portfolio/export?sort=number:desc", Accept="*/*")
    assert answer.streaming
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert (answer["API-Version"], answer["RateLimit-Limit"]) == ("1", answer["RateLimit-Limit"])
    assert "private" in answer["Cache-Control"]
    rows = list(csv.DictReader(io.StringIO(text_of(answer))))
    assert [row["number"] for row in rows] == [far, due, late]
    lines = text_of(program.call("GET", "portfolio/export?need=late", Accept="application/x-ndjson")).splitlines()
    assert json.loads(lines[0]) == program.get("portfolio/rights?need=late")["items"][0]
    assert len(lines) == 1


def test_the_export_refuses_like_every_other_address(program: Program, account: Applicant) -> None:
    assert Program().call("GET", "portfolio/export").status_code == 401
    wrong = program.call("GET", "portfolio/export?need=soon")
    assert (wrong.status_code, wrong.json()["error"]["target"]) == (400, "need")
    assert program.call("GET", "portfolio/export", Accept="image/png").status_code == 406
    scopeless = Program(a_token(a_client(account, scopes=("messages:read",))))
    assert scopeless.call("GET", "portfolio/export").status_code == 403


def test_an_address_that_nobody_can_read_is_refused_as_an_error_of_the_api(program: Program) -> None:
    answer = program.call("GET", "portfolio/rights?q=%00")
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "unreadable")
