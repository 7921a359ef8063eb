"""Disputing somebody else's link to one's right: changes stop, staff look."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import OfficePermission, demand
from core import audit
from core.actor import Applicant, Officer, Permission, label, require
from core.office import tell_office
from core.references import new_reference
from rights.linking.holding import hold, lift
from rights.linking.problems import CannotLink, ReasonMissing
from rights.models import Link, LinkDispute


def dispute(link: Link, *, why: str, by: Applicant, at: datetime) -> LinkDispute:
    """A linked account says that somebody else linked to its right is not who they claim; raised once until settled.

    Raises:
        CannotLink: for an account whose own link is not active.
        ReasonMissing: without a reason.
        NotPermitted: for a member who may not submit.
    """
    require(by, [Permission.SUBMIT], reason=_("Ask an administrator of your organisation to raise a dispute."))
    if not why.strip():
        raise ReasonMissing
    with transaction.atomic():
        own = Link.objects.visible_to(by).active().filter(pk=link.pk)
        mine = own.select_for_update(of=("self",)).select_related("right").first()
        if mine is None:
            raise CannotLink
        return open_dispute(mine, by=by) or _raise(mine, why, by=by, at=at)


def open_dispute(link: Link, *, by: Applicant) -> LinkDispute | None:
    """What the account raised about the right and staff have not settled."""
    return LinkDispute.objects.visible_to(by).filter(right=link.right, settled_at=None).first()


def _raise(link: Link, why: str, *, by: Applicant, at: datetime) -> LinkDispute:
    raised = LinkDispute.everything.create(
        reference=new_reference("DSP"),
        organisation_id=by.organisation_id,
        right=link.right,
        why=why.strip()[:2000],
        raised_at=at,
        raised_by=label(by),
    )
    hold(link.right, about=raised.reference, by=by, at=at)
    audit.note("link-disputed", by=by, at=at, subject=link.number, details={"dispute": raised.reference})
    tell_office("link-dispute", raised.reference, version="raised", at=at)
    return raised


def settle_dispute(reference: str, *, outcome: str, by: Officer, at: datetime) -> LinkDispute:
    """Staff have looked: the hold is lifted, and what they did is noted.

    Raises:
        NotPermitted: for an officer without a deciding role.
        LinkDispute.DoesNotExist: for an unknown reference, or a dispute that is settled.
    """
    demand(by, OfficePermission.DECIDE)
    with transaction.atomic():
        rows = LinkDispute.everything.select_for_update(of=("self",)).select_related("right")
        raised = rows.get(reference=reference, settled_at=None)
        raised.settled_at, raised.settled_by, raised.outcome = at, label(by), outcome[:500]
        raised.save(update_fields=["settled_at", "settled_by", "outcome"])
        lift(raised.right, about=raised.reference, by=by, at=at)
        audit.note("link-dispute-settled", by=by, at=at, subject=reference, reason=outcome[:500])
        tell_office("link-dispute", reference, version="settled", at=at)
    return raised
