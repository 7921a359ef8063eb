"""Locks by name, so that what is counted cannot be overtaken between the count and what it allows."""

from collections.abc import Iterable

from django.db import connection

from core.actor import Actor


def hold_names(names: Iterable[str], *, by: Actor) -> None:
    """Waits until nobody else holds one of the names, and holds them until the transaction ends."""
    with connection.cursor() as cursor:
        for name in sorted(set(names)):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"linking:{name}"])
