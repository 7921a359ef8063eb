"""Paying several requests at once: each at the price of today, all by one payment, each with a fate of its own."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from django.utils.translation import ngettext

from core.actor import Actor
from core.days import legal_day
from payments import services as payments
from payments.models import Method, Payment
from transactions.dues import awaits_money, subject_of
from transactions.models import Filing
from transactions.services.paying import NothingToPay, agree_price, demand_payer, open_and, take
from transactions.services.submitting import Seen
from transactions.states import State

MOST = 100


def to_pay(by: Actor, *, at: datetime) -> list[Filing]:
    """The actor's requests that wait for their payment, the oldest first; not those whose money is on its way."""
    rows = Filing.objects.visible_to(by).filter(state__in=[State.AWAITING_PAYMENT, State.WAITING])
    found = rows.order_by("submitted_at", "pk")[: MOST * 2]
    waiting = [filing for filing in found if awaits_money(filing, on=legal_day(at))]
    coming = payments.on_its_way([subject_of(filing) for filing in waiting])
    return [filing for filing in waiting if subject_of(filing) not in coming][:MOST]


def pay_together(
    filings: Sequence[Filing],
    *,
    seen: Mapping[str, Seen],
    way: str,
    keeps: bool,
    return_address: Callable[[str], str] | None,
    continue_path: str,
    by: Actor,
    at: datetime,
) -> str:
    """The address to which the payer goes on. No database transaction may be open.

    ``seen`` has the price that stood on the page for each request. ``keeps``: what a request cannot use goes into the
    deposit account instead of back. ``return_address`` as for one.

    Raises:
        NothingToPay, NotReady, PriceChanged, NotPermitted.
        payments.PaymentUnderWay, payments.AlreadyPaid, payments.NoAccount, payments.TooMuchForACard.
    """
    demand_payer(by)
    if not filings:
        raise NothingToPay
    agreed = [agree_price(one, by=by, at=at, seen=seen.get(one.reference)) for one in filings]
    begins = return_address is not None
    taken = partial(
        _taken, agreed[0][0], way=way, keeps=keeps, begins=begins, continue_path=continue_path, by=by, at=at
    )
    whole = open_and(taken, agreed, continue_path=continue_path, by=by, at=at)
    if way == Method.CARD and return_address:
        return payments.begin_attempt(whole, return_url=return_address(whole.reference), by=by, at=at)
    return continue_path


def _taken(
    first: Filing,
    opened: Sequence[Payment],
    *,
    way: str,
    keeps: bool,
    begins: bool,
    continue_path: str,
    by: Actor,
    at: datetime,
) -> Payment:
    """The one payment for several that are open; its messages go where those about the first request go."""
    whole = payments.open_basket(
        opened,
        description=ngettext("%(number)s request", "%(number)s requests", len(opened)) % {"number": len(opened)},
        email=first.email,
        language=first.language,
        continue_path=continue_path,
        keeps=keeps,
        by=by,
        at=at,
    )
    take(whole, way, begins=begins, by=by, at=at)
    return whole
