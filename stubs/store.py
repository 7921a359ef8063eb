"""A document store on one SQLite file, in which a stand-in keeps what must survive a restart."""

import json
import sqlite3
import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SCHEMA = """
CREATE TABLE IF NOT EXISTS document (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (kind, key)
);
CREATE INDEX IF NOT EXISTS document_in_order ON document (kind, id);
"""


class Store:
    """Documents by kind and key. Safe to share between threads; every change is on disk when the call returns."""

    def __init__(self, path: str) -> None:
        """Open ``path``, or a store in memory for ":memory:"."""
        if path != ":memory:":
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.RLock()
        self._depth = 0
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.executescript(SCHEMA)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Read, change and write as one step: all of it is kept, or after an exception none of it. Re-entrant."""
        with self._lock:
            outermost = self._depth == 0
            self._depth += 1
            try:
                if outermost:
                    self._connection.execute("BEGIN IMMEDIATE")
                yield
            except BaseException:
                if outermost and self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            else:
                if outermost:
                    self._connection.execute("COMMIT")
            finally:
                self._depth -= 1

    def get(self, kind: str, key: str) -> dict[str, Any] | None:
        """Return a fresh copy of the document, or None."""
        with self._lock:
            row = self._connection.execute(
                "SELECT body FROM document WHERE kind = ? AND key = ?", (kind, key)
            ).fetchone()
        return dict(json.loads(row[0])) if row else None

    def put(self, kind: str, key: str, document: Mapping[str, Any]) -> None:
        """Keep ``document``, replacing an earlier one without changing its place in the order."""
        sql = (
            "INSERT INTO document (kind, key, body) VALUES (?, ?, ?)"
            " ON CONFLICT (kind, key) DO UPDATE SET body = excluded.body"
        )
        with self._lock:
            self._connection.execute(sql, (kind, key, json.dumps(document)))

    def all(self, kind: str) -> list[dict[str, Any]]:
        """Return every document of a kind, in order of first put."""
        with self._lock:
            rows = self._connection.execute("SELECT body FROM document WHERE kind = ? ORDER BY id", (kind,)).fetchall()
        return [json.loads(body) for (body,) in rows]

    def keyed(self, kind: str) -> list[tuple[str, dict[str, Any]]]:
        """Return every document of a kind with its key, in order of first put."""
        sql = "SELECT key, body FROM document WHERE kind = ? ORDER BY id"
        with self._lock:
            rows = self._connection.execute(sql, (kind,)).fetchall()
        return [(key, json.loads(body)) for key, body in rows]

    def delete(self, kind: str, key: str) -> None:
        """Forget one document; an unknown one is no error."""
        with self._lock:
            self._connection.execute("DELETE FROM document WHERE kind = ? AND key = ?", (kind, key))

    def delete_kind(self, kind: str) -> None:
        """Forget every document of a kind."""
        with self._lock:
            self._connection.execute("DELETE FROM document WHERE kind = ?", (kind,))

    def clear(self, *, keep: Collection[str] = ()) -> None:
        """Forget everything but the kinds to ``keep``."""
        sql = "DELETE FROM document WHERE kind NOT IN (SELECT value FROM json_each(?))"
        with self._lock:
            self._connection.execute(sql, (json.dumps(list(keep)),))

    def close(self) -> None:
        """Close the file; the store cannot be used afterwards."""
        with self._lock:
            self._connection.close()
