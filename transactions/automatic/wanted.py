"""The last look before money is used: whether what was renewed by itself is still wanted."""

from django.utils.translation import gettext as _

from accounts.organising.two_people import AGREED_BEFOREHAND
from rights.instructions.asking import not_to_renew
from transactions.models import Filing, PlannedRenewal


def unwanted(filing: Filing) -> str:
    """Why a request that nobody typed is not wanted any more; empty for every other, and where it still is."""
    if filing.submitted_by != AGREED_BEFOREHAND:
        return ""
    plans = PlannedRenewal.everything.filter(filing=filing, state=PlannedRenewal.State.ASKED)
    if plans.filter(agreement__stopped_at__isnull=False).exists():
        return _("The agreement was stopped.")
    if not_to_renew(plans.values_list("right_id", flat=True)):
        return _("The owner said that it is not to be renewed.")
    return ""
