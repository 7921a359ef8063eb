"""How a payment stands, in words for the person who pays: what happened, whether money was taken, what to do now."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.design.formats import pounds
from payments.models import Attempt, AttemptState, Payment, PaymentState


@dataclass(frozen=True)
class Words:
    """A page's heading and sentences; ``button`` is empty where nothing can be paid."""

    heading: str
    sentences: tuple[str, ...]
    button: str = ""


def words_for(payment: Payment, attempt: Attempt | None) -> Words:
    """What to say of a payment that is neither settled nor waiting for its money."""
    if payment.state != PaymentState.OPEN:
        return _over(payment)
    if attempt is None:
        return Words(_("Pay by card"), (_amount(payment),), _("Continue to payment"))
    if attempt.is_live:
        return Words(_("You have not finished paying"), (_not_taken(), _amount(payment)), _("Continue to payment"))
    return _failed(attempt)


def unreached() -> Words:
    """Pay does not answer, so nobody can begin."""
    sentences = (
        _not_taken(),
        _("Your answers are saved. Try again in a few minutes."),
    )
    return Words(_("You cannot pay by card at the moment"), sentences, _("Try again"))


def refused() -> Words:
    """Pay does not take this payment as it stands: trying again changes nothing."""
    sentences = (_not_taken(), _("Your answers are saved. Contact us and give the payment reference."))
    return Words(_("Sorry, this payment cannot be started"), sentences)


def _failed(attempt: Attempt) -> Words:
    if attempt.state == AttemptState.FAILED:
        advice = _("You can try again with the same card or another one. If it is declined again, ask your bank why.")
        return Words(_("Your payment was declined"), (_not_taken(), advice), _("Try again"))
    if attempt.state == AttemptState.CANCELLED:
        return Words(_("The payment was cancelled"), (_not_taken(),), _("Pay again"))
    return Words(_("There was a problem with the payment"), (_not_taken(),), _("Try again"))


def _over(payment: Payment) -> Words:
    if payment.state == PaymentState.EXPIRED:
        heading = _("The payment was not finished in time")
        return Words(heading, (_not_taken(), _("Your answers are saved. Go back to start the payment again.")))
    if payment.why == "amount-changed":
        return Words(_("The amount has changed"), (_not_taken(), _("Go back to see what is due now and pay that.")))
    heading = _("We did not take your payment")
    return Words(
        heading, (_reason(payment), _("If your bank shows the amount as pending, it will disappear by itself."))
    )


def _reason(payment: Payment) -> str:
    if payment.why == "wrong-amount":
        return _("The amount that your card was asked for was not the amount that was due.")
    return payment.why if " " in payment.why else _not_taken()


def _amount(payment: Payment) -> str:
    return _("%(amount)s is due for: %(what)s") % {"amount": pounds(payment.amount_pence), "what": payment.description}


def _not_taken() -> str:
    return _("No money has been taken from your account.")
