"""What a case shows of a decision that was drawn: the request as it was decided, and by how many."""

from collections.abc import Mapping
from typing import Any

from accounts.requests import SiteRequest
from casework.models import Case, QualitySample
from staff.matters import filing
from staff.pages import here


def shown(case: Case, request: SiteRequest) -> Mapping[str, Any]:
    """The request as officers read it, without what could be done with it."""
    sample = QualitySample.objects.visible_to(here(request)).select_related("draw").get(filing=case.about)
    decided = filing.shown(case, request)
    hidden = {name: False for name in decided if name.startswith("may_")} | {"way_back": "", "checks": []}
    return {**decided, **hidden, "sample": sample}
