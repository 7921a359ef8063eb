"""What a case shows of a request to change the register: what is asked, with which answers, for which rights."""

from collections.abc import Mapping
from typing import Any

from accounts.requests import SiteRequest
from casework.models import Case
from core.clock import now
from core.days import legal_day
from staff.pages import here
from transactions.models import Filing, FilingRight
from transactions.progress import progress
from transactions.questions import Questions
from transactions.registry import type_named
from transactions.review import sections_of

ROWS = 50


def shown(case: Case, request: SiteRequest) -> Mapping[str, Any]:
    """The filing as officers read it."""
    by = here(request)
    filing = Filing.objects.visible_to(by).get(reference=case.about)
    rows = FilingRight.objects.visible_to(by).filter(filing=filing).select_related("right").order_by("right__number")
    questions = Questions(filing, by=by, on=legal_day(now()))
    return {
        "filing": filing,
        "declared": type_named(filing.type),
        "progress": progress(filing),
        "rows": rows[:ROWS],
        "sections": [one for one in sections_of(questions) if not one.is_missing],
    }
