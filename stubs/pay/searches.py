"""Searches: filters and pages of payments, refunds, agreements and disputes, with Pay's limits and refusals."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from stubs.pay import payments
from stubs.pay.moments import read
from stubs.pay.payments import Payment
from stubs.pay.refusals import bad_parameters, refuse

Json = dict[str, Any]
Parameters = Mapping[str, str]

LARGEST_PAGE = 500
PAYMENT_STATES = frozenset({"created", "started", "submitted", "success", "failed", "cancelled", "error"})
AGREEMENT_STATUSES = frozenset({"created", "active", "cancelled", "inactive"})
DISPUTE_STATUSES = frozenset({"needs_response", "under_review", "lost", "won"})


def _is_moment(text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_count(most: int | None = None) -> Callable[[str], bool]:
    return lambda text: text.isascii() and text.isdigit() and int(text) >= 1 and (most is None or int(text) <= most)


def _is_digits(length: int) -> Callable[[str], bool]:
    return lambda text: text.isascii() and text.isdigit() and len(text) == length


_PAGE = {"page": _is_count(), "display_size": _is_count(LARGEST_PAGE)}
_DATES = {"from_date": _is_moment, "to_date": _is_moment, "from_settled_date": _is_day, "to_settled_date": _is_day}
PAYMENT_RULES: dict[str, Callable[[str], bool]] = {
    "state": lambda text: text in PAYMENT_STATES,
    "reference": lambda text: len(text) <= 255,
    "email": lambda text: len(text) <= 254,
    "card_brand": lambda text: len(text) <= 20,
    **_DATES,
    **_PAGE,
    "agreement_id": lambda text: len(text) <= 26,
    "first_digits_card_number": _is_digits(6),
    "last_digits_card_number": _is_digits(4),
    "cardholder_name": lambda text: len(text) <= 255,
}
REFUND_RULES = {**_DATES, **_PAGE}
AGREEMENT_RULES = {"reference": PAYMENT_RULES["reference"], "status": lambda text: text in AGREEMENT_STATUSES, **_PAGE}
DISPUTE_RULES = {**_DATES, "status": lambda text: text in DISPUTE_STATUSES, **_PAGE}


def check(given: Parameters, rules: Mapping[str, Callable[[str], bool]], code: str) -> None:
    """Refuse parameters of the wrong form, naming all of them; an empty one counts as not given."""
    wrong = [name for name, holds in rules.items() if given.get(name) and not holds(given[name])]
    if wrong:
        raise bad_parameters(wrong, code)


def matching_payments(found: Iterable[Payment], given: Parameters) -> list[Payment]:
    """Return the payments that all filters fit, newest first."""
    return [one for one in reversed(list(found)) if _fits(one, given)]


def within_dates(created: str, given: Parameters) -> bool:
    """Was this created from from_date to before to_date?"""
    at = read(created)
    after = not given.get("from_date") or at >= read(given["from_date"])
    return after and (not given.get("to_date") or at < read(given["to_date"]))


def _fits(one: Payment, given: Parameters) -> bool:
    asked, card = one["asked"], one["card"]
    texts = {
        "state": (payments.status(one), _same),
        "reference": (asked["reference"], _same),
        "email": (one["email"], _within),
        "card_brand": (card.get("card_brand"), _same),
        "cardholder_name": (card.get("cardholder_name"), _within),
        "first_digits_card_number": (card.get("first_digits_card_number"), _same),
        "last_digits_card_number": (card.get("last_digits_card_number"), _same),
        "agreement_id": (asked.get("agreement_id") or asked.get("set_up_agreement"), _same),
    }
    wanted = all(not given.get(name) or fits(given[name], value or "") for name, (value, fits) in texts.items())
    return wanted and within_dates(one["created_date"], given) and _settled(given)


def _same(wanted: str, value: str) -> bool:
    return wanted.casefold().replace("-", " ") == value.casefold().replace("-", " ")


def _within(wanted: str, value: str) -> bool:
    return wanted.casefold() in value.casefold()


def _settled(given: Parameters) -> bool:
    """The sandbox never pays out, so nothing is ever settled."""
    return not (given.get("from_settled_date") or given.get("to_settled_date"))


def page(found: list[Any], given: Parameters, show: Callable[[Any], Json], address: str, not_found: str) -> Json:
    """Return one page of results with its links; refuse a page past the last with the code ``not_found``."""
    number, size = int(given.get("page") or 1), int(given.get("display_size") or LARGEST_PAGE)
    last = max(1, -(-len(found) // size))
    if number > last:
        raise refuse(not_found)
    shown = [show(one) for one in found[(number - 1) * size : number * size]]
    return {
        "total": len(found),
        "count": len(shown),
        "page": number,
        "results": shown,
        "_links": _links(given, number, size, last, address),
    }


def _links(given: Parameters, number: int, size: int, last: int, address: str) -> Json:
    def link(to: int) -> Json:
        query = {**{key: value for key, value in given.items() if value}, "page": str(to), "display_size": str(size)}
        return {"href": f"{address}?{urlencode(query)}"}

    offered = {"self": link(number), "first_page": link(1), "last_page": link(last)}
    if number > 1:
        offered["prev_page"] = link(number - 1)
    if number < last:
        offered["next_page"] = link(number + 1)
    return offered
