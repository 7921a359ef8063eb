"""The feed of changes: each right once, nothing missed, nothing from behind a wall."""

from datetime import datetime
from threading import Event, Thread
from typing import Any

import pytest
from builders.filings import an_account, linked
from builders.programs import Program, a_program
from builders.register import BOOKS, a_link, a_patent
from builders.settled import settled
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import Organisation
from core.actor import Applicant
from rights.clients.files import Told, close_to_all_but, open_file, place
from rights.facts import AgentChanged, PartyOnRecord, RenewalPaid
from rights.linking.ending import own_links, unlink
from rights.models import Link, Right
from rights.portfolio.keeping import keep_own_words
from rights.register import record

COMMITTED = pytest.mark.usefixtures("committed")
"""Only what was committed is told."""


class Feed:
    """A program that reads the feed on from where it was."""

    def __init__(self, program: Program) -> None:
        self.program, self.since = program, ""

    def read(self, *, limit: int = 50) -> list[tuple[str, str]]:
        settled()
        return self.glance(limit=limit)

    def glance(self, *, limit: int = 50) -> list[tuple[str, str]]:
        self.body = self.program.get(f"portfolio/changes?limit={limit}{self.since}")
        self.since = f"&since={self.body['nextCursor']}"
        return [(item["number"], item["change"]) for item in self.body["items"]]


def renewed(right: Right, at: datetime, *, year: int = 6) -> None:
    fact = RenewalPaid(effective_on=at.date(), year=year)
    with transaction.atomic():
        record(right.pk, [fact], because="tests", by=BOOKS, received_at=at, at=at)


@pytest.fixture
def by(at: datetime) -> Applicant:
    return an_account(at)


@pytest.fixture
def feed(by: Applicant) -> Feed:
    return Feed(a_program(by))


@COMMITTED
def test_the_feed_begins_with_everything_and_goes_on_with_what_changed(feed: Feed, by: Applicant, at: datetime) -> None:
    rights = [a_patent(paid_through=5) for _n in range(3)]
    for right in rights:
        linked(right, by)
    assert feed.read() == [(right.number, "linked") for right in rights]
    assert feed.read() == []
    renewed(rights[1], at)
    renewed(rights[1], at, year=7)
    assert feed.read() == [(rights[1].number, "changed")]
    (item,) = feed.body["items"]
    assert item["status"] == "granted"
    assert item["lastEntryNumber"] == 3
    assert item["nextRenewalDate"] == "2026-05-10"
    assert feed.body["hasMore"] is False


@COMMITTED
def test_every_kind_of_change_is_told_and_nobody_elses(feed: Feed, by: Applicant, at: datetime) -> None:
    right, other = a_patent(), an_account(at, name="Other", email="other@example.com")
    linked(right, by)
    feed.read()
    fact = AgentChanged(effective_on=at.date(), parties=(PartyOnRecord("Mockford & Specimen LLP"),))
    with transaction.atomic():  # no column of the link shows it
        record(right.pk, [fact], because="tests", by=BOOKS, received_at=at, at=at)
    assert feed.read() == [(right.number, "changed")]
    linked(right, other, relation="representative")
    assert feed.read() == []
    keep_own_words(Link.objects.visible_to(by).get(), own_reference="P-17", client="", by=by, at=at)
    assert feed.read() == [(right.number, "changed")]
    unlink(own_links([right.number], by=by), by=by, at=at)
    assert feed.read() == [(right.number, "unlinked")]
    assert feed.body["items"][0]["lastEntryNumber"] is None
    linked(right, by)
    assert feed.read() == [(right.number, "linked")]


@COMMITTED
def test_a_right_linked_in_two_ways_is_told_once_and_stays_while_one_is_left(
    feed: Feed, by: Applicant, at: datetime
) -> None:
    right = a_patent(paid_through=5)
    linked(right, by)
    waiting = a_link(right, Organisation.objects.get(pk=by.organisation_id), relation="representative", state="waiting")
    assert feed.read() == [(right.number, "linked")]
    Link.everything.filter(pk=waiting.pk).update(state="active")
    assert feed.read() == [(right.number, "changed")]
    feed.since = ""
    assert feed.read() == [(right.number, "linked")]
    renewed(right, at)
    assert feed.read() == [(right.number, "changed")]
    Link.everything.filter(relation="representative").update(state="ended", ended_at=at)
    assert feed.read() == [(right.number, "changed")]


@COMMITTED
def test_pages_go_on_from_the_cursor_and_each_costs_the_same(feed: Feed, by: Applicant) -> None:
    rights = [a_patent() for _n in range(5)]
    for right in rights:
        linked(right, by)
    settled()
    feed.program.get("portfolio/changes?limit=1")  # the first call of a minute is noted
    costs, numbers = [], []
    for _page in range(3):
        with CaptureQueriesContext(connection) as queries:
            numbers += [number for number, _change in feed.glance(limit=2)]
        costs.append(len(queries))
    assert numbers == [right.number for right in rights]
    assert costs[0] == costs[1] == costs[2]
    assert feed.body["hasMore"] is False


@COMMITTED
def test_behind_a_wall_nothing_is_told_to_who_is_outside(feed: Feed, by: Applicant, at: datetime) -> None:
    open_right, closed = a_patent(paid_through=5), a_patent(paid_through=5)
    for right in (open_right, closed):
        linked(right, by, relation="representative")
    file = open_file(Told("SecretCo"), by=by, at=at)
    place([closed.pk], file, by=by, at=at)
    close_to_all_but(file, [by.user_id], by=by, at=at)
    file.refresh_from_db()
    inside = Feed(a_program(by, inside=[file.own_wall]))
    assert feed.read() == [(open_right.number, "linked")]
    assert sorted(inside.read()) == sorted([(open_right.number, "linked"), (closed.number, "linked")])
    renewed(closed, at)
    assert feed.read() == []
    assert inside.read() == [(closed.number, "changed")]


class Slow(Thread):
    """Changes a right in a transaction of its own that begins now and commits when it is let go."""

    def __init__(self, right: Right, at: datetime) -> None:
        super().__init__()
        self.right, self.moment = right, at
        self.wrote, self.may_commit = Event(), Event()

    def run(self) -> None:
        with transaction.atomic():
            renewed(self.right, self.moment)
            self.wrote.set()
            self.may_commit.wait(30)
        connection.close()


@COMMITTED
def test_what_commits_late_is_not_missed(feed: Feed, by: Applicant, at: datetime) -> None:
    first, second = a_patent(paid_through=5), a_patent(paid_through=5)
    for right in (first, second):
        linked(right, by)
    feed.read()
    slow = Slow(first, at)
    slow.start()
    assert slow.wrote.wait(30)
    renewed(second, at)  # began later, committed earlier
    told = feed.glance()
    slow.may_commit.set()
    slow.join(30)
    told += feed.read()
    assert told == [(first.number, "changed"), (second.number, "changed")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cursor", ["nonsense", "1", "1.2.3", "-1.2", "99999999999999999999.1", "9223372036854775808.1"]
)
def test_a_cursor_that_is_none_is_refused(feed: Feed, cursor: str) -> None:
    answer = feed.program.call("GET", f"portfolio/changes?since={cursor}")
    assert (answer.status_code, answer.json()["error"]["target"]) == (400, "since")


@pytest.mark.django_db
def test_a_cursor_of_a_database_that_is_gone_is_told_so(feed: Feed) -> None:
    answer = feed.program.call("GET", "portfolio/changes?since=9000000000000000000.1")
    assert answer.json()["error"]["code"] == "cursorGone"


@pytest.mark.django_db
def test_the_scope_is_needed(by: Applicant) -> None:
    other: Any = a_program(by, scopes=("messages:read",))
    assert other.call("GET", "portfolio/changes").status_code == 403
