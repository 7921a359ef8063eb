"""Tells the layers above that links have ended, so that what hung on them is closed or handed over."""

from collections.abc import Collection
from datetime import datetime

from core.outbox import promise

LINKS_ENDED = "links-ended"
"""The promise; its payload has ``links``, the ids of the links."""


def tell_links_ended(link_ids: Collection[int], *, at: datetime) -> None:
    """One promise for the links that ended together; a link ends once, so that its id makes the key."""
    if link_ids:
        ids = sorted(link_ids)
        promise(LINKS_ENDED, key=str(ids[0]), payload={"links": ids}, at=at)
