"""Links through the API: the list, asking by number, proving, cancelling, and ending."""

import csv
import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from builders.filings import an_account
from builders.linking import owned, represented, sent_code, told, wrong
from builders.programs import Program, a_client, a_program, a_token
from builders.register import a_link, a_patent

from accounts.models import Organisation
from core.actor import Applicant
from rights.clients import files
from rights.models import Link, LinkRequest


def asked(program: Program, *numbers: str, relation: str = "owner") -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = program.post("link-requests", {"numbers": list(numbers), "relation": relation})[
        "items"
    ]
    return items


def way(program: Program, reference: str, proof: str, channel: str = "") -> dict[str, Any]:
    ways = program.get(f"link-requests/{reference}")["ways"]
    return next(one for one in ways if (one["proof"], one["channel"]) == (proof, channel))


def test_links_are_listed_with_relation_state_and_since_when(
    program: Program, own: Organisation, today: datetime
) -> None:
    first, second, third = (a_patent(number=f"GB240070{place}") for place in range(3))
    a_link(first, own, own_reference="A")
    a_link(second, own, relation="representative", state="frozen")
    a_link(third, own, state="ended", ended_at=today)
    body = program.get("links?count=true")
    assert [(one["number"], one["relation"], one["state"]) for one in body["items"]] == [
        ("GB2400700", "owner", "active"),
        ("GB2400701", "representative", "frozen"),
    ]
    assert body["totalCount"] == 2
    assert [one["number"] for one in program.get("links?state=ended")["items"]] == ["GB2400702"]
    assert [one["number"] for one in program.get("links?relation=representative")["items"]] == ["GB2400701"]
    assert [one["number"] for one in program.get("links?sort=number:desc&limit=1&fields=number")["items"]] == [
        "GB2400701"
    ]
    page = program.get("links?limit=1")
    assert program.get(f"links?limit=1&cursor={page['nextCursor']}")["items"][0]["number"] == "GB2400701"
    assert program.get("links?limit=1&offset=1")["items"][0]["number"] == "GB2400701"
    table = program.call("GET", "links", Accept="text/csv").content.decode()
    assert [row["number"] for row in csv.DictReader(io.StringIO(table))] == ["GB2400700", "GB2400701"]


def test_every_number_is_answered_and_what_is_found_is_begun(program: Program, own: Organisation) -> None:
    found, linked_before, hidden = owned(), owned(), a_patent(published_on=None, granted_on=None)
    a_link(linked_before, own)
    items = asked(program, found.number, linked_before.number, "GB2499999", hidden.number, "nonsense")
    assert [one["outcome"] for one in items] == ["begun", "linked", "notFound", "notFound", "unreadable"]
    assert items[2]["message"] == items[3]["message"] != ""
    assert items[0]["right"] == found.number
    again = asked(program, found.number)
    assert (again[0]["outcome"], again[0]["reference"]) == ("asked", items[0]["reference"])
    assert LinkRequest.everything.count() == 1


def test_a_code_to_the_contact_on_record_makes_the_link(program: Program, own: Organisation) -> None:
    right = owned()
    (item,) = asked(program, right.number)
    reference = item["reference"]
    chosen = way(program, reference, "code", "email")
    assert (chosen["rights"], chosen["hint"], chosen["needsPerson"]) == ([right.number], "r•••@o•••.example", False)
    sent = program.post(f"link-requests/{reference}/proof", {"key": chosen["key"]}, status=200)
    assert (sent["state"], sent["mayEnterCode"]) == ("code-sent", True)
    code = sent_code()
    refused = program.call("POST", f"link-requests/{reference}/code", {"code": wrong(code)})
    fault = refused.json()["error"]["details"][0]
    assert (refused.status_code, fault["code"], fault["target"]) == (422, "wrongCode", "/code")
    assert "4 tries left" in fault["message"]
    done = program.post(f"link-requests/{reference}/code", {"code": code}, status=200)
    assert (done["state"], done["ways"]) == ("granted", [])
    assert Link.everything.get().relation == "owner"
    over = program.call("POST", f"link-requests/{reference}/code", {"code": code})
    assert (over.status_code, over.json()["error"]["code"]) == (409, "codeOver")


def test_one_code_after_another_waits_a_minute(program: Program, own: Organisation) -> None:
    (item,) = asked(program, owned().number)
    key = way(program, item["reference"], "code", "email")["key"]
    program.post(f"link-requests/{item['reference']}/proof", {"key": key}, status=200)
    answer = program.call("POST", f"link-requests/{item['reference']}/proof", {"key": key})
    assert (answer.status_code, answer.json()["error"]["code"]) == (429, "tooManyLinkRequests")


def test_the_owner_is_asked_in_its_own_account(program: Program, account: Applicant, today: datetime) -> None:
    right = represented()
    owner = an_account(today, name="Rhiannon Testwood", email="rhiannon@owner.example")
    a_link(right, Organisation.objects.get(pk=owner.organisation_id))
    (item,) = asked(program, right.number, relation="representative")
    waiting = program.post(f"link-requests/{item['reference']}/proof", {"key": "owner"}, status=200)
    assert waiting["state"] == "with-owner"
    assert len(told("owner-asked")) == 1


def test_what_only_a_person_can_prove_says_so(program: Program, own: Organisation) -> None:
    (item,) = asked(program, owned().number)
    for proof in ("identity", "authority"):
        assert way(program, item["reference"], proof)["needsPerson"] is True
        answer = program.call("POST", f"link-requests/{item['reference']}/proof", {"key": proof})
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "personNeeded")
    closed = program.call("POST", f"link-requests/{item['reference']}/proof", {"key": "email-none"})
    assert (closed.status_code, closed.json()["error"]["code"]) == (409, "proofNotOpen")


def test_a_request_is_taken_back_once(program: Program, own: Organisation) -> None:
    (item,) = asked(program, owned().number)
    address = f"link-requests/{item['reference']}"
    read = program.call("GET", address)
    assert program.call("GET", address, **{"If-None-Match": read["ETag"]}).status_code == 304
    assert program.post(f"{address}/cancellation", status=200)["state"] == "cancelled"
    assert program.call("POST", f"{address}/cancellation").status_code == 409
    assert program.get("link-requests?show=open")["items"] == []
    assert program.get("link-requests?show=over&count=true")["totalCount"] == 1


def test_requests_are_paged_and_cost_the_same_for_one_and_three(
    program: Program, own: Organisation, count_queries: Callable[[Program, str], int]
) -> None:
    asked(program, owned().number)
    one = count_queries(program, "link-requests")
    asked(program, owned().number, owned().number)
    assert count_queries(program, "link-requests") == one
    page = program.get("link-requests?limit=2&fields=reference")
    rest = program.get(f"link-requests?limit=2&fields=reference&cursor={page['nextCursor']}")["items"]
    assert len(rest) == 1
    assert program.get("link-requests?fields=reference&offset=2")["items"] == rest


def test_links_cost_the_same_for_one_and_three(
    program: Program, own: Organisation, count_queries: Callable[[Program, str], int]
) -> None:
    a_link(a_patent(), own)
    one = count_queries(program, "links")
    for _time in range(2):
        a_link(a_patent(), own)
    assert count_queries(program, "links") == one


def test_a_link_is_ended_by_whoever_may_submit(program: Program, account: Applicant, own: Organisation) -> None:
    right = a_patent(number="GB2400801")
    a_link(right, own)
    a_link(right, own, relation="representative")
    preparing = Program(a_token(a_client(account, scopes=("rights:write",))))
    refused = preparing.call("DELETE", "links/GB2400801")
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "notPermitted")
    assert program.call("DELETE", "links/GB2400801?relation=representative").status_code == 204
    assert [one["relation"] for one in program.get("links")["items"]] == ["owner"]
    assert program.call("DELETE", "links/gb%202400801").status_code == 204
    assert program.call("DELETE", "links/GB2400801").status_code == 404


def test_strangers_find_nothing_and_end_nothing(program: Program, own: Organisation, today: datetime) -> None:
    a_link(a_patent(number="GB2400802"), own)
    (item,) = asked(program, owned().number)
    stranger = a_program(an_account(today, email="stranger@example.com"))
    assert stranger.get("links")["items"] == stranger.get("link-requests")["items"] == []
    assert stranger.call("DELETE", "links/GB2400802").status_code == 404
    address = f"link-requests/{item['reference']}"
    assert stranger.call("GET", address).status_code == 404
    for act, body in (("proof", {"key": "owner"}), ("code", {"code": "1"}), ("cancellation", None)):
        assert stranger.call("POST", f"{address}/{act}", body).status_code == 404


def test_scopes_are_needed(account: Applicant) -> None:
    reader = Program(a_token(a_client(account, scopes=("rights:read",))))
    other = Program(a_token(a_client(account, scopes=("messages:read",))))
    for path in ("links", "link-requests"):
        assert reader.call("GET", path).status_code == 200
        assert other.call("GET", path).status_code == 403
        assert Program().call("GET", path).status_code == 401
    assert reader.call("POST", "link-requests", {}).status_code == 403
    assert reader.call("DELETE", "links/GB1").status_code == 403


def test_links_behind_a_wall_leave_no_trace(account: Applicant, own: Organisation, today: datetime) -> None:
    right = a_patent(number="GB2400803")
    a_link(right, own)
    file = files.open_file(files.Told("Hidden"), by=account, at=today)
    files.place([right.pk], file, by=account, at=today)
    files.close_to_all_but(file, [account.user_id], by=account, at=today)
    file.refresh_from_db()
    outside, inside = a_program(account), a_program(account, inside=[file.wall_key])
    assert outside.get("links?count=true")["totalCount"] == 0
    assert outside.call("DELETE", "links/GB2400803").status_code == 404
    assert [one["number"] for one in inside.get("links")["items"]] == ["GB2400803"]


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("links?state=gone", "state"),
        ("links?relation=friend", "relation"),
        ("links?sort=title", "sort"),
        ("link-requests?show=all", "show"),
        ("link-requests?sort=number", "sort"),
    ],
)
def test_a_parameter_that_cannot_be_read_is_named(program: Program, path: str, target: str) -> None:
    answer = program.call("GET", path)
    assert (answer.status_code, answer.json()["error"]["target"]) == (400, target)


@pytest.mark.parametrize(
    ("body", "target"),
    [
        ({"numbers": [], "relation": "owner"}, "/numbers"),
        ({"numbers": ["GB1"] * 51, "relation": "owner"}, "/numbers"),
        ({"numbers": ["GB1"], "relation": "friend"}, "/relation"),
        ({"numbers": ["GB1"], "relation": "owner", "for": "me"}, "/for"),
    ],
)
def test_a_body_with_a_fault_names_the_member(program: Program, body: object, target: str) -> None:
    answer = program.call("POST", "link-requests", body)
    assert (answer.status_code, answer.json()["error"]["details"][0]["target"]) == (422, target)
