"""The ways in which an amount can be paid, each with what it means, and how near a last day is."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from core.actor import Actor, Permission, Public, may
from core.design.formats import pounds
from payments.models import Method, Payment, PaymentState
from payments.services import account_of, card_can_take, may_see, may_spend
from rights.portfolio import Stances
from transactions.dues import subject_of
from transactions.models import Filing, FilingRight

NEAR = timedelta(days=14)


@dataclass(frozen=True)
class Way:
    """One way to pay; ``warns`` where the money would not be there at once."""

    key: str
    title: str
    hint: str
    warns: bool = False


@dataclass(frozen=True)
class WaitingPayment:
    """A payment that waits for a top-up or for a transfer: ``balance_pence`` is what the account holds, for
    whom that concerns."""

    payment: Payment
    account: str = ""
    balance_pence: int | None = None
    may_pay: bool = False

    @property
    def bank(self) -> str:
        """Where a transfer goes, as the payer reads it."""
        return str(settings.BANK_DETAILS)

    @property
    def may_take_back(self) -> bool:
        """Whether the reader can have it wait no more; a part of a basket waits with the others."""
        return self.may_pay and self.payment.method != Method.BASKET

    @property
    def is_transfer(self) -> bool:
        """Whether a bank transfer is to come."""
        return self.payment.method == Method.BANK_TRANSFER


def ways_to_pay(actor: Actor, pence: int) -> list[Way]:
    """Card, deposit account, bank transfer, as far as they are open for the amount and the actor, who may pay."""
    ways = [_card()] if card_can_take(pence) or isinstance(actor, Public) else []
    if isinstance(actor, Public):
        return ways
    if not may(actor, Permission.PAY):
        return []
    account = account_of(actor)
    if account is not None and may_spend(account, actor):
        ways.insert(0, _deposit(account.balance_pence, pence))
    if account is not None or not ways:
        ways.append(_transfer())
    return ways


def waiting_payment(actor: Actor, filing: Filing) -> WaitingPayment | None:
    """The filing's payment, if it waits for money that is not there."""
    rows = Payment.objects.visible_to(actor).filter(subject=subject_of(filing), state=PaymentState.OPEN)
    payment = rows.exclude(method=Method.CARD).first()
    if payment is None:
        return None
    account, may_pay = account_of(actor), may(actor, Permission.PAY)
    if account is None or not (may_see(actor) or may_spend(account, actor)):
        return WaitingPayment(payment, may_pay=may_pay)
    return WaitingPayment(payment, account.reference, account.balance_pence, may_pay)


def last_day_near(actor: Actor, filing: Filing, *, on: date) -> date | None:
    """The nearest last day for the next step of one of the filing's rights, if it is within a fortnight."""
    stances = Stances(on)
    rows = FilingRight.objects.visible_to(actor).filter(filing=filing, left_out=False).select_related("right")
    days = [stances.of(row.right).last_on for row in rows[:1000]]
    near = [day for day in days if day is not None and on <= day <= on + NEAR]
    return min(near, default=None)


def _card() -> Way:
    return Way(Method.CARD, _("Card"), _("On GOV.UK Pay. It counts from the day you confirm it."))


def _deposit(balance: int, pence: int) -> Way:
    if balance >= pence:
        text = _("It holds %(balance)s. It counts from today.") % {"balance": pounds(balance)}
        return Way(Method.DEPOSIT, _("Deposit account"), text)
    text = _(
        "It holds only %(balance)s. The payment waits until the account is topped up, and counts from that day: "
        "a deadline that passes before then is missed."
    )
    return Way(Method.DEPOSIT, _("Deposit account"), text % {"balance": pounds(balance)}, warns=True)


def _transfer() -> Way:
    text = _("We give you a reference to quote. It counts from the day on which the money reaches our account.")
    return Way(Method.BANK_TRANSFER, _("Bank transfer"), text, warns=True)
