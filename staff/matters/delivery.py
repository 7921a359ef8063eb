"""What a case shows of a message that did not arrive: to whom, what it said, and why it came back."""

from collections.abc import Mapping
from typing import Any

from accounts.requests import SiteRequest
from casework.models import Case
from notifications.models import Notice
from staff.pages import here


def shown(case: Case, request: SiteRequest) -> Mapping[str, Any]:
    """The message as officers read it; our own copy never holds a code."""
    return {"notice": Notice.objects.visible_to(here(request)).get(reference=case.about)}
