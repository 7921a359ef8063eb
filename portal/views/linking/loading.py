"""Loads what a page about linking is about, for its own account; strangers get a 404."""

from datetime import datetime

from django.http import Http404

from accounts.requests import SiteRequest
from core.actor import Applicant
from portal.pages import signed_in
from rights.linking.ending import own_links
from rights.linking.listing import own_requests
from rights.linking.offers import Offer, offers_for
from rights.models import Link, LinkRequest
from rights.numbers import meanings


def request_or_404(request: SiteRequest, reference: str) -> tuple[Applicant, LinkRequest]:
    """The account's own request for a link."""
    actor = signed_in(request)
    found = own_requests(by=actor).filter(reference=reference.upper()).first()
    if found is None:
        raise Http404
    return actor, found


def links_or_404(request: SiteRequest, number: str) -> tuple[Applicant, list[Link]]:
    """The account's own links to a right."""
    actor = signed_in(request)
    links = own_links(meanings(number), by=actor)
    if not links:
        raise Http404
    return actor, links


def offer_of(found: LinkRequest, proof: str, *, by: Applicant, at: datetime) -> Offer | None:
    """One way to prove that is no code, if it is open to the request."""
    return next((one for one in offers_for(found, by=by, at=at) if one.option.key == proof), None)
