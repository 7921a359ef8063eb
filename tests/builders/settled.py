"""Waits until no database transaction is at work that began before now: what was committed is then told by the feed."""

import time

from django.db import connection


def settled() -> None:
    """Other tests share the server, so that this can take as long as the longest of them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        (mine,) = cursor.fetchone()
        end = time.monotonic() + 120
        while time.monotonic() < end:
            cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
            if cursor.fetchone()[0] > mine:
                return
            time.sleep(0.02)
    raise AssertionError("Some transaction never ended")
