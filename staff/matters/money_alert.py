"""What a case shows of money that needs a person: what is wrong, and the payment."""

from collections.abc import Mapping
from typing import Any

from accounts.requests import SiteRequest
from casework.models import Case
from casework.payments import money_of
from payments.models import MoneyAlert
from staff.pages import here


def shown(case: Case, request: SiteRequest) -> Mapping[str, Any]:
    """The alert as officers read it."""
    by = here(request)
    alert = MoneyAlert.objects.visible_to(by).select_related("payment").get(pk=case.about)
    return {"alert": alert, "payment": alert.payment, "money": money_of(alert.payment, by=by)}
