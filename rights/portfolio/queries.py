"""The portfolio's SQL that the ORM cannot write: distinct values read by jumping along an index."""

from typing import Any

from django.db import connection

from core.actor import Actor, organisation_of, shut_out_of
from rights.models import Link

CLIENTS = """
WITH RECURSIVE names AS (
    (SELECT client FROM rights_link
      WHERE organisation_id = %(organisation)s AND state = %(active)s AND client > '' AND wall_key <> ALL(%(shut_out)s)
      ORDER BY client LIMIT 1)
    UNION ALL
    SELECT (SELECT client FROM rights_link
             WHERE organisation_id = %(organisation)s AND state = %(active)s AND client > names.client
               AND wall_key <> ALL(%(shut_out)s)
             ORDER BY client LIMIT 1)
      FROM names WHERE names.client IS NOT NULL
)
SELECT client FROM names WHERE client IS NOT NULL LIMIT %(at_most)s
"""


def client_names(actor: Actor, *, at_most: int) -> list[str]:
    """The client files in use in the actor's account, sorted; one step along the index for each, however many links."""
    organisation_id = organisation_of(actor)
    if organisation_id is None:
        return []
    values: dict[str, Any] = {"organisation": organisation_id, "active": Link.State.ACTIVE.value, "at_most": at_most}
    values["shut_out"] = sorted(shut_out_of(actor))
    with connection.cursor() as cursor:
        cursor.execute(CLIENTS, values)
        return [name for (name,) in cursor.fetchall()]
