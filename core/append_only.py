"""History tables: PostgreSQL itself refuses UPDATE, DELETE and TRUNCATE on them."""

from collections.abc import Sequence

import pgtrigger


def append_only(*, but: Sequence[str] = ()) -> list[pgtrigger.Trigger]:
    """The triggers for ``Meta.triggers`` of a history table; the columns named in ``but`` may change afterwards."""
    return [
        *_rows(but),
        pgtrigger.Trigger(
            name="append_only_table",
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            operation=pgtrigger.Truncate,
            func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;",
        ),
    ]


def _rows(but: Sequence[str]) -> list[pgtrigger.Trigger]:
    if not but:
        return [pgtrigger.Protect(name="append_only_rows", operation=pgtrigger.Update | pgtrigger.Delete)]
    return [
        pgtrigger.Protect(name="append_only_deletes", operation=pgtrigger.Delete),
        pgtrigger.ReadOnly(name="append_only_updates", exclude=list(but)),
    ]
