"""Tells the layers above that links have ended, so that what hung on them is closed or handed over."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q

from core.outbox import promise
from rights.models import Instruction, Link
from rights.models.instructions import Answer

LINKS_ENDED = "links-ended"
"""The promise; its payload has ``links``, the ids of the links."""


def tell_links_ended(link_ids: Collection[int], *, at: datetime) -> None:
    """One promise for the links that ended together; a link ends once, so that its id makes the key.

    Instructions between accounts of which one has no link to the right any more end with it, at once; but an owner's
    own "do not renew" stands as long as the owner does.
    """
    if link_ids:
        _end_instructions(link_ids, at=at)
        ids = sorted(link_ids)
        promise(LINKS_ENDED, key=str(ids[0]), payload={"links": ids}, at=at)


def _end_instructions(link_ids: Collection[int], *, at: datetime) -> None:
    active = Link.everything.filter(right_id=OuterRef("right_id"), state=Link.State.ACTIVE)
    ended = Link.everything.filter(pk__in=list(link_ids), right_id=OuterRef("right_id"))
    for side in ("owner_id", "firm_id"):
        theirs = Q(Exists(ended.filter(organisation_id=OuterRef(side))))
        gone = ~Exists(active.filter(organisation_id=OuterRef(side)))
        over = Instruction.everything.filter(theirs, gone, ended_at=None)
        if side == "firm_id":
            over = over.exclude(answer=Answer.LAPSE, owner_id__isnull=False, answered_for=F("owner_id"))
        over.update(ended_at=at)
