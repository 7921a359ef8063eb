"""What a case shows of a bank transfer that nobody knows: what the bank said."""

from collections.abc import Mapping
from typing import Any

from accounts.requests import SiteRequest
from casework.models import Case
from payments.models import BankLine
from staff.pages import here


def shown(case: Case, request: SiteRequest) -> Mapping[str, Any]:
    """The credit as the statement has it."""
    return {"line": BankLine.objects.visible_to(here(request)).select_related("file").get(pk=case.about)}
