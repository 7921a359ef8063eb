"""What a case shows of a dispute about a link: what was said, and every link to the right."""

from collections.abc import Mapping
from typing import Any

from accounts.requests import SiteRequest
from casework.models import Case
from casework.rights import dispute_of, links_to
from staff.pages import here
from staff.shown.links import link_rows


def shown(case: Case, request: SiteRequest) -> Mapping[str, Any]:
    """The dispute as officers read it."""
    by = here(request)
    dispute = dispute_of(case, by=by)
    return {"dispute": dispute, "links": link_rows(links_to(dispute.right, by=by))}
