"""Payments: what somebody owes for one subject, and how far the money has come."""

from typing import Self

from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from core.actor import Actor
from core.scoping import ScopedQuerySet
from payments.models.scope import owned_by


class PaymentQuerySet(ScopedQuerySet["Payment"]):
    """An organisation sees its own payments, a visitor those begun in the same browser, the office all."""

    def narrow(self, actor: Actor) -> Self:
        """What the actor may see."""
        return self.filter(owned_by(actor))


class PaymentState(models.TextChoices):
    """How far the money has come."""

    OPEN = "open"
    CAPTURABLE = "capturable"
    CAPTURING = "capturing"
    SETTLED = "settled"
    FAILED = "failed"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    RELEASED = "released"


class Method(models.TextChoices):
    """By what the money came."""

    CARD = "card", _("Card")
    CHEQUE = "cheque", _("Cheque")
    BANK_TRANSFER = "bank-transfer", _("Bank transfer")
    DEPOSIT = "deposit", _("Deposit account")
    BASKET = "basket", _("Together with others")


LIVE_PAYMENTS = (PaymentState.OPEN, PaymentState.CAPTURABLE, PaymentState.CAPTURING)
CONFIRMED_PAYMENTS = (PaymentState.CAPTURABLE, PaymentState.CAPTURING, PaymentState.SETTLED)


def _london_day(field: str) -> Cast:
    """The London day of a moment, as PostgreSQL itself reckons it."""
    local = Func(Value("Europe/London"), F(field), function="timezone", output_field=models.DateTimeField())
    return Cast(local, models.DateField())


class Payment(models.Model):
    """An amount owed for a subject (a filing's reference); ``paid_on`` is the London day on which it was paid.

    ``written_by`` are who prepared what is paid for (labels), none of whom is the second person of a spending limit.
    Of a card Pay says when; of anything else the officer who took it in, with what it bears (``method_reference``).
    Of a transfer that is to come, ``announced_by`` says who chose it, and when.
    """

    State = PaymentState
    Method = Method

    reference = models.CharField(max_length=24, unique=True)
    subject = models.CharField(max_length=80)
    amount_pence = models.PositiveBigIntegerField()
    description = models.CharField(max_length=255)
    lines = models.JSONField(default=list)
    email = models.EmailField(max_length=254, blank=True, default="")
    language = models.CharField(max_length=2, default="en")
    organisation_id = models.UUIDField(null=True)
    visitor = models.CharField(max_length=64, default="")
    continue_path = models.CharField(max_length=300, default="")
    written_by = models.JSONField(default=list)
    method = models.CharField(max_length=13, choices=Method, default=Method.CARD)
    method_reference = models.CharField(max_length=60, default="", blank=True)
    announced_by = models.CharField(max_length=80, default="", blank=True)
    announced_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=PaymentState, default=PaymentState.OPEN)
    why = models.CharField(max_length=300, default="")
    paid_at = models.DateTimeField(null=True)
    paid_on = models.DateField(null=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=80)

    everything = models.Manager()
    objects = PaymentQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["subject"], condition=Q(state__in=LIVE_PAYMENTS), name="one_live_payment_per_subject"
            ),
            models.CheckConstraint(condition=Q(amount_pence__gt=0), name="payment_of_something"),
            models.CheckConstraint(
                condition=Q(paid_at=None, paid_on=None)
                | Q(paid_at__isnull=False, paid_on__isnull=False, paid_on=_london_day("paid_at")),
                name="paid_on_is_the_london_day_of_paid_at",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=CONFIRMED_PAYMENTS) | Q(paid_at__isnull=False), name="confirmed_has_its_moment"
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "created_at"], name="payment_by_subject"),
            models.Index(fields=["organisation_id", "created_at"], name="payment_by_organisation"),
            models.Index(fields=["state", "paid_on"], name="payment_by_state"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_live(self) -> bool:
        """Whether the money may still come."""
        return self.state in LIVE_PAYMENTS
