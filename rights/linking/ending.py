"""Ending and freezing links: by the account itself, and by those who say that it was not them."""

from datetime import datetime

from django.db import transaction

from core import audit
from core.actor import Actor, Applicant, Permission, label, require
from rights.linking.problems import CannotLink, CodeOver
from rights.linking.telling import digest_of, tell_frozen
from rights.models import Hold, Link, LinkRequest, NotMeToken, Right

State = LinkRequest.State
DISPUTE_REASON = "disputed-link"


def request_of(token: str, *, at: datetime) -> LinkRequest | None:
    """The request that a "this was not me" address is about; None once used, expired or unknown."""
    found = NotMeToken.objects.filter(digest=digest_of(token), used_at=None, expires_at__gt=at)
    row = found.select_related("request__right").first()
    return row.request if row else None


def this_was_not_me(token: str, *, by: Actor, at: datetime) -> LinkRequest:
    """Freezes the new link and every change to the right, never its payment; works once.

    Raises:
        CodeOver: for a token that is used, expired or unknown.
    """
    with transaction.atomic():
        row = NotMeToken.objects.select_for_update().filter(digest=digest_of(token)).first()
        if row is None or row.used_at is not None or row.expires_at <= at:
            raise CodeOver
        row.used_at = at
        row.save(update_fields=["used_at"])
        request = LinkRequest.everything.select_for_update(of=("self",)).select_related("right").get(pk=row.request_id)
        freeze(request, by=by, at=at)
    return request


def freeze(request: LinkRequest, *, by: Actor, at: datetime) -> None:
    """Stops the link and holds the right until staff have looked."""
    if request.link_id:
        Link.everything.filter(pk=request.link_id).exclude(state=Link.State.ENDED).update(state=Link.State.FROZEN)
    request.state = State.FROZEN
    request.save(update_fields=["state"])
    hold(request.right, about=request.reference, by=by, at=at)
    audit.note("link-frozen", by=by, at=at, subject=request.right.number)
    tell_frozen(request, at=at)


def hold(right: Right, *, about: str, by: Actor, at: datetime) -> None:
    """One hold for each dispute; repeating it changes nothing."""
    if not Hold.objects.filter(right=right, about=about, lifted_at=None).exists():
        Hold.objects.create(right=right, reason=DISPUTE_REASON, about=about, since_at=at, since_by=label(by))


def unlink(link: Link, *, by: Applicant, at: datetime) -> None:
    """Ends the account's own link at once; its past filings and receipts stay its own."""
    require(by, [Permission.SUBMIT], reason="Ask an administrator of your organisation to unlink patents.")
    with transaction.atomic():
        mine = Link.everything.select_for_update().get(pk=link.pk, organisation_id=by.organisation_id)
        if mine.state == Link.State.ENDED:
            return
        mine.state, mine.ended_at, mine.ended_because = Link.State.ENDED, at, "unlinked"
        mine.save(update_fields=["state", "ended_at", "ended_because"])
        audit.note("unlinked", by=by, at=at, subject=mine.number)


def dispute(link: Link, *, why: str, by: Applicant, at: datetime) -> None:
    """A linked account says that somebody else linked to its right is not who they claim: staff look, changes stop.

    Raises:
        CannotLink: for an account whose own link is not active.
    """
    with transaction.atomic():
        mine = Link.objects.visible_to(by).filter(pk=link.pk, state=Link.State.ACTIVE).select_related("right").first()
        if mine is None:
            raise CannotLink
        hold(mine.right, about=f"dispute:{by.organisation_id}", by=by, at=at)
        audit.note("link-disputed", by=by, at=at, subject=mine.number, reason=why[:500])
