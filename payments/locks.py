"""One at a time across processes, without holding a database transaction open over a call to the outside."""

from collections.abc import Iterator
from contextlib import contextmanager
from zlib import crc32

from django.db import connection

FAMILY = crc32(b"payments") - 2**31


@contextmanager
def one_at_a_time(what: str) -> Iterator[None]:
    """Waits until nobody else does the same; PostgreSQL lets go by itself when the process dies.

    The wait is bounded by the time-outs of the few calls that another holder may make.
    """
    key = [FAMILY, crc32(what.encode()) - 2**31]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", key)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", key)
