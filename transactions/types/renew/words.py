"""Why a patent cannot be renewed now, and why a price has changed, in words."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from core.design.formats import day_words
from rights.patents.quote import Quote, State
from rights.standing import Standing


def reason_against(standing: Standing) -> str:
    """Why the right cannot be renewed on the day of the quote; empty where it can."""
    quote = standing.quote
    if quote is None:
        return _("This right cannot be renewed here. Contact us.")
    if quote.is_payable and quote.total_pence is None:
        return _("We do not hold the fee for this day. Contact us.")
    return REASONS[quote.state](quote) if quote.state in REASONS else ""


def _not_granted(quote: Quote) -> str:
    return _("This patent has not been granted. There is nothing to renew yet.")


def _ceased(quote: Quote) -> str:
    return _("This patent has ceased, and it is too late to restore it.")


def _not_yet(quote: Quote) -> str:
    if quote.opens_on is None:
        return _("This patent cannot be renewed yet.")
    return _("This patent is paid up. You can renew it from %(day)s.") % {"day": day_words(quote.opens_on)}


def _restorable(quote: Quote) -> str:
    last = quote.restore_by_effective or quote.expires_on
    return _("This patent has ceased. You can ask for it to be restored until %(day)s.") % {"day": day_words(last)}


def _fully_paid(quote: Quote) -> str:
    text = _("All renewal fees are paid. The patent is in force until %(day)s.")
    return text % {"day": day_words(quote.expires_on)}


def _expired(quote: Quote) -> str:
    return _("This patent expired on %(day)s. Nothing is due.") % {"day": day_words(quote.expires_on)}


REASONS: Mapping[State, Callable[[Quote], str]] = {
    State.NOT_GRANTED: _not_granted,
    State.NOT_YET_DUE: _not_yet,
    State.FULLY_PAID: _fully_paid,
    State.EXPIRED: _expired,
    State.RESTORABLE: _restorable,
    State.CEASED: _ceased,
}


def reason_for_price(was: Quote | None, now: Quote | None) -> str:
    """Why a renewal costs something else than it did; empty where nothing can be said."""
    if was is None or now is None or was.total_pence == now.total_pence:
        return ""
    if was.years != now.years:
        return _("Some of the years were paid meanwhile.")
    if now.months_late > was.months_late and was.additional_fee_pence != now.additional_fee_pence:
        text = _("Another month of the late period began after %(day)s, so the additional fee is higher.")
        return text % {"day": day_words(was.on)}
    if was.halved != now.halved:
        return _("The entry for licences of right has changed.")
    return _("The fees changed after %(day)s.") % {"day": day_words(was.on)}
