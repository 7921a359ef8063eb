"""Tells filers about their money: not charged, not come, of no use, and sent back."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from core.design.formats import pounds
from notifications.messages import PaymentFailed, RefundMade
from transactions.kind import Words
from transactions.models import Filing
from transactions.registry import type_named
from transactions.telling import address_of, not_done, numbers_of, tell_filer


def tell_not_charged(filing: Filing, payment: str, why: Words, *, at: datetime) -> None:
    """The card was authorised and the money could not be used: nothing was taken."""
    with translation.override(filing.language):
        money = _("You have not been charged. Your bank may show a pending amount.")
        message = not_done(filing, numbers_of(filing), why, money)
    tell_filer(filing, message, f"not-charged:{payment}", at=at)


def tell_payment_lost(filing: Filing, payment: str, *, was_taken: bool, at: datetime) -> None:
    """The money did not come although it was authorised; or too little ``was_taken``, which goes back."""
    with translation.override(filing.language):
        what = str(type_named(filing.type).title)
        why = _("Less was taken than was due.") if was_taken else _("The payment was not completed.")
        money = _("We will send back what was taken.") if was_taken else _("Nothing was taken.")
        message = PaymentFailed(filing.reference, what, why, money, address_of(filing))
    tell_filer(filing, message, f"lost:{payment}", at=at)


def tell_unusable(filing: Filing, amount_pence: int, *, at: datetime) -> None:
    """Money came that nothing can use: it goes back."""
    with translation.override(filing.language):
        money = _("We will send back %(amount)s to the card that you paid with.") % {"amount": pounds(amount_pence)}
        why = _("The request was already paid, changed or withdrawn.")
        message = not_done(filing, numbers_of(filing), why, money)
    tell_filer(filing, message, "unusable", at=at)


def tell_refund(filing: Filing, refund: str, amount_pence: int, *, because: str, at: datetime) -> None:
    """Money went back; ``because`` is the cause that payments wrote down."""
    with translation.override(filing.language):
        message = RefundMade(filing.reference, pounds(amount_pence), _why_refunded(because))
    tell_filer(filing, message, f"refund:{refund}", at=at)


def _why_refunded(because: str) -> str:
    reasons = {
        "officers": _("The office decided to return it."),
        "over": _("More was taken than was due."),
        "too-little": _("Less was taken than was due, so we could not do what you asked."),
    }
    return reasons.get(because.partition(":")[0], _("We could not use it for what you asked."))
