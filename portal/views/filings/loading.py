"""Loads a filing for whoever may see it; for everybody else it is not there."""

from django.http import Http404

from accounts.actors import SignInNeeded
from accounts.requests import SiteRequest
from core.actor import Public
from core.references import normalise
from transactions.kind import TransactionType
from transactions.models import Filing
from transactions.registry import NoSuchType, type_named
from transactions.services import UnknownStep


def filing_for(request: SiteRequest, reference: str) -> Filing:
    """The filing of the reference.

    Raises:
        Http404: for another account, as for what does not exist.
        SignInNeeded: for somebody who is not signed in and did not begin it in this browser.
    """
    found = Filing.objects.visible_to(request.actor).filter(reference=normalise(reference)[:24]).first()
    if found is not None:
        return found
    if isinstance(request.actor, Public):
        raise SignInNeeded
    raise Http404


def type_or_404(slug: str) -> TransactionType:
    """The declared type of an address.

    Raises:
        Http404.
    """
    try:
        return type_named(slug)
    except NoSuchType:
        raise Http404 from None


def step_or_404(filing: Filing, key: str) -> str:
    """The key of a page that the filing has.

    Raises:
        Http404.
    """
    if all(step.key != key for step in type_named(filing.type).steps):
        raise Http404 from UnknownStep(key)
    return key
