"""Loads a filing for whoever may see it; for everybody else it is not there."""

from django.http import Http404

from accounts.actors import SignInNeeded
from accounts.requests import SiteRequest
from core.actor import Actor, Officer, Public
from core.clock import now
from core.days import legal_day
from core.references import normalise
from transactions.items import is_repeated
from transactions.kind import Step, TransactionType
from transactions.models import KEYED, Filing
from transactions.models.access import FiledQuerySet
from transactions.questions import Questions
from transactions.registry import NoSuchType, type_named
from transactions.services import UnknownStep
from transactions.services.answering import step_of


def filing_for(request: SiteRequest, reference: str) -> Filing:
    """The filing of the reference.

    Raises:
        Http404: for another account, as for what does not exist.
        SignInNeeded: for somebody who is not signed in and did not begin it in this browser.
    """
    found = fillable_by(request.actor).filter(reference=normalise(reference)[:24]).first()
    if found is not None:
        return found
    if isinstance(request.actor, Public):
        raise SignInNeeded
    raise Http404


def fillable_by(actor: Actor) -> FiledQuerySet[Filing]:
    """What the actor may see and fill in: of the office's own those that it keys in, no customer's draft."""
    rows = Filing.objects.visible_to(actor)
    return rows.filter(channel__in=KEYED) if isinstance(actor, Officer) else rows


def type_or_404(slug: str) -> TransactionType:
    """The declared type of an address.

    Raises:
        Http404.
    """
    try:
        return type_named(slug)
    except NoSuchType:
        raise Http404 from None


def step_or_404(filing: Filing, key: str) -> Step:
    """A page that the filing has.

    Raises:
        Http404.
    """
    try:
        return step_of(filing, key)
    except UnknownStep:
        raise Http404 from None


def repeated_or_404(filing: Filing, key: str) -> Step:
    """A page of the filing that may be answered several times.

    Raises:
        Http404.
    """
    step = step_or_404(filing, key)
    if not is_repeated(step):
        raise Http404
    return step


def questions_for(request: SiteRequest, filing: Filing) -> Questions:
    """The filing's questions as they are put to this reader today."""
    return Questions(filing, by=request.actor, on=legal_day(now()))
