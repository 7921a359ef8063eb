"""Beginning an attempt: our row first, then a look at Pay for it, then create, then store the id. Never twice."""

import secrets
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, Q

from accounts.organising.two_people import demand_may_pay, lock_limit
from core.actor import Acting, Actor, NotPermitted, Permission, Public, label, require
from core.days import end_of, legal_day, start_of
from core.outside import Refused
from payments.charges import Charge
from payments.concluding import adopt, conclude, seen
from payments.locks import one_at_a_time
from payments.models import LIVE_ATTEMPTS, Attempt, AttemptState, Method, Payment, PaymentState
from payments.opening import demand_card
from payments.pay import Ask, pay

NOT_PAID = (PaymentState.FAILED, PaymentState.EXPIRED, PaymentState.CANCELLED, PaymentState.RELEASED)
MAY_NOT_PAY = "You need the permission to pay. Ask the person who manages your organisation's account."
NOT_THE_PAYER = "This payment belongs to another account."


class NothingToPay(Exception):
    """The payment is not open any more: show the person how it stands."""


def begin_attempt(payment: Payment, *, return_url: str, by: Actor, at: datetime) -> str:
    """The address to send the person to: the card pages, or our return page where nothing is left to type there.

    ``return_url`` is the return page's address without its token; the token and a slash are added. Called again, by a
    double click, in a second tab or after a crash, it resumes the same attempt with a fresh address.

    Raises:
        NotPermitted: unless the actor is the payer and may pay.
        TooMuchForACard: above PAY_MAX_PENCE.
        NothingToPay: if the payment is not open.
        Unavailable, Refused: what Pay answered; nothing was charged, and the attempt can be resumed or begun anew.
    """
    demand_payer(payment, by)
    demand_card(payment)
    with one_at_a_time(f"attempt:{payment.pk}"):
        attempt = live_attempt(payment.pk, by=by, at=at)
        address = _address(attempt, return_url, at=at)
        if address is None:  # what Pay knew had failed meanwhile: a new visit, once
            address = _address(live_attempt(payment.pk, by=by, at=at), return_url, at=at)
    return address or return_url


def demand_within_limit(payment: Payment, *, by: Actor, at: datetime) -> None:
    """The organisation's spending limit, for what one person pays in a London day.

    Raises:
        SecondPersonNeeded: above it, unless the actor may approve and did not prepare it.
    """
    is_own_account = payment.subject.startswith("TOP-")
    if isinstance(by, Acting) and not is_own_account and lock_limit(by):
        spent = spent_by(by, on=legal_day(at), but=payment)
        demand_may_pay(by, amount_pence=payment.amount_pence, spent_pence=spent, written_by=payment.written_by)


def spent_by(by: Acting, *, on: date, but: Payment) -> int:
    """Pence that the actor paid, or is paying, for the organisation on the London day, apart from one payment."""
    mine = Attempt.everything.filter(created_by=label(by)).exclude(payment=but)
    begun = mine.filter(created_at__gte=start_of(on), created_at__lt=end_of(on))
    counting = begun.filter(state__in=[*LIVE_ATTEMPTS, AttemptState.CAPTURED])
    mine_today = Q(attempts__in=counting) | Q(
        order__asked_by=label(by), order__asked_at__range=(start_of(on), end_of(on))
    )
    mine_today |= Q(method=Method.BANK_TRANSFER, announced_by=label(by), announced_at__range=(start_of(on), end_of(on)))
    paid = Payment.everything.filter(mine_today, organisation_id=by.organisation_id).exclude(pk=but.pk)
    counted = paid.exclude(subject__startswith="TOP-").exclude(state__in=NOT_PAID).distinct()
    return sum(dict(counted.values_list("pk", "amount_pence")).values())


def demand_payer(payment: Payment, by: Actor) -> None:
    """Raises:
    NotPermitted: unless the actor is the payer and may pay.
    """
    if isinstance(by, Acting):
        _demand(by.organisation_id == payment.organisation_id)
        require(by, [Permission.PAY], reason=MAY_NOT_PAY)
    elif isinstance(by, Public):
        _demand(payment.organisation_id is None and by.visitor != "" and by.visitor == payment.visitor)
    else:
        _demand(False)


def _demand(is_payer: bool) -> None:
    if not is_payer:
        raise NotPermitted(NOT_THE_PAYER)


def live_attempt(payment_id: int, *, by: Actor, at: datetime) -> Attempt:
    """The one live attempt of the open payment; our row, committed before Pay hears of it.

    Raises:
        NothingToPay, SecondPersonNeeded.
    """
    with transaction.atomic():
        payment = Payment.everything.select_for_update().get(pk=payment_id)
        if payment.state != PaymentState.OPEN or payment.method != Method.CARD:
            raise NothingToPay(payment.reference)
        rows = Attempt.everything.filter(payment=payment)
        demand_within_limit(payment, by=by, at=at)
        live = rows.filter(state__in=LIVE_ATTEMPTS).select_related("payment").first()
        last = rows.aggregate(last=Max("number"))["last"] or 0
        return live or Attempt.everything.create(
            payment=payment,
            number=last + 1,
            return_token=secrets.token_urlsafe(32),
            created_at=at,
            created_by=label(by),
        )


def _address(attempt: Attempt, return_url: str, *, at: datetime) -> str | None:
    """Where to go on with this attempt; None if Pay says that it has failed."""
    own = f"{return_url}{attempt.return_token}/"
    charge = _charge(attempt, own, at=at)
    if charge.next_url:
        return charge.next_url
    after = conclude(attempt.pk, charge, seen(charge), at=at)
    return own if after.is_live or after.state == AttemptState.CAPTURED else None


def _charge(attempt: Attempt, return_url: str, *, at: datetime) -> Charge:
    """The attempt's charge at Pay: the stored one, else one that we made before and forgot, else a new one."""
    if attempt.provider_id:
        return pay().charge(attempt.provider_id)
    known = adopt(attempt)
    if known:
        return pay().charge(known)
    try:
        charge = pay().create(_ask(attempt, return_url))
    except Refused as refusal:
        _end_refused(attempt, refusal, at=at)
        raise
    return _keep_one(attempt, charge)


def _ask(attempt: Attempt, return_url: str) -> Ask:
    payment = attempt.payment
    return Ask(
        reference=attempt.reference,
        amount_pence=payment.amount_pence,
        description=payment.description,
        return_url=return_url,
        language=payment.language,
        email=payment.email,
    )


def _keep_one(attempt: Attempt, charge: Charge) -> Charge:
    """Stores the id unless another is stored; then this charge is let go and that one used."""
    if Attempt.everything.filter(pk=attempt.pk, provider_id=None).update(provider_id=charge.id):
        return charge
    stored = Attempt.everything.get(pk=attempt.pk).provider_id
    if stored and stored != charge.id:
        pay().cancel(charge.id)
        return pay().charge(stored)
    return charge


def _end_refused(attempt: Attempt, refusal: Refused, *, at: datetime) -> None:
    """Pay will never take this one: it ends, so that a corrected one can begin."""
    live = Attempt.everything.filter(pk=attempt.pk, state__in=LIVE_ATTEMPTS, provider_id=None)
    live.update(state=AttemptState.ERROR, finished_at=at, code=getattr(refusal, "code", "")[:10])


def live_or_last_attempt(payment: Payment) -> Attempt | None:
    """The attempt that counts: the live one, else the last."""
    return Attempt.everything.filter(payment=payment).order_by("-number").first()


def is_return_of_account(payment_reference: str, return_token: str) -> bool:
    """Whether the token, which only the payer's browser was given, belongs to a payment of an organisation."""
    rows = Attempt.everything.filter(payment__reference=payment_reference, payment__organisation_id__isnull=False)
    return any(
        secrets.compare_digest(token.encode(), return_token.encode())
        for token in rows.values_list("return_token", flat=True)
    )
