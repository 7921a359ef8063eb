"""Every move, tried from every state by everybody: the expected table is written by hand."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.core.management import call_command

from core.actor import Applicant, Machine, Officer, Permission, Public, System
from transactions.models import Filing
from transactions.moves import MOVES
from transactions.states import State
from transactions.workflow import may_make, moves_open_to

pytestmark = pytest.mark.django_db
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
ORGANISATION, PREPARER = uuid4(), uuid4()
FILER = Applicant(uuid4(), ORGANISATION)
ACTORS = {
    "filer": FILER,
    "viewer": Applicant(uuid4(), ORGANISATION, frozenset()),
    "stranger": Applicant(uuid4(), uuid4()),
    "machine": Machine("firm", ORGANISATION, frozenset({Permission.SUBMIT, Permission.PREPARE}), limit_pence=0),
    "officer": Officer(uuid4(), frozenset({"formalities_officer"})),
    "preparer": Officer(PREPARER, frozenset({"formalities_officer"})),
    "public": Public("v" * 64),
    "service": System(),
}
ONE, TWO, ALL = {"automatic", "single"}, {"two-person"}, {"", "automatic", "single", "two-person"}
FILERS, OFFICERS = {"filer", "machine"}, {"officer", "preparer"}
EXPECTED = {
    "submit": ({"draft"}, "received", FILERS, ALL),
    "ask-payment": ({"draft"}, "awaiting-payment", FILERS, ALL),
    "change": ({"awaiting-payment"}, "draft", FILERS, ALL),
    "take-payment": ({"awaiting-payment"}, "taking-payment", {"service"}, ALL),
    "lose-payment": ({"taking-payment"}, "awaiting-payment", {"service"}, ALL),
    "settle": ({"taking-payment"}, "received", {"service"}, ALL),
    "ask-agreement": ({"received", "in-queue", "recommended"}, "awaiting-agreement", {"service"}, ALL),
    "agree": ({"awaiting-agreement", "in-queue"}, "received", {"service"}, ALL),
    "stop-waiting": ({"awaiting-agreement"}, "in-queue", {"service"}, ALL),
    "queue": ({"received", "waiting"}, "in-queue", {"service"}, ALL),
    "begin-stage": ({"received", "accepted", "waiting"}, "waiting", {"service"}, ALL),
    "accept-itself": ({"received", "in-queue"}, "accepted", {"service"}, {"automatic"}),
    "accept": ({"in-queue"}, "accepted", OFFICERS, ONE),
    "refuse": ({"in-queue"}, "refused", OFFICERS, ONE),
    "mind-to-refuse": ({"in-queue"}, "waiting", OFFICERS, ONE),
    "ask": ({"in-queue"}, "awaiting-answer", OFFICERS, ALL),
    "answer": ({"awaiting-answer"}, "in-queue", FILERS, ALL),
    "key-in-answer": ({"awaiting-answer"}, "in-queue", OFFICERS, ALL),
    "stop-asking": ({"awaiting-answer"}, "in-queue", {"service"}, ALL),
    "recommend": ({"in-queue"}, "recommended", OFFICERS, TWO),
    "send-back": ({"recommended"}, "in-queue", {"officer"}, TWO),
    "void-recommendation": ({"recommended"}, "in-queue", {"service"}, TWO),
    "approve": ({"recommended"}, "accepted", {"officer"}, TWO),
    "confirm-refusal": ({"recommended"}, "refused", {"officer"}, TWO),
    "confirm-mind-to-refuse": ({"recommended"}, "waiting", {"officer"}, TWO),
    "end-stage-accepting": ({"waiting"}, "accepted", {"service"}, ALL),
    "end-stage-refusing": ({"waiting"}, "refused", {"service"}, ALL),
    "take-stage-payment": ({"waiting"}, "taking-payment", {"service"}, ALL),
    "lose-stage-payment": ({"taking-payment"}, "waiting", {"service"}, ALL),
    "settle-stage": ({"taking-payment"}, "waiting", {"service"}, ALL),
    "record": ({"accepted"}, "recorded", {"service"}, ALL),
    "give-up": ({"awaiting-payment", "accepted"}, "refused", {"service"}, ALL),
    "open-again": ({"refused"}, "in-queue", OFFICERS, {"single", "two-person"}),
    "undo": ({"recorded"}, "in-queue", OFFICERS, {"single", "two-person"}),
    "withdraw": (
        {
            "draft", "awaiting-payment", "awaiting-agreement", "in-queue", "awaiting-answer", "recommended", "waiting",
        },
        "withdrawn", FILERS, ALL,
    ),
    "close": ({"draft", "awaiting-payment"}, "withdrawn", {"service"}, ALL),
    "hand-over": ({"draft", "awaiting-payment"}, "draft", {"service"}, ALL),
    "lapse": ({"draft"}, "withdrawn", {"service"}, ALL),
}  # fmt: skip


def filing_in(state: str, route: str) -> Filing:
    return Filing(state=state, route=route, organisation_id=ORGANISATION, prepared_by=PREPARER)


def test_the_table_has_just_these_moves() -> None:
    assert [move.name for move in MOVES] == list(EXPECTED)
    assert {move.name: str(move.to_state) for move in MOVES} == {name: row[1] for name, row in EXPECTED.items()}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_move_is_open_where_and_to_whom_the_table_says(name: str) -> None:
    froms, _, whose, routes = EXPECTED[name]
    for state in State.values:
        for route in ALL:
            for who, actor in ACTORS.items():
                open_names = {move.name for move in moves_open_to(actor, filing_in(state, route))}
                assert (name in open_names) == (state in froms and who in whose and route in routes), (
                    state,
                    route,
                    who,
                )


def test_a_visitor_moves_what_was_begun_in_the_same_browser() -> None:
    own = Filing(state="draft", visitor="v" * 64)
    submit = next(move for move in MOVES if move.name == "submit")
    assert may_make(Public("v" * 64), submit, own)
    assert not may_make(Public("w" * 64), submit, own)
    assert not may_make(Public(""), submit, Filing(state="draft"))


def test_the_page_about_the_workflow_is_current() -> None:
    call_command("workflow_page", "--check")
