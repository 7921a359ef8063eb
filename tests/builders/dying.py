"""Kills work between any two of its steps, one after the other: statements, commits, and both halves of a call outside.

From its death on, every step raises ``Died``, so that whatever code still runs has no effect; then the connection is
cut, as PostgreSQL sees the end of a process: what was not committed is gone, and locks are free.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import requests
from django.db import connection

MOST_RUNS = 1000


class Died(BaseException):
    """The process is dead."""


class Steps:
    """Counts steps; after so many every further one finds the process dead."""

    def __init__(self, allowed: int) -> None:
        self.left, self.is_dead = allowed, False

    def take(self) -> None:
        """One step more."""
        self.is_dead = self.is_dead or self.left == 0
        if self.is_dead:
            raise Died
        self.left -= 1

    def statement(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        """A statement is a step."""
        self.take()
        return execute(*arguments)

    def call(self, send: Callable[..., Any]) -> Callable[..., Any]:
        """A call outside is two: it is made, and its answer comes."""

        def sent(session: requests.Session, *arguments: Any, **named: Any) -> Any:
            self.take()
            answer = send(session, *arguments, **named)
            self.take()
            return answer

        return sent

    def commit(self, commit: Callable[[], None]) -> Callable[[], None]:
        """A commit is a step."""

        def committed() -> None:
            self.take()
            commit()

        return committed


@contextmanager
def _counted(steps: Steps) -> Iterator[None]:
    send = steps.call(requests.Session.send)
    commit = steps.commit(connection.commit)
    with (
        connection.execute_wrapper(steps.statement),
        patch.object(requests.Session, "send", send),
        patch.object(connection, "commit", commit),
    ):
        yield


def dies_after(steps: int, work: Callable[[], Any]) -> bool:
    """Does the work as a process that dies after so many steps; True if it died before the end."""
    connection.ensure_connection()
    counted = Steps(steps)
    try:
        with _counted(counted):
            work()
    except BaseException:
        if not counted.is_dead:
            raise
    finally:
        _cut()
    return counted.is_dead


def _cut() -> None:
    """The process has ended."""
    connection.in_atomic_block = connection.closed_in_transaction = connection.needs_rollback = False
    connection.savepoint_ids, connection.atomic_blocks, connection.run_on_commit = [], [], []
    connection.close()


def killed_everywhere(
    work: Callable[[], Any],
    *,
    standing: Callable[[], Any],
    done: Callable[[], bool],
    between: Callable[[], None] = lambda: None,
) -> int:
    """Does the work again and again, killed one step further each time, until it is done; returns how often it died.

    ``between`` is done before each life, by somebody who lives on.
    Whenever ``standing``, what is stored for good, has changed, the count begins anew: so each piece of work that is
    committed is killed between every two of its own steps before it gets through.
    """
    deaths, steps, stood = 0, 0, standing()
    for _run in range(MOST_RUNS):
        between()
        deaths += dies_after(steps, work)
        now = standing()
        steps, stood = (0 if now != stood else steps + 1), now
        if done():
            return deaths
    raise AssertionError(f"It is not done after {deaths} deaths: {standing()}")
