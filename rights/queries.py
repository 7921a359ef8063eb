"""The register's set-based SQL: a handful of statements, however many rights; each says on whose behalf it runs."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, cast
from uuid import UUID

from django.db import connection

from core.actor import Actor, label
from rights.models import COPIED_KEYS
from rights.state import SHOWN, RightState

Row = Sequence[Any]


def _execute(sql: str, parameters: Sequence[Any], *, by: Actor) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_signed(sql, by), parameters)
        return int(cursor.rowcount)


def _signed(sql: str, by: Actor) -> str:
    """The statement with its actor in a comment, for the database's own log of slow and blocked statements."""
    return f"{sql} /* {re.sub(r'[^a-z0-9:-]', '', label(by).lower())} */"


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Row], *, by: Actor) -> None:
    """Writes rows by COPY; table and columns are names of ours, never input."""
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        driver = cast(Any, cursor).cursor
        with driver.copy(_signed(f"COPY {table} ({names}) FROM STDIN", by)) as copy:
            for row in rows:
                copy.write_row(row)


def copy_text(table: str, columns: Sequence[str], text: bytes, *, by: Actor) -> None:
    """Writes rows that are already in the text format of COPY, with the character 1 for NULL."""
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        driver = cast(Any, cursor).cursor
        with driver.copy(_signed(f"COPY {table} ({names}) FROM STDIN WITH (NULL E'\\x01')", by)) as copy:
            copy.write(text)


def update_rights(states: dict[int, RightState], *, by: Actor) -> None:
    """Writes what the register now says of many rights in one statement."""
    arrays = [list(states), *([getattr(state, name) for state in states.values()] for name in SHOWN)]
    casts = ", ".join(["%s::bigint[]", *(f"%s::{type_}[]" for type_ in SHOWN.values())])
    changes = ", ".join(f'"{name}" = said."{name}"' for name in SHOWN)
    names = ", ".join(["id", *(f'"{name}"' for name in SHOWN)])
    _execute(
        f"UPDATE rights_right r SET {changes} FROM unnest({casts}) AS said ({names})"  # noqa: S608  our own columns
        " WHERE r.id = said.id",
        arrays,
        by=by,
    )


def insert_rights(states: dict[int, RightState], *, slice_of: UUID | None = None, by: Actor) -> None:
    """Writes rights that the register did not hold before, as test patents of ``slice_of`` where that is given."""
    rows = ([key, slice_of, state.field, *(getattr(state, name) for name in SHOWN)] for key, state in states.items())
    copy_rows("rights_right", ["id", "slice_of_id", "field", *SHOWN], rows, by=by)


def copy_keys_to_links(right_ids: Sequence[int], *, by: Actor) -> None:
    """Repeats the rights' sort and filter keys on their links; ended links keep what they showed last.

    A link whose keys stay as they are is written too: the row's stamp tells that the register says something new.
    """
    keys = ", ".join(f'"{key}" = r."{key}"' for key in COPIED_KEYS)
    _execute(
        f"UPDATE rights_link l SET {keys} FROM rights_right r"  # noqa: S608  our own columns
        " WHERE l.right_id = r.id AND r.id = ANY(%s) AND l.state <> 'ended'",
        [list(right_ids)],
        by=by,
    )


def reserve_ids(table: str, count: int, *, by: Actor) -> list[int]:
    """Takes ids from the table's own sequence."""
    with connection.cursor() as cursor:
        statement = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
        cursor.execute(_signed(statement, by), [table, count])
        return [number for (number,) in cursor.fetchall()]


def last_settled_entry(*, by: Actor) -> int:
    """The greatest id of an entry, once nobody is writing one: no smaller id can appear afterwards."""
    with connection.cursor() as cursor:
        cursor.execute(_signed("LOCK TABLE rights_entry IN SHARE MODE", by))
        cursor.execute(_signed("SELECT coalesce(max(id), 0) FROM rights_entry", by))
        return int(cursor.fetchone()[0])


def settled_below(*, by: Actor) -> int:
    """The number below which every database transaction has ended; those that began later are not below it."""
    with connection.cursor() as cursor:
        cursor.execute(_signed("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint", by))
        return int(cursor.fetchone()[0])


def restamp_links(*, by: Actor) -> int:
    """Lets every link count as changed now, by the transaction numbers of this database; returns how many there are."""
    return _execute("UPDATE rights_link SET changed_in = 0", [], by=by)


def commit_without_waiting(*, by: Actor) -> None:
    """Lets the open transaction's commit not wait for the disk: an import is simply run again after a crash."""
    _execute("SET LOCAL synchronous_commit TO off", [], by=by)


def look_along_indexes(*, by: Actor) -> None:
    """Keeps the open transaction from reading a whole table in the hope of finding enough before its end."""
    _execute("SET LOCAL enable_seqscan TO off", [], by=by)


def records_seen(source: str, digests: Sequence[bytes], *, by: Actor) -> set[bytes]:
    """Which of the digests are those of records that the source last gave."""
    with connection.cursor() as cursor:
        statement = "SELECT digest FROM rights_sourcerecord WHERE source = %s AND digest = ANY(%s)"
        cursor.execute(_signed(statement, by), [source, list(digests)])
        return {bytes(digest) for (digest,) in cursor.fetchall()}


def rights_bearing(
    applications: Sequence[str], publications: Sequence[str], *, by: Actor
) -> list[tuple[int, str, str, str]]:
    """Id, application number, publication number and kind of the rights that bear one of the numbers."""
    columns = "SELECT id, application_number, publication_number, kind FROM rights_right WHERE"
    statement = (
        f"{columns} application_number = ANY(%s) AND application_number <> ''"
        f" UNION {columns} publication_number = ANY(%s) AND publication_number <> ''"
    )
    with connection.cursor() as cursor:
        cursor.execute(_signed(statement, by), [list(applications), list(publications)])
        return list(cursor.fetchall())


def remember_records(source: str, digests: dict[int, bytes], *, by: Actor) -> None:
    """Notes what a source last said of rights."""
    _execute(
        "INSERT INTO rights_sourcerecord (source, right_id, digest)"
        " SELECT %s, said.right_id, said.digest FROM unnest(%s::bigint[], %s::bytea[]) AS said (right_id, digest)"
        " ON CONFLICT (source, right_id) DO UPDATE SET digest = excluded.digest",
        [source, list(digests), list(digests.values())],
        by=by,
    )
