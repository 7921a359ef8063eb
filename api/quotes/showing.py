"""A quote as it is sent: money and days for programs, and the same in words."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from api.kernel.shapes import money
from core.actor import Acting
from rights.lookup import meant_by
from rights.models import Right
from rights.outlook import outlook_of
from rights.patents.quote import Quote
from rights.shown.answers import answer
from rights.standing import Standing
from transactions.offers import offers_for
from transactions.standings import load

RENEW = "renew"
UNKNOWN = dict.fromkeys(("renewalDate", "opensDate", "dueDate", "lateUntilDate", "restoreByDate"))


def quotes_for(numbers: Sequence[str], *, by: Acting, on: date) -> list[dict[str, Any]]:
    """A quote or a sentence for each number; the number of queries does not grow with them."""
    meant = meant_by(numbers, by=by)
    wanted = [rights[0].pk for rights in meant.values() if len(rights) == 1]
    standings = load(wanted, by=by, on=on)
    reasons = offers_for(list(standings.values()), RENEW, by=by, on=on)
    quotes = {pk: quote_of(standing, reasons[pk], on=on) for pk, standing in standings.items()}
    return [_item(text, meant[text], quotes) for text in numbers]


def _item(text: str, rights: Sequence[Right], quotes: dict[int, dict[str, Any]]) -> dict[str, Any]:
    if len(rights) == 1:
        right = rights[0]
        found = {"number": right.number, "title": right.title, "quote": quotes[right.pk], "message": ""}
        return {"right": text, **found, "couldMean": []}
    words = _("This number may mean several patents. Send the number of the one that you mean.")
    if not rights:
        words = _("We did not find a published patent with the number %(text)s. Check it.") % {"text": text}
    nothing = {"number": None, "title": None, "quote": None, "message": words}
    return {"right": text, **nothing, "couldMean": [right.number for right in rights]}


def quote_of(standing: Standing, reasons: Sequence[str], *, on: date) -> dict[str, Any]:
    """The quote of one right; ``reasons`` stand against its renewal. Makes no query."""
    said, quote = answer(standing, outlook_of(standing.right, on=on)), standing.quote
    return {
        "date": on,
        "state": str(quote.state) if quote else None,
        "isRenewable": said.is_payable and not reasons,
        "answer": said.title,
        "sentences": list(said.sentences),
        "reasons": list(reasons),
        "isCertain": said.certain,
        **_days(quote),
        **_money(quote),
    }


def _days(quote: Quote | None) -> dict[str, Any]:
    if quote is None:
        return {"years": [], **UNKNOWN, "paidToDate": None}
    return {
        "years": list(quote.years),
        "renewalDate": quote.renewal_on,
        "opensDate": quote.opens_on,
        "dueDate": quote.due_on_effective,
        "lateUntilDate": quote.late_until_effective,
        "restoreByDate": quote.restore_by_effective,
        "paidToDate": quote.paid_to_on,
    }


def _money(quote: Quote | None) -> dict[str, Any]:
    fees = (quote.renewal_fee_pence, quote.additional_fee_pence, quote.total_pence) if quote else (None, None, None)
    fee, late, total = (None if one is None else money(one) for one in fees)
    is_late = {"monthsLate": quote.months_late if quote else 0, "isHalved": quote.halved if quote else False}
    return {**is_late, "fee": fee, "lateFee": late, "total": total}
