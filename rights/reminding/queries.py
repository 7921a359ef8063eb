"""Set-based SQL of the daily reminders: claims what is to be sent, so that nothing is sent twice."""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from core.actor import System
from rights.portfolio.needs import first_still_timely

AHEAD_DAYS = 90
LAPSED_WITHIN_DAYS = 60
SIX_WEEKS_DAYS = 42

ACCOUNTS = """
WITH due AS (
    SELECT l.right_id, l.organisation_id, max(l.own_reference) AS own_reference, max(l.wall_key) AS wall_key,
           coalesce(r.paid_through_year, 4) + 1 AS year,
           CASE WHEN l.due_on >= %(timely)s THEN
                    CASE WHEN l.due_on - %(on)s <= 7 THEN 'due-7' WHEN l.due_on - %(on)s <= 30 THEN 'due-30'
                         ELSE 'due-90' END
                WHEN l.late_until >= %(timely)s THEN 'late'
                ELSE 'lapsed' END AS stage,
           encode(sha256(convert_to(l.organisation_id::text, 'UTF8')), 'hex') AS recipient
    FROM rights_link l JOIN rights_right r ON r.id = l.right_id
    WHERE l.state = 'active' AND l.status IN ('granted', 'ceased')
      AND l.due_on <= %(on)s + %(ahead)s
      AND (l.due_on >= %(timely)s OR l.late_until >= %(timely)s - %(lapsed)s)
      AND (l.status = 'granted' OR l.late_until < %(timely)s)
    GROUP BY l.right_id, l.organisation_id, r.paid_through_year, l.due_on, l.late_until
), wanted AS (
    SELECT due.* FROM due
    LEFT JOIN notifications_reminderpreference p ON p.organisation_id = due.organisation_id
    WHERE (stage LIKE 'due-%%' OR NOT (due.right_id = ANY(%(held)s)))
      AND (stage NOT LIKE 'due-%%' OR p.organisation_id IS NULL OR p.days_before @> to_jsonb(substr(stage, 5)::int))
      AND NOT EXISTS (SELECT 1 FROM rights_sentreminder s WHERE s.right_id = due.right_id AND s.year = due.year
                      AND s.stage = due.stage AND s.recipient = due.recipient)
), picked AS (
    SELECT DISTINCT organisation_id FROM (SELECT organisation_id FROM wanted LIMIT %(limit)s) first
), whole AS (
    SELECT wanted.* FROM wanted JOIN picked USING (organisation_id)
), claimed AS (
    INSERT INTO rights_sentreminder (right_id, year, stage, recipient, sent_on)
    SELECT right_id, year, stage, recipient, %(on)s FROM whole
    ON CONFLICT DO NOTHING RETURNING right_id, year, stage, recipient
)
SELECT w.right_id, w.organisation_id, w.own_reference, w.year, w.stage, w.wall_key
FROM whole w JOIN claimed USING (right_id, year, stage, recipient)
ORDER BY w.right_id
"""

STATUTORY = """
WITH owed AS (
    SELECT id AS right_id, coalesce(paid_through_year, 4) + 1 AS year, 'rule-39' AS stage
    FROM rights_right
    WHERE status = 'granted' AND due_on < %(timely)s AND due_on >= %(on)s - %(weeks)s
    UNION ALL
    SELECT id, coalesce(paid_through_year, 4) + 1, 'rule-41'
    FROM rights_right
    WHERE status IN ('granted', 'ceased') AND late_until < %(timely)s AND late_until >= %(on)s - %(weeks)s
), claimed AS (
    INSERT INTO rights_sentreminder (right_id, year, stage, recipient, sent_on)
    SELECT right_id, year, stage, 'the law', %(on)s
    FROM owed o
    WHERE NOT EXISTS (SELECT 1 FROM rights_sentreminder s WHERE s.right_id = o.right_id AND s.year = o.year
                      AND s.stage = o.stage AND s.recipient = 'the law')
      AND NOT (o.right_id = ANY(%(held)s))
    LIMIT %(limit)s
    ON CONFLICT DO NOTHING RETURNING right_id, year, stage
)
SELECT right_id, year, stage FROM claimed ORDER BY right_id
"""


class Claim(NamedTuple):
    """One reminder that is now ours to send; ``wall_key`` is the wall behind which the account keeps the right."""

    right_id: int
    organisation_id: UUID
    own_reference: str
    year: int
    stage: str
    wall_key: str = ""


class Owed(NamedTuple):
    """One statutory notice that is now ours to send."""

    right_id: int
    year: int
    stage: str


def claim_reminders(by: System, *, on: date, held: list[int], limit: int) -> list[Claim]:
    """Claims up to ``limit`` reminders and all others of the same accounts; to be called in the transaction that tells.

    None says of a right in ``held`` that it is late or has lapsed: its timely payment is still being looked at.
    """
    days = {"ahead": AHEAD_DAYS, "lapsed": LAPSED_WITHIN_DAYS}
    return [Claim(*row) for row in _rows(ACCOUNTS, on=on, held=held, limit=limit, **days)]


def claim_statutory(by: System, *, on: date, held: list[int], limit: int) -> list[Owed]:
    """Claims up to ``limit`` notices of rules 39 and 41, but for rights whose payment is being looked at."""
    return [Owed(*row) for row in _rows(STATUTORY, on=on, limit=limit, weeks=SIX_WEEKS_DAYS, held=held)]


def _rows(sql: str, *, on: date, **parameters: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"on": on, "timely": first_still_timely(on), **parameters})
        return list(cursor.fetchall())
