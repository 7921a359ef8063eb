"""What a renewal costs on a day, in words for a message."""

from django.utils.translation import gettext as _

from core.design.formats import pounds
from rights.standing import Standing


def fee_words(standing: Standing | None) -> str:
    """The renewal and additional fee together; says so where the fee is not certain or not known."""
    owed = standing.quote if standing else None
    if owed is None or owed.total_pence is None:
        return _("the fee shown when you renew")
    return pounds(owed.total_pence) if owed.certain else _("%s (example, not confirmed)") % pounds(owed.total_pence)
