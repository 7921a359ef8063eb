"""What an account keeps about its own links: references and client files, seen by nobody else."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.actor import Acting, Actor, Permission, organisation_of, require
from rights.clients.files import named, place
from rights.models import Link


def keep_own_words(link: Link, *, own_reference: str, client: str, by: Acting, at: datetime) -> None:
    """Stores the account's own reference and client file for a right, on each of its links to it.

    Raises:
        NotPermitted: for a member who may not prepare.
    """
    require(by, [Permission.PREPARE], reason=_("Ask an administrator of your organisation to change references."))
    mine = Link.objects.visible_to(by).filter(right_id=link.right_id, organisation_id=by.organisation_id)
    with transaction.atomic():
        mine.update(own_reference=own_reference.strip()[:60])
        if client.strip()[:60] != link.client:
            place([link.right_id], named(client, by=by, at=at), by=by, at=at)
        audit.note("own-reference-kept", by=by, at=at, subject=link.number)


def own_references(right_ids: Iterable[int], *, by: Actor) -> dict[int, str]:
    """What the actor's account calls the rights, with the client's billing reference behind it."""
    links = Link.objects.visible_to(by).filter(right_id__in=list(right_ids)).exclude(state=Link.State.ENDED)
    if organisation_of(by) is None:
        return {}
    rows = links.values_list("right_id", "own_reference", "client_file__billing_reference")
    named = {pk: " / ".join(filter(None, [own, billing])) for pk, own, billing in rows}
    return {pk: name for pk, name in named.items() if name}
