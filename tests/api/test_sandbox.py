"""The sandbox by API: test patents from making to a certificate, cards, decisions, and nothing of it anywhere else."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from builders.demonstration_clock import clock_at
from builders.deposits import an_account_with
from builders.filings import an_account, an_officer, filed, fresh, keep_ours, paid
from builders.programs import Program, a_program

from accounts.models import User
from core.actor import Applicant
from core.models import AuditEvent, OutboxMessage
from core.outbox.registry import keep
from rights.linking import ask_links
from rights.models import Link, LinkRequest, Right
from rights.sandbox.only import NotASandbox
from stubs.pay.cards import SANDBOX, Outcome
from transactions.models import ConsentAnswer, Filing
from transactions.services.deciding_in_sandbox import decide_in_sandbox

pytestmark = pytest.mark.django_db
RECEIPT = {"receipt": {"email": "docketing@firm.example", "reminders": "no"}}


@pytest.fixture(autouse=True)
def in_a_sandbox(settings: Any, at: datetime) -> Iterator[None]:
    """A sandbox on Wednesday 12 June 2024, unless a test says otherwise."""
    settings.SANDBOX = True
    with clock_at(at):
        yield


FREE = {"actions": {"actions": "none"}, "person": {"name": "Ada Bell", "telephone": "01632 960001"}}


@pytest.fixture
def by(at: datetime) -> Applicant:
    return an_account(at)


@pytest.fixture
def program(by: Applicant) -> Program:
    return a_program(by, limit_pence=1_000_000)


@pytest.fixture
def stranger(at: datetime) -> Program:
    return a_program(an_account(at, name="Somebody Else plc", email="else@example.org"), limit_pence=1_000_000)


def made(program: Program, *states: str, **said: Any) -> list[str]:
    body = program.post("sandbox/rights", {"count": len(states), "states": list(states), **said})
    return [right["number"] for right in body["rights"]]


def keep_all(at: datetime) -> None:
    rows = OutboxMessage.objects.filter(state="promised").exclude(kind__in=["send-notice", "office-work"])
    while message := rows.first():
        keep(message.kind, message.payload, at=at)
        OutboxMessage.objects.filter(pk=message.pk).update(state="kept", ended_at=at)


def test_a_test_patent_is_renewed_from_its_making_to_its_certificate(
    by: Applicant, program: Program, at: datetime
) -> None:
    an_account_with(500_000, by=by, cashier=an_officer(at, roles=("team_leader",)), at=at)
    (number,) = made(program, "due")
    assert number in {right["number"] for right in program.get("portfolio/rights")["items"]}
    filing = program.post("filings", {"type": "renew", "rights": [number], "answers": RECEIPT})["reference"]
    total = program.post(f"filings/{filing}/validation", status=200)["total"]["amount"]
    agreed = {"declarationAccepted": True, "agreedTotal": total}
    program.post(f"filings/{filing}/submission", agreed, status=200)
    what = {"filings": [{"reference": filing, "agreedTotal": total}], "method": "deposit-account"}
    program.post("payments", what)
    keep_all(at)
    assert program.get(f"filings/{filing}")["state"] == "recorded"
    (certificate,) = program.get(f"filings/{filing}/certificates")["items"]
    assert certificate["number"] == number
    assert program.get(f"certificates/{certificate['code']}")["number"] == number


def test_a_late_one_costs_the_additional_fee(program: Program) -> None:
    """£24 for each month from the second on (Patents (Fees) Rules 2007); the first is free."""
    late, overdue = made(program, "late", "overdue")
    items = program.get(f"renewal-quotes?rights={late},{overdue}")["items"]
    quotes = {one["number"]: one["quote"] for one in items}
    assert quotes[late]["lateFee"]["amount"] == 2400 * (quotes[late]["monthsLate"] - 1)
    assert quotes[late]["monthsLate"] in range(2, 7)
    assert (quotes[overdue]["lateFee"]["amount"], quotes[overdue]["monthsLate"]) == (0, 1)


def test_many_are_made_in_the_background(program: Program, at: datetime) -> None:
    answer = program.call("POST", "sandbox/rights", {"count": 130, "states": ["due"], "relation": "representative"})
    assert answer.status_code == 202
    assert (answer.json()["state"], answer.json()["made"]) == ("making", 100)
    keep_all(at)
    body = program.get(answer["Location"].removeprefix("http://testserver"))
    assert (body["state"], body["made"], len(body["rights"])) == ("made", 130, 130)
    assert program.get("sandbox/rights")["items"] == [{k: v for k, v in body.items() if k != "rights"}]


def test_starting_again_leaves_the_new_ones_alone_in_the_account(program: Program) -> None:
    made(program, "due", "late")
    (number,) = made(program, "expired", startAgain=True)
    assert [one["number"] for one in program.get("portfolio/rights")["items"]] == [number]
    assert [one["state"] for one in program.get("sandbox/rights")["items"]] == ["made", "ended"]


@pytest.mark.parametrize(
    "body", [{}, {"count": 0}, {"count": 1001}, {"count": 1, "states": ["nonsense"]}, {"count": 1, "relation": "x"}]
)
def test_what_cannot_be_made_is_refused(program: Program, body: Any) -> None:
    assert program.call("POST", "sandbox/rights", body).status_code == 422
    assert not Right.everything.exists()


PLACES = [
    "register/rights/{number}",
    "register/rights/{number}/history",
    "register/rights/{number}/legal-status",
    "portfolio/rights/{number}",
    "portfolio/rights/{number}/entries",
    "register/rights?q={number}",
    "renewal-quotes?rights={number}",
]


@pytest.mark.parametrize("place", PLACES)
def test_for_everybody_else_the_number_does_not_exist(program: Program, stranger: Program, place: str) -> None:
    (number,) = made(program, "due")
    for somebody in (stranger, Program()):
        there = somebody.call("GET", place.format(number=number))
        gone = somebody.call("GET", place.format(number="GB2777777"))
        assert there.status_code == gone.status_code
        assert _without(there, number) == _without(gone, "GB2777777")


def _without(answer: Any, number: str) -> str:
    body = answer.json()
    body.get("error", {}).pop("correlationId", None)
    return str(body).replace(number, "…")


@pytest.mark.parametrize("place", PLACES[:6])
def test_its_own_organisation_reads_it_as_a_real_one(program: Program, place: str) -> None:
    (number,) = made(program, "due")
    right = Right.everything.get(number=number)
    known = (number, number[2:], right.title, '"kind": "granted"')
    assert any(words in json.dumps(program.get(place.format(number=number))) for words in known)


def test_nobody_else_links_or_renews_it(program: Program, stranger: Program) -> None:
    (number,) = made(program, "due")
    asked = stranger.post("link-requests", {"numbers": [number], "relation": "owner"})
    assert asked["items"][0]["outcome"] == "notFound"
    assert stranger.call("POST", "filings", {"type": "renew", "rights": [number]}).status_code == 422
    assert not Filing.everything.exists()
    assert not LinkRequest.everything.exists()


@pytest.mark.parametrize("address", ["find/?number={number}", "register/{number}/", "register/{number}/title/"])
def test_no_public_page_tells_of_it(program: Program, address: str) -> None:
    (number,) = made(program, "due")
    answer = program.browser.get("/" + address.format(number=number))
    assert "Example Instruments" not in answer.content.decode()
    assert answer.status_code == (200 if "find" in address else 404)


NEW_NAME = {
    "who": {"party": ":Example Instruments Ltd", "same": "same"},
    "name": {
        "name": "Renamed Instruments Ltd",
        "since_on-day": "1",
        "since_on-month": "3",
        "since_on-year": "2024",
    },
}


def decision(program: Program, filing: Filing, *, accept: bool, status: int = 200, **said: Any) -> Any:
    answer = program.call("POST", f"sandbox/filings/{filing.reference}/decision", {"accept": accept, **said})
    assert answer.status_code == status, answer.content
    return answer.json()


def test_the_office_refuses_and_accepts_as_it_is_told_to(by: Applicant, program: Program, at: datetime) -> None:
    right = Right.everything.get(number=made(program, "due")[0])
    refused = filed("change_owner_name", [right], NEW_NAME, by=by, at=at, evidence=["proof"])
    unsaid = decision(program, refused, accept=False, status=422)
    assert unsaid["error"]["details"][0]["target"] == "/because"
    assert decision(program, refused, accept=False, because="It is not signed.")["state"] == "refused"
    accepted = filed("change_owner_name", [right], NEW_NAME, by=by, at=at, evidence=["proof"])
    assert decision(program, accepted, accept=True)["state"] in {"accepted", "recorded"}
    keep_ours(at)
    right.refresh_from_db()
    assert right.owner == "Renamed Instruments Ltd"
    again = decision(program, accepted, accept=True, status=409)
    assert again["error"]["code"] == "cannotDecide"
    assert AuditEvent.objects.filter(verb="filing-decided", subject=refused.reference).count() == 1
    mine = AuditEvent.objects.get(verb="decided-in-sandbox", subject=refused.reference)
    assert mine.organisation_id == by.organisation_id


def test_what_two_officers_decide_is_decided_by_two_who_are_nobody(
    by: Applicant, program: Program, at: datetime
) -> None:
    right = Right.everything.get(number=made(program, "mortgaged")[0])
    answers = {
        "which": {"interest": "1"},
        "how": {"ended_on-day": "1", "ended_on-month": "6", "ended_on-year": "2024"},
        "proof": {"proof": "document"},
    }
    filing = filed("release_mortgage", [right], answers, by=by, at=at, evidence=["release"])
    filing = paid(filing, by=by, at=at)
    decision(program, filing, accept=True)
    keep_ours(at)
    filing.refresh_from_db()
    assert (filing.state, filing.route) == ("recorded", "two-person")
    assert len({filing.prepared_by, filing.decided_by, None}) == 3
    assert not User.objects.filter(pk__in=[filing.prepared_by, filing.decided_by]).exists()


def test_what_waits_for_a_day_to_pass_is_led_on(by: Applicant, program: Program, at: datetime) -> None:
    """An offer to surrender waits for the journal and four weeks for oppositions, is decided, and takes effect with the
    next journal.
    """
    right = Right.everything.get(number=made(program, "not-due")[0])
    filing = filed("surrender_right", [right], FREE, by=by, at=at)
    filing = fresh(filing)
    assert filing.state == "waiting"
    assert decision(program, filing, accept=False, status=409)["error"]["code"] == "cannotDecide"
    states = [decision(program, filing, accept=True)["state"] for _step in range(4)]
    assert states[:3] == ["waiting", "in-queue", "waiting"]
    keep_ours(at)
    right.refresh_from_db()
    assert (fresh(filing).state, right.status) == ("recorded", "surrendered")


def test_what_others_must_agree_to_is_taken_as_agreed(by: Applicant, program: Program, at: datetime) -> None:
    """One of two owners surrenders nothing without the other (Patents Act 1977 ss.29 and 36)."""
    right = Right.everything.get(number=made(program, "co-owned")[0])
    filing = fresh(filed("surrender_right", [right], FREE, by=by, at=at))
    assert filing.state == "awaiting-agreement"
    states = [decision(program, filing, accept=True)["state"]]
    while fresh(filing).state in {"waiting", "in-queue"} and len(states) < 9:
        states.append(decision(program, filing, accept=True)["state"])
        keep_ours(at)
    assert fresh(filing).state == "recorded"
    (answer,) = ConsentAnswer.everything.filter(request__filing=filing)
    assert (answer.agrees, answer.way) == (True, "paper")


def test_a_link_by_a_signed_authority_is_decided(by: Applicant, program: Program, at: datetime) -> None:
    number = made(program, "due")[0]
    made(program, "due", startAgain=True)
    request = ask_links([number], relation="owner", by=by, at=at)[0]
    LinkRequest.everything.filter(pk=request.pk).update(state="with-staff", proof="authority")
    path = f"sandbox/link-requests/{request.reference}/decision"
    assert program.post(path, {"accept": True}, status=200)["state"] == "granted"
    assert Link.everything.filter(right__number=number, state="active").count() == 1


def test_only_its_own_account_decides(by: Applicant, program: Program, stranger: Program, at: datetime) -> None:
    right = Right.everything.get(number=made(program, "due")[0])
    filing = filed("change_owner_name", [right], NEW_NAME, by=by, at=at, evidence=["proof"])
    decision(stranger, filing, accept=True, status=404)
    reader = a_program(by, scopes=("filings:read", "rights:read"))
    assert decision(reader, filing, accept=True, status=403)["error"]["code"] == "scopeNeeded"
    assert reader.call("POST", "sandbox/rights", {"count": 1}).status_code == 403
    assert fresh(filing).state == "in-queue"


def test_the_test_cards_are_those_of_pay(program: Program) -> None:
    """Pay's own list: pay-connector, ``SandboxCardNumbers``."""
    cards = {card["number"]: card["outcome"] for card in Program().get("sandbox/cards")["items"]}
    assert {number for number, ends in cards.items() if ends == "paid"} == {
        "4444333322221111", "4242424242424242", "4000056655665556", "371449635398431", "3566002020360505",
        "6011000990139424", "36148900647913",
    }  # fmt: skip
    assert {number: ends for number, ends in cards.items() if ends != "paid"} == {
        "4000000000000002": "declined",
        "4000000000000069": "expired",
        "4000000000000127": "wrong-security-code",
        "4000000000000119": "error",
    }
    stood_in = {"paid": Outcome.AUTHORISED, "error": Outcome.ERROR}
    assert all(SANDBOX[number].outcome == stood_in.get(ends, Outcome.DECLINED) for number, ends in cards.items())


def test_every_answer_and_the_organisation_say_that_it_is_a_sandbox(program: Program, settings: Any) -> None:
    assert program.get("organisation")["sandbox"] is True
    for settings.SANDBOX in (True, False):
        for path in (
            "organisation",
            "register/rights?q=x",
            "no-such-thing",
            "openapi.json",
            "portfolio/rights/GB2777777",
        ):
            assert program.call("GET", path).get("Sandbox") == ("true" if settings.SANDBOX else None), path
    assert program.get("organisation")["sandbox"] is False


def test_elsewhere_there_is_nothing_at_these_addresses(
    by: Applicant, program: Program, at: datetime, settings: Any
) -> None:
    right = Right.everything.get(number=made(program, "due")[0])
    reference = program.get("sandbox/rights")["items"][0]["reference"]
    filing = filed("change_owner_name", [right], NEW_NAME, by=by, at=at, evidence=["proof"])
    settings.SANDBOX = False
    calls = [
        ("POST", "sandbox/rights", {"count": 1}), ("GET", "sandbox/rights", None), ("GET", "sandbox/cards", None),
        ("GET", f"sandbox/rights/{reference}", None),
        ("POST", f"sandbox/filings/{filing.reference}/decision", {"accept": True}),
        ("POST", "sandbox/link-requests/LNK-2222-2222-2222/decision", {"accept": True}),
    ]  # fmt: skip
    for method, path, body in calls:
        assert program.call(method, path, body).status_code == 404, path
    assert Right.everything.count() == 1
    with pytest.raises(NotASandbox):
        decide_in_sandbox(filing.reference, accept=True, by=by, at=at)
    assert "/api/v1/sandbox/rights" in program.get("openapi.json")["paths"]
