"""Leads to the card pages: agrees the price of today, opens the payment and begins an attempt."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.actor import Acting, Actor, Permission, require
from core.days import legal_day
from core.design.formats import counted
from payments import services as payments
from payments.attempting import MAY_NOT_PAY
from payments.models import Method, Payment
from rights.portfolio.keeping import own_references
from transactions.dues import awaits_money, subject_of
from transactions.examination import Examination
from transactions.examining import examine_filing
from transactions.kind import Charge
from transactions.lists.references import references_in_list
from transactions.models import Filing
from transactions.pricing import keep_price
from transactions.registry import type_named
from transactions.services.submitting import NotReady, PriceChanged, Seen, why_changed
from transactions.stages import free_stage
from transactions.telling import numbers_of
from transactions.workflow import lock


class NothingToPay(Exception):
    """The filing does not wait for a payment."""


def pay(
    filing: Filing,
    *,
    return_address: Callable[[str], str] | None,
    continue_path: str,
    by: Actor,
    at: datetime,
    seen: Seen | None = None,
    way: str = Method.CARD,
) -> str:
    """The address to which the payer goes on. No database transaction may be open.

    ``way`` is the card, the organisation's deposit account, or a bank transfer that is to come (``Payment.Method``).
    ``return_address`` gives the return page of a payment's reference; without it a card is left to whoever opens the
    payment's own page. ``seen`` is the price on the page; without it the
    price that is stored counts as seen.

    Raises:
        NothingToPay, NotReady, PriceChanged, NotPermitted.
        payments.PaymentUnderWay: while an earlier payment is still being concluded.
        payments.AlreadyPaid: if the money is there.
        payments.TooMuchForACard, payments.NoAccount.
        Unavailable, Refused: what Pay answered.
    """
    demand_payer(by)
    agreed = [agree_price(filing, by=by, at=at, seen=seen)]

    def taken(own: list[Payment]) -> Payment:
        take(own[0], way, begins=return_address is not None, by=by, at=at)
        return own[0]

    payment = open_and(taken, agreed, continue_path=continue_path, by=by, at=at)
    if way == Method.CARD and return_address:
        return payments.begin_attempt(payment, return_url=return_address(payment.reference), by=by, at=at)
    return continue_path


def demand_payer(by: Actor) -> None:
    """Before anything is changed: somebody of an organisation pays only with the permission.

    Raises:
        NotPermitted.
    """
    if isinstance(by, Acting):
        require(by, [Permission.PAY], reason=MAY_NOT_PAY)


def take(payment: Payment, way: str, *, begins: bool, by: Actor, at: datetime) -> None:
    """Chooses the way: the card, the deposit account at once or with its next top-up, a transfer that is to come.

    Raises:
        payments.NoAccount, payments.NothingToPay, payments.PaymentUnderWay, payments.TooMuchForACard, NotPermitted.
    """
    match way:
        case Method.CARD:
            payments.choose_card(payment, begins=begins, by=by, at=at)
        case Method.DEPOSIT:
            payments.pay_from_account(payment, by=by, at=at)
        case _:
            payments.await_transfer(payment, by=by, at=at)


def agree_price(filing: Filing, *, by: Actor, at: datetime, seen: Seen | None = None) -> tuple[Filing, Examination]:
    """Works the price out again for today and stores it.

    Raises:
        NothingToPay, NotReady.
        PriceChanged: if it is another one than was seen; it is stored, and the next call agrees to it.
    """
    with transaction.atomic():
        locked = lock(filing)
        if not awaits_money(locked, on=legal_day(at)):
            raise NothingToPay(locked.state)
        found = examine_filing(locked, by=by, on=legal_day(at))
        if not found.is_ready:
            raise NotReady(found)
        before = seen or Seen(locked.quoted_on or found.on, locked.amount_pence)
        for column, value in keep_price(locked, found).items():
            setattr(locked, column, value)
        locked.save(update_fields=["quoted_on", "amount_pence"])
        is_free = free_stage(locked, found, at=at)
    if is_free:
        raise NothingToPay("free")
    if before.total_pence != found.total_pence:
        now = Seen(found.on, found.total_pence)
        raise PriceChanged(before, now, why_changed(found, before, by=by))
    return locked, found


Agreed = tuple[Filing, Examination]
"""A filing whose price was agreed just now, and that price."""


def open_and(
    then: Callable[[list[Payment]], Payment],
    agreed: Sequence[Agreed],
    *,
    continue_path: str,
    by: Actor,
    at: datetime,
) -> Payment:
    """What ``then`` makes of the open payments of filings, all in one transaction: a refusal leaves all as it was.

    One of another amount that nobody confirmed is ended first.

    Raises:
        payments.PaymentUnderWay, payments.AlreadyPaid, and what ``then`` raises.
    """
    mine = {filing.payment_reference for filing, _found in agreed}
    for _each in agreed:
        try:
            return _open_and(then, agreed, continue_path=continue_path, by=by, at=at)
        except payments.AnotherAmountUnderWay as other:
            if str(other) not in mine or not payments.end_attempt(str(other), at=at):
                raise
    return _open_and(then, agreed, continue_path=continue_path, by=by, at=at)


def _open_and(
    then: Callable[[list[Payment]], Payment],
    agreed: Sequence[Agreed],
    *,
    continue_path: str,
    by: Actor,
    at: datetime,
) -> Payment:
    with transaction.atomic():
        keys = [filing.pk for filing, _found in agreed]
        list(Filing.everything.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
        payments.lock_live([subject_of(filing) for filing, _found in agreed])
        return then([_opened(*one, continue_path=continue_path, by=by, at=at) for one in agreed])


def _opened(filing: Filing, found: Examination, *, continue_path: str, by: Actor, at: datetime) -> Payment:
    """The open payment, noted with the filing."""
    payment = _open_once(filing, found, continue_path=continue_path, by=by, at=at)
    mine = Filing.everything.filter(pk=filing.pk, state=filing.state, payment_round=filing.payment_round)
    mine.update(payment_reference=payment.reference)
    return payment


def _open_once(filing: Filing, found: Examination, *, continue_path: str, by: Actor, at: datetime) -> Payment:
    return payments.open_payment(
        subject=subject_of(filing),
        amount_pence=found.total_pence,
        description=f"{type_named(filing.type).title}: {numbers_of(filing)}",
        email=filing.email,
        language=filing.language,
        lines=list(receipt_lines(found, by=by, filing=filing)),
        continue_path=continue_path,
        written_by=filing.written_by,
        by=by,
        at=at,
    )


def receipt_lines(found: Examination, *, by: Actor, filing: Filing) -> Iterator[payments.ReceiptLine]:
    """One line for each fee that costs something, with the account's own reference, or that of the list it came from.

    Of very many rights, one line.
    """
    if found.is_long:
        number = len(found.payable)
        words = ngettext("%(what)s: %(number)s patent", "%(what)s: %(number)s patents", number)
        said = words % {"what": found.declared.title, "number": counted(number)}
        yield payments.ReceiptLine(said, found.total_pence)
        return
    own = own_references([line.standing.right.id for line in found.payable], by=by) | references_in_list(filing)
    for line in found.payable:
        for charge in line.charges:
            if charge.amount_pence:
                words = _receipt_words(charge)
                reference = own.get(line.standing.right.id)
                words = f"{words} [{reference}]" if reference else words
                yield payments.ReceiptLine(words, charge.amount_pence)


def _receipt_words(charge: Charge) -> str:
    """What a line of the receipt is for; a fee that nobody has confirmed is said to be an example."""
    words = {"number": charge.right_number, "what": charge.what}
    if charge.certain or settings.FEES_CONFIRMED:
        return _("%(number)s: %(what)s") % words
    return _("%(number)s: %(what)s (example, not confirmed)") % words
