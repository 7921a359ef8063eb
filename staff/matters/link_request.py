"""What a case shows of a request to link a right: who asks, for what, and with which proof."""

from collections.abc import Mapping
from typing import Any

from accounts.requests import SiteRequest
from casework.link_requests import request_for
from casework.models import Case
from staff.pages import here
from staff.shown.links import PROOFS, REQUEST_STATES


def shown(case: Case, request: SiteRequest) -> Mapping[str, Any]:
    """The request as officers read it."""
    found = request_for(case, by=here(request))
    asked = found.request
    words = {"proof": PROOFS[asked.proof], "state": REQUEST_STATES[asked.state]}
    return {"found": found, "asked": asked, **words}
