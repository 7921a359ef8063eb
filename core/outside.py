"""Calls to the outside are never made while a database transaction is open."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection

P = ParamSpec("P")
R = TypeVar("R")


class InsideTransaction(RuntimeError):
    """A gateway was called with a database transaction open: promise it to the outbox instead."""


class Unavailable(Exception):
    """The other side did not answer, or said to try again: the same call may be repeated later."""


class Refused(Exception):
    """The other side understood and said no: repeating the same call changes nothing."""


def demand_no_transaction() -> None:
    """Raises:
    InsideTransaction: if this connection is inside an atomic block (a test's own outermost one apart).
    """
    if any(not getattr(block, "_from_testcase", False) for block in connection.atomic_blocks):
        raise InsideTransaction("A call to the outside was made with a database transaction open")


def outside(method: Callable[P, R]) -> Callable[P, R]:
    """Marks a gateway's method that touches the network."""

    @wraps(method)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        demand_no_transaction()
        return method(*args, **kwargs)

    return guarded
