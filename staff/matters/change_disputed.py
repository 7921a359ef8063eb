"""What a case shows of a change that somebody called wrong: the request, and the rights on hold because of it."""

from collections.abc import Mapping
from typing import Any

from accounts.requests import SiteRequest
from casework.models import Case
from casework.rights import held_because_of
from staff.pages import here
from staff.shown.requests import request_lines
from transactions.models import Filing


def shown(case: Case, request: SiteRequest) -> Mapping[str, Any]:
    """The disputed change as officers read it."""
    by = here(request)
    filings = Filing.objects.visible_to(by).filter(reference=case.about)
    return {"requests": request_lines(filings), "holds": held_because_of(case, by=by)}
