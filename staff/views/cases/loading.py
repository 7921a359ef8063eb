"""Loads a case for whoever may open it now."""

from django.http import Http404
from django.urls import reverse

from accounts.requests import SiteRequest
from casework.models import Case
from casework.opening import needs_reason
from core.clock import now
from core.references import normalise
from staff.pages import SayWhyFirst, here


def any_case(request: SiteRequest, reference: str) -> Case:
    """The case of a reference, whoever's queue it is in.

    Raises:
        Http404.
    """
    rows = Case.objects.visible_to(here(request)).select_related("team", "allocated_to")
    found = rows.filter(reference=normalise(reference)[:24]).first()
    if found is None:
        raise Http404
    return found


def case_for(request: SiteRequest, reference: str) -> Case:
    """The case of a reference, for whoever need not say why or has said it today.

    Raises:
        Http404, SayWhyFirst.
    """
    case = any_case(request, reference)
    if needs_reason(case, by=here(request), at=now()):
        raise SayWhyFirst(reverse("staff:case-open", args=[case.reference]))
    return case
