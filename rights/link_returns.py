"""Gives links back that ended because of an entry which was itself a mistake."""

from collections.abc import Iterable
from datetime import datetime

from rights.models import Link
from rights.walls import rewall

REPEATED = (
    "right_id", "organisation_id", "relation", "proof", "stands_for", "since_at", "active_from", "own_reference",
    "client", "client_file_id", "wall_key", "number", "title", "owner", "status", "kind", "next_renewal_on", "opens_on",
    "due_on", "late_until", "restore_by",
)  # fmt: skip


def return_links(because: str, right_ids: Iterable[int], *, at: datetime) -> int:
    """Links that ended because of it are there again, as old as they were; returns how many.

    One whose organisation has got another link of the same relation meanwhile stays as it is.
    """
    ended = Link.everything.filter(right_id__in=list(right_ids), state=Link.State.ENDED, ended_because=because)
    returned = [Link(state=Link.State.ACTIVE, **{name: getattr(one, name) for name in REPEATED}) for one in ended]
    Link.everything.bulk_create(returned, ignore_conflicts=True)
    for organisation_id in {one.organisation_id for one in returned if one.wall_key}:
        rewall(organisation_id, [one.right_id for one in returned])
    ended.update(ended_because=f"{because}, undone")
    return len(returned)
