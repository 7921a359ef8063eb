"""Deposit accounts: money of an organisation that the office holds, each movement a line with the balance after it."""

from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.actor import Actor, Officer, System, organisation_of
from core.append_only import append_only
from core.references import new_reference
from core.scoping import ScopedQuerySet
from payments.models.payments import Payment

M = TypeVar("M", bound=models.Model)


def new_account_reference() -> str:
    """What a payer quotes on a bank transfer; its check letter catches a slip."""
    return new_reference("DEP")


class OfAccount(ScopedQuerySet[M]):
    """An organisation's own; ``path`` leads from the row to the account."""

    path = ""

    def narrow(self, actor: Actor) -> Self:
        """Nothing for visitors; all for the office."""
        if isinstance(actor, Officer | System):
            return self.all()
        organisation = organisation_of(actor)
        wanted: dict[str, Any] = {f"{self.path}organisation_id": organisation}
        return self.filter(**wanted) if organisation else self.none()


class ThroughAccount(OfAccount[M]):
    """Rows that hold a foreign key to an account."""

    path = "account__"


class DepositAccount(models.Model):
    """One for each organisation. ``balance_pence`` repeats the last line's; only the door of the lines writes it.

    ``low_pence``: below it people are told, once until it is above it again (``low_told_at``).
    """

    reference = models.CharField(max_length=24, unique=True, default=new_account_reference)
    organisation_id = models.UUIDField(unique=True)
    balance_pence = models.BigIntegerField(default=0)
    lines = models.PositiveBigIntegerField(default=0)
    low_pence = models.PositiveBigIntegerField(default=0)
    low_told_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=80)

    everything = models.Manager()
    objects = OfAccount["DepositAccount"].as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"

    def __str__(self) -> str:
        return self.reference


class DepositKind(models.TextChoices):
    """Why an amount moved."""

    TOP_UP = "top-up", _("Top-up")
    SPENT = "spent", _("Payment")
    RETURNED = "returned", _("Money back")
    CHARGED_BACK = "charged-back", _("Charged back by the bank")


class DepositLine(models.Model):
    """One movement. Its other side is the ledger of ``payment``: the two are written together or not at all.

    ``counts_at`` is when the money counts (a transfer from the day of credit), ``at`` when it was written.
    """

    Kind = DepositKind

    account = models.ForeignKey(DepositAccount, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=12, choices=DepositKind)
    amount_pence = models.BigIntegerField()
    balance_pence = models.BigIntegerField()
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="deposit_lines")
    because = models.CharField(max_length=120)
    counts_at = models.DateTimeField()
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    everything = models.Manager()
    objects = ThroughAccount["DepositLine"].as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(fields=["account", "number"], name="deposit_line_numbered_once"),
            models.UniqueConstraint(fields=["account", "because"], name="deposit_line_written_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["top-up", "returned"], amount_pence__gt=0)
                | Q(kind__in=["spent", "charged-back"], amount_pence__lt=0),
                name="deposit_line_has_its_sign",
            ),
            models.CheckConstraint(
                condition=~Q(kind="spent") | Q(balance_pence__gte=0), name="nothing_is_spent_that_is_not_there"
            ),
        ]
        indexes = [models.Index(fields=["account", "-number"], name="deposit_latest")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.number} {self.amount_pence}"


class DepositUser(models.Model):
    """A member who is authorised to pay from the account, from when until when."""

    account = models.ForeignKey(DepositAccount, on_delete=models.PROTECT, related_name="users")
    user_id = models.UUIDField()
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    everything = models.Manager()
    objects = ThroughAccount["DepositUser"].as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["account", "user_id"], condition=Q(until_at=None), name="authorised_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} may pay from {self.account_id}"


class DepositOrder(models.Model):
    """A payment that is to come from the account: paid at once where it is covered, else by the next top-up."""

    payment = models.OneToOneField(Payment, on_delete=models.PROTECT, related_name="order")
    account = models.ForeignKey(DepositAccount, on_delete=models.PROTECT, related_name="orders")
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=80)
    ended_at = models.DateTimeField(null=True)

    everything = models.Manager()
    objects = ThroughAccount["DepositOrder"].as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        indexes = [models.Index(fields=["account", "asked_at", "id"], condition=Q(ended_at=None), name="order_waiting")]

    def __str__(self) -> str:
        return f"{self.payment_id} from {self.account_id}"


class TopUp(models.Model):
    """A payment whose money goes into the account."""

    payment = models.OneToOneField(Payment, on_delete=models.PROTECT, related_name="top_up")
    account = models.ForeignKey(DepositAccount, on_delete=models.PROTECT, related_name="top_ups")

    everything = models.Manager()
    objects = ThroughAccount["TopUp"].as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.payment_id} into {self.account_id}"


class DepositMonth(models.Model):
    """A month that is over, as it stood when it was closed: pence at its beginning, in, out and at its end."""

    account = models.ForeignKey(DepositAccount, on_delete=models.PROTECT, related_name="months")
    month = models.DateField()
    opening_pence = models.BigIntegerField()
    in_pence = models.BigIntegerField()
    out_pence = models.BigIntegerField()
    closing_pence = models.BigIntegerField()
    last_line = models.PositiveBigIntegerField()
    closed_at = models.DateTimeField()

    everything = models.Manager()
    objects = ThroughAccount["DepositMonth"].as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(fields=["account", "month"], name="month_closed_once"),
            models.CheckConstraint(
                condition=Q(closing_pence=F("opening_pence") + F("in_pence") - F("out_pence")), name="month_adds_up"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.month:%Y-%m}"
