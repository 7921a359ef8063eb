"""Promises: made with their cause, kept once, put off with back-off, abandoned at last, never kept by two."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction

from core.actor import System
from core.models import AuditEvent, OutboxMessage
from core.outbox import Abandon, keeps, promise
from core.outbox.promises import promise_many
from core.outbox.registry import _KEEPERS, UnknownPromise, keeper_of
from core.outbox.relay import LEASE, claim, keep_due, keep_one, retry, wait_before

KIND = "test-effect"
SECOND = timedelta(seconds=1)


@pytest.fixture
def kept() -> Iterator[list[dict[str, Any]]]:
    """What the keeper of our kind was called with."""
    calls: list[dict[str, Any]] = []

    @keeps(KIND, attempts=3)
    def keeper(payload: dict[str, Any], *, at: datetime) -> None:
        assert not [block for block in connection.atomic_blocks if not getattr(block, "_from_testcase", False)]
        calls.append(payload)
        if payload.get("fails"):
            raise ConnectionError("no answer")
        if payload.get("hopeless"):
            raise Abandon("never")

    yield calls
    del _KEEPERS[KIND]


def make(key: str = "one", *, at: datetime, **payload: Any) -> None:
    promise(KIND, key=key, payload={"key": key, **payload}, at=at)


def state_of(key: str = "one") -> tuple[str, int]:
    row = OutboxMessage.objects.get(kind=KIND, key=key)
    return row.state, row.attempts


@pytest.mark.django_db
def test_a_promise_is_kept_once(kept: list[dict[str, Any]], at: datetime) -> None:
    make(at=at)
    assert keep_due(now=lambda: at) == 1
    assert keep_due(now=lambda: at) == 0
    assert kept == [{"key": "one"}]
    assert state_of() == ("kept", 1)


@pytest.mark.django_db
def test_the_same_promise_again_changes_nothing(kept: list[dict[str, Any]], at: datetime) -> None:
    make(at=at)
    make(at=at, other="payload")
    keep_due(now=lambda: at)
    make(at=at)
    assert keep_due(now=lambda: at) == 0
    assert kept == [{"key": "one"}]


@pytest.mark.django_db
def test_a_promise_goes_with_the_transaction_that_made_it(at: datetime) -> None:
    with transaction.atomic():
        make(at=at)
        transaction.set_rollback(True)
    assert not OutboxMessage.objects.exists()


@pytest.mark.django_db
def test_a_promise_waits_for_its_time(kept: list[dict[str, Any]], at: datetime) -> None:
    promise(KIND, key="later", payload={}, at=at, due_at=at + SECOND)
    assert keep_due(now=lambda: at) == 0
    assert keep_due(now=lambda: at + SECOND) == 1


@pytest.mark.django_db
def test_the_longest_due_comes_first(kept: list[dict[str, Any]], at: datetime) -> None:
    promise(KIND, key="b", payload={"n": 2}, at=at)
    promise(KIND, key="a", payload={"n": 1}, at=at, due_at=at - SECOND)
    keep_due(now=lambda: at)
    assert [call["n"] for call in kept] == [1, 2]


@pytest.mark.django_db
def test_a_failure_is_put_off_longer_each_time_and_abandoned_at_last(kept: list[dict[str, Any]], at: datetime) -> None:
    make(at=at, fails=True)
    tried = {seconds: keep_due(now=lambda: at + seconds * SECOND) for seconds in (0, 4, 5, 14, 15)}  # noqa: B023
    assert tried == {0: 1, 4: 0, 5: 1, 14: 0, 15: 2}, "the last one also tells the office"
    assert state_of() == ("abandoned", 3)
    assert OutboxMessage.objects.get(kind=KIND).error == "ConnectionError: no answer"


def test_the_wait_doubles_up_to_six_hours() -> None:
    waits = [int(wait_before(attempt).total_seconds()) for attempt in (1, 2, 3, 4, 12, 13, 14, 100)]
    assert waits == [5, 10, 20, 40, 10240, 20480, 21600, 21600]


@pytest.mark.django_db
def test_what_cannot_succeed_is_abandoned_at_once(kept: list[dict[str, Any]], at: datetime) -> None:
    make(at=at, hopeless=True)
    keep_due(now=lambda: at)
    assert state_of() == ("abandoned", 1)


@pytest.mark.django_db
def test_a_kind_that_nobody_keeps_is_abandoned(at: datetime) -> None:
    promise("nobody-keeps-this", key="one", payload={}, at=at)
    keep_due(now=lambda: at)
    assert OutboxMessage.objects.get(kind="nobody-keeps-this").state == "abandoned"
    with pytest.raises(UnknownPromise):
        keeper_of("nobody-keeps-this")


@pytest.mark.django_db
def test_an_abandoned_promise_can_be_tried_again(kept: list[dict[str, Any]], at: datetime) -> None:
    make(at=at, hopeless=True)
    keep_due(now=lambda: at)
    row = OutboxMessage.objects.get(kind=KIND)
    assert retry(row.pk, by=System("test"), at=at)
    assert not retry(row.pk, by=System("test"), at=at)
    assert AuditEvent.objects.get().verb == "promise-tried-again"
    assert state_of() == ("promised", 0)


@pytest.mark.django_db
def test_a_worker_killed_between_claim_and_keep_loses_nothing(kept: list[dict[str, Any]], at: datetime) -> None:
    make(at=at)
    assert claim(at=at) is not None  # and then the worker is gone
    assert keep_due(now=lambda: at + LEASE) == 0
    assert keep_due(now=lambda: at + LEASE + SECOND) == 1
    assert kept == [{"key": "one"}]
    assert state_of() == ("kept", 2)


@pytest.mark.django_db
def test_a_promise_that_kills_every_worker_is_given_to_no_more_than_its_tries(
    kept: list[dict[str, Any]], at: datetime
) -> None:
    make(at=at)
    for died in range(3):
        assert claim(at=at + died * (LEASE + SECOND)) is not None  # and its worker is gone
    make("other", at=at)
    assert keep_due(now=lambda: at + 3 * (LEASE + SECOND)) == 3, "one of them tells the office"
    assert kept == [{"key": "other"}]
    assert state_of() == ("abandoned", 4)
    assert "its worker died" in OutboxMessage.objects.get(key="one").error


@pytest.mark.django_db
def test_what_was_abandoned_is_told_aloud_and_can_be_listed_and_tried_again(
    kept: list[dict[str, Any]], at: datetime, capsys: Any, caplog: Any
) -> None:
    make("mended", at=at, hopeless=True)
    make("worse", at=at, hopeless=True)
    keep_due(now=lambda: at)
    alerts = [record for record in caplog.records if "promise-abandoned" in record.getMessage()]
    assert [record.levelname for record in alerts] == ["ERROR", "ERROR"]
    first = OutboxMessage.objects.get(key="mended")
    with pytest.raises(CommandError, match="1 abandoned"):
        call_command("abandoned_promises", "--retry", str(first.pk))
    told = capsys.readouterr().out
    assert "test-effect worse: Abandon: never" in told
    assert "test-effect mended" not in told
    assert state_of("mended") == ("promised", 0)
    call_command("abandoned_promises", "--retry", "all")
    assert "Nothing is abandoned." in capsys.readouterr().out
    for wrong in ("999999999", "one"):
        with pytest.raises(CommandError):
            call_command("abandoned_promises", "--retry", wrong)


@pytest.mark.django_db
def test_a_relay_that_overslept_its_lease_changes_nothing(kept: list[dict[str, Any]], at: datetime) -> None:
    make(at=at)
    slow = claim(at=at)
    quick = claim(at=at + LEASE + SECOND)
    assert slow is not None
    assert quick is not None
    slow.payload = {"fails": True}
    keep_one(slow, at=at + LEASE + SECOND)
    row = OutboxMessage.objects.get()
    assert (row.state, row.lease, row.error) == ("promised", quick.lease, "")
    keep_one(quick, at=at + LEASE + SECOND)
    assert state_of()[0] == "kept"


@pytest.mark.django_db
def test_many_promises_are_made_in_one_statement(at: datetime, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        promise_many(KIND, ((str(n), {}) for n in range(500)), at=at)
    assert OutboxMessage.objects.count() == 500


def test_two_relays_never_keep_the_same_promise(committed: None, kept: list[dict[str, Any]], at: datetime) -> None:
    promise_many(KIND, ((str(n), {"n": n}) for n in range(60)), at=at)
    together = Barrier(3)

    def work() -> None:
        together.wait()
        keep_due(now=lambda: at)
        connections.close_all()

    workers = [Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(call["n"] for call in kept) == list(range(60))
    assert set(OutboxMessage.objects.values_list("state", "attempts")) == {("kept", 1)}


@pytest.mark.django_db
def test_what_is_promised_in_bulk_lets_everything_else_go_first(kept: list[dict[str, Any]], at: datetime) -> None:
    promise_many(KIND, [("many-1", {"n": 1}), ("many-2", {"n": 2})], at=at, in_bulk=True)
    make("code", at=at + SECOND)
    assert keep_due(now=lambda: at + 2 * SECOND) == 3
    assert [payload.get("key") or payload["n"] for payload in kept] == ["code", 1, 2]
