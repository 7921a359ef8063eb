"""Marks each row of a table with the database transaction that wrote it, whoever wrote it, by whichever statement."""

import pgtrigger


def stamped() -> pgtrigger.Trigger:
    """The trigger for ``Meta.triggers`` of a table with ``state``, ``changed_in`` and ``begun_in``.

    It is PostgreSQL that does it, so that no statement, present or future, can change a row without its being seen.
    """
    return pgtrigger.Trigger(
        name="stamped",
        level=pgtrigger.Row,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=STAMP,
    )


STAMP = """
NEW.changed_in = pg_current_xact_id()::text::bigint;
IF TG_OP = 'INSERT' THEN
    NEW.begun_in = CASE WHEN NEW.state = 'active' THEN NEW.changed_in END;
ELSIF NEW.state = 'active' AND OLD.state <> 'active' THEN
    NEW.begun_in = NEW.changed_in;
ELSE
    NEW.begun_in = CASE WHEN OLD.begun_in IS NOT NULL THEN LEAST(OLD.begun_in, NEW.changed_in) END;
END IF;
RETURN NEW;
"""
