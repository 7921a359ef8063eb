"""What a case shows of a request to link a right: who asks, for what, and with which proof."""

from collections.abc import Mapping
from typing import Any

from accounts.requests import SiteRequest
from casework.link_requests import request_for
from casework.models import Case
from staff.pages import here


def shown(case: Case, request: SiteRequest) -> Mapping[str, Any]:
    """The request as officers read it."""
    return {"asked": request_for(case, by=here(request))}
