"""What staff key in: requests that came by paper or phone, and the cheques and transfers that pay for them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import OfficePermission, demand
from core import audit
from core.actor import Officer, label
from core.days import legal_day
from core.design.formats import day_words, pounds
from payments import services as payments
from payments.services import Owed, Received
from transactions.apart import demand_disinterested
from transactions.dues import subject_of
from transactions.examining import examine_filing
from transactions.models import Filing, FilingRight
from transactions.money import lock_rights
from transactions.receipt import is_keyed
from transactions.registry import type_named
from transactions.services.beginning import Keyed, begin
from transactions.services.paying import receipt_lines
from transactions.services.taking_money import CASHIER, Money, go_on, why_unusable
from transactions.states import State
from transactions.telling import numbers_of
from transactions.workflow import CannotMove, lock, move

TWICE = timedelta(minutes=2)


class KeyedWrong(ValueError):
    """What was keyed in cannot be; the message says what to do. ``field`` names what is wrong."""

    def __init__(self, field: str, text: str) -> None:
        super().__init__(text)
        self.field = field


def begin_keyed(
    slug: str, right_ids: Sequence[int], keyed: Keyed, *, language: str, by: Officer, at: datetime
) -> Filing:
    """A draft for somebody who wrote or called; the same forms lead through it.

    Raises:
        KeyedWrong, LinkedToRight, NotPermitted, and what ``begin`` raises.
    """
    demand(by, OfficePermission.KEY_IN)
    if keyed.received_at > at:
        raise KeyedWrong("received_on", _("The day on which it came must be today or in the past"))
    if keyed.organisation_id and not keyed.caller_check.strip():
        raise KeyedWrong("caller_check", _("Enter how you made sure who calls"))
    if found := _just_begun(slug, right_ids, keyed, by=by, at=at):
        return found
    with transaction.atomic():
        filing = begin(slug, right_ids, by=by, at=at, language=language, keyed=keyed)
        demand_disinterested(filing, by)
        details = {"rights": numbers_of(filing)}
        audit.note("keyed-in", by=by, at=at, subject=filing.reference, reason=keyed.why[:500], details=details)
    return filing


def _just_begun(slug: str, right_ids: Sequence[int], keyed: Keyed, *, by: Officer, at: datetime) -> Filing | None:
    """The draft that the same click made a moment ago."""
    same = Filing.everything.filter(
        type=slug, state=State.DRAFT, channel=keyed.channel, on_behalf_of=keyed.name, created_by=label(by)
    ).filter(created_at__gte=at - TWICE)
    for draft in same.order_by("-pk"):
        if set(FilingRight.everything.filter(filing=draft).values_list("right_id", flat=True)) == set(right_ids):
            return draft
    return None


def take_payment(filing: Filing, received: Received, *, by: Officer, at: datetime) -> Filing:
    """Takes in a cheque or a transfer for a request that was keyed in.

    It counts from the day on which form and fee are both in: a cheque from its receipt by the office, a transfer from
    the day on which the office's account is credited (EPO, National law relating to the EPC, table VIII, UK; PCT
    Applicant's Guide, Annex GB.I; the office on GOV.UK, 24 September 2015).

    Raises:
        KeyedWrong: if it is another amount than is due, or nothing can be done with it.
        CannotMove: unless the request waits for its payment.
        AlreadyPaid, PaymentUnderWay, LinkedToRight, NotPermitted.
    """
    demand(by, OfficePermission.KEY_IN)
    if received.at > at:
        raise KeyedWrong("paid_on", _("The day on which the money came must be today or in the past"))
    with transaction.atomic():
        locked = lock(filing)
        demand_disinterested(locked, by)
        if locked.state != State.AWAITING_PAYMENT or not is_keyed(locked):
            raise CannotMove(_("This request does not wait for a payment."))
        lock_rights(locked)
        payment = _taken_in(locked, received, by=by, at=at)
        counts_on = max(legal_day(received.at), legal_day(locked.received_at))
        changes = {"payment_reference": payment, "paid_on": counts_on}
        go_on(move(locked, "take-payment", by=CASHIER, at=at, changes=changes), at=at)
    return Filing.everything.get(pk=filing.pk)


def _taken_in(filing: Filing, received: Received, *, by: Officer, at: datetime) -> str:
    on = max(legal_day(received.at), legal_day(filing.received_at))
    found = examine_filing(filing, by=by, on=on)
    if found.total_pence != received.amount_pence:
        text = _("%(due)s is due on %(day)s. Ask the customer for the rest, or send the money back")
        raise KeyedWrong("amount", text % {"due": pounds(found.total_pence), "day": day_words(on)})
    owed = Owed(
        subject=subject_of(filing),
        description=f"{type_named(filing.type).title}: {numbers_of(filing)}",
        lines=list(receipt_lines(found, by=by, filing=filing)),
        email=filing.email,
        language=filing.language,
        organisation_id=filing.organisation_id,
    )
    payment = payments.take_in(received, owed, by=by, at=at)
    money = Money(payment.reference, payment.subject, payment.amount_pence, on)
    if why := why_unusable(filing, found, money):
        raise KeyedWrong("amount", why)
    return payment.reference
