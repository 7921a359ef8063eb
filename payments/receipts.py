"""Receipts: what was paid, when, for what and with which card, for the page and the PDF."""

from dataclasses import dataclass
from datetime import date

from core.actor import Actor
from core.days import legal_day
from payments.models import Attempt, AttemptState, BasketLine, Method, Payment, PaymentState, Refund, RefundState
from payments.opening import ReceiptLine


class NoReceiptYet(Exception):
    """The money of the payment has not arrived."""


@dataclass(frozen=True)
class RefundLine:
    """Money that went back: pence and the day on which Pay made it."""

    amount_pence: int
    made_on: date


@dataclass(frozen=True)
class Receipt:
    """A receipt as plain data; ``paid_on`` is the London day of payment, amounts in pence."""

    reference: str
    subject: str
    lines: tuple[ReceiptLine, ...]
    amount_pence: int
    paid_on: date
    method: str
    card_brand: str
    card_last_four: str
    email: str
    language: str
    refunds: tuple[RefundLine, ...]


def receipt_facts(payment_reference: str, by: Actor) -> Receipt:
    """The receipt of a settled payment that the actor may see.

    Raises:
        Payment.DoesNotExist: for strangers, as for what does not exist.
        NoReceiptYet: before the money has arrived.
    """
    payment = Payment.objects.visible_to(by).get(reference=payment_reference)
    captured = Attempt.objects.visible_to(by).filter(payment=payment, state=AttemptState.CAPTURED).first()
    is_there = captured is not None or payment.method != Method.CARD
    if not is_there or payment.state != PaymentState.SETTLED or payment.paid_on is None:
        raise NoReceiptYet(payment_reference)
    return Receipt(
        reference=payment.reference,
        subject=payment.subject,
        lines=_lines(payment),
        amount_pence=payment.amount_pence,
        paid_on=payment.paid_on,
        method=str(Method(_really(payment)).label),
        card_brand=captured.card_brand if captured else "",
        card_last_four=captured.card_last_four if captured else "",
        email=payment.email,
        language=payment.language,
        refunds=_refunds(payment, by),
    )


def _lines(payment: Payment) -> tuple[ReceiptLine, ...]:
    return tuple(ReceiptLine(**line) for line in payment.lines) or (
        ReceiptLine(payment.description, payment.amount_pence),
    )


def _refunds(payment: Payment, by: Actor) -> tuple[RefundLine, ...]:
    made = Refund.objects.visible_to(by).filter(payment=payment, state=RefundState.MADE).order_by("ended_at")
    return tuple(RefundLine(one.amount_pence, legal_day(one.ended_at)) for one in made if one.ended_at)


def _really(payment: Payment) -> str:
    """The method by which the money came: of a line of a basket, the basket's."""
    line = BasketLine.everything.filter(payment=payment).select_related("basket__payment").first()
    return line.basket.payment.method if line and payment.method == Method.BASKET else payment.method
