"""Ending links by the account's own wish."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.actor import Acting, Permission, label, require
from rights.link_ends import tell_links_ended
from rights.models import Link, LinkRequest


def own_links(numbers: Sequence[str], *, by: Acting) -> list[Link]:
    """The account's links to a right that have not ended, as owner before as representative."""
    links = Link.objects.visible_to(by).filter(right__number__in=list(numbers)).exclude(state=Link.State.ENDED)
    return list(links.select_related("right").order_by("relation"))


def unlink(links: Sequence[Link], *, by: Acting, at: datetime) -> None:
    """Ends the account's own links at once; its past filings and receipts stay its own.

    Raises:
        NotPermitted: for a member who may not submit.
    """
    require(by, [Permission.SUBMIT], reason=_("Ask an administrator of your organisation to unlink patents."))
    with transaction.atomic():
        mine = Link.objects.visible_to(by).filter(pk__in=[link.pk for link in links]).exclude(state=Link.State.ENDED)
        ending = list(mine.select_for_update().order_by("pk"))
        for link in ending:
            _end(link, by=by, at=at)
        tell_links_ended([link.pk for link in ending], at=at)


def _end(link: Link, *, by: Acting, at: datetime) -> None:
    link.state, link.ended_at, link.ended_because = Link.State.ENDED, at, "unlinked"
    link.save(update_fields=["state", "ended_at", "ended_because"])
    waiting = LinkRequest.objects.visible_to(by).filter(link=link, state=LinkRequest.State.WAITING)
    waiting.update(state=LinkRequest.State.CANCELLED, decided_at=at, decided_by=label(by))
    audit.note("unlinked", by=by, at=at, subject=link.number)
