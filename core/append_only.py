"""History tables: PostgreSQL itself refuses UPDATE, DELETE and TRUNCATE on them."""

import pgtrigger


def append_only() -> list[pgtrigger.Trigger]:
    """The triggers for ``Meta.triggers`` of a history table."""
    refused = pgtrigger.Update | pgtrigger.Delete
    return [
        pgtrigger.Protect(name="append_only_rows", operation=refused),
        pgtrigger.Trigger(
            name="append_only_table",
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            operation=pgtrigger.Truncate,
            func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;",
        ),
    ]
