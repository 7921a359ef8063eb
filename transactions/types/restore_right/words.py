"""Why a patent cannot be restored now, in words."""

from django.utils.translation import gettext as _

from core.design.formats import day_words
from rights.patents.quote import State
from rights.standing import Standing
from rights.statuses import Status

NOT_IN_FORCE = frozenset({Status.CEASED, Status.RESTORATION_APPLIED})


def reason_against(standing: Standing) -> str:
    """Why the right cannot be restored on the day of its quote; empty where it can."""
    right, quote = standing.right, standing.quote
    if right.status not in NOT_IN_FORCE or quote is None:
        text = _("Only a patent that ceased unpaid can be restored. The register says of %(number)s: %(status)s.")
        return text % {"number": right.number, "status": Status(right.status).label}
    if quote.is_payable:
        return _("%(number)s need not be restored: its renewal can still be paid.") % {"number": right.number}
    if quote.state is not State.RESTORABLE:
        last = quote.restore_by_effective
        words = {"number": right.number, "day": day_words(last) if last else ""}
        text = _("The time to ask for the restoration of %(number)s ended on %(day)s. It cannot be extended.")
        return text % words if last else _("There is nothing to restore.")
    return ""
