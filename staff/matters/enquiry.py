"""What a case shows of a complaint or a request for data: who wrote, what, and what was answered."""

from collections.abc import Mapping
from typing import Any

from accounts.requests import SiteRequest
from accounts.roles import OfficePermission, allows
from casework.models import Case, Enquiry
from staff.pages import here


def shown(case: Case, request: SiteRequest) -> Mapping[str, Any]:
    """The enquiry as officers read it."""
    by = here(request)
    enquiry = Enquiry.objects.visible_to(by).get(reference=case.about)
    asks_data = enquiry.kind != Enquiry.Kind.COMPLAINT
    may_note = asks_data and not enquiry.answered_at and allows(by, OfficePermission.ANSWER_DATA_REQUESTS)
    return {"enquiry": enquiry, "asks_data": asks_data, "may_note_identity": may_note}
