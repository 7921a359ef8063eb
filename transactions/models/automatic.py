"""Automatic renewals: what an account agreed to beforehand, and each renewal that is planned by it."""

from typing import Self, TypeVar
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from core.actor import Actor, Officer, System, organisation_of, shut_out_of
from core.references import new_reference
from core.scoping import ScopedQuerySet
from rights.models import ClientFile, Link, Right
from transactions.models.filings import Filing

M = TypeVar("M", bound=models.Model)


def new_agreement_reference() -> str:
    """What an agreement is called in addresses."""
    return new_reference("AUT")


def new_plan_reference() -> str:
    """What a planned renewal is called in addresses."""
    return new_reference("PLN")


class AgreementQuerySet(ScopedQuerySet["AutomaticRenewal"]):
    """An organisation's own, but for those about what stands behind a wall to the actor."""

    def narrow(self, actor: Actor) -> Self:
        if isinstance(actor, Officer | System):
            return self.all()
        organisation, shut_out = organisation_of(actor), sorted(shut_out_of(actor))
        if organisation is None:
            return self.none()
        mine = self.filter(organisation_id=organisation)
        return mine.exclude(client_file__wall_key__in=shut_out).exclude(_behind("right_id", organisation, shut_out))


class PlanQuerySet(ScopedQuerySet["PlannedRenewal"]):
    """As for agreements, right by right."""

    def narrow(self, actor: Actor) -> Self:
        if isinstance(actor, Officer | System):
            return self.all()
        organisation, shut_out = organisation_of(actor), sorted(shut_out_of(actor))
        if organisation is None:
            return self.none()
        mine = self.filter(organisation_id=organisation)
        return mine.exclude(_behind("right_id", organisation, shut_out))


def _behind(column: str, organisation: UUID, shut_out: list[str]) -> Q:
    """The rows whose right is linked behind one of the walls."""
    links = Link.everything.filter(organisation_id=organisation, wall_key__in=shut_out)
    return Q(**{f"{column}__in": links.values("right_id")}) if shut_out else Q(pk__in=[])


class AutomaticRenewal(models.Model):
    """Renew what falls due, from the deposit account, after notice, within limits, until it is stopped.

    About one right, a client's rights, or all of the organisation's. ``limit_pence`` is for one right,
    ``month_pence`` for all of the agreement in a calendar month; None for no limit.
    """

    class Scope(models.TextChoices):
        """About which rights."""

        RIGHT = "right", _("One patent")
        CLIENT = "client", _("All patents of a client")
        ALL = "all", _("All our patents")

    reference = models.CharField(max_length=24, unique=True, default=new_agreement_reference)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    scope = models.CharField(max_length=6, choices=Scope)
    right = models.ForeignKey(Right, null=True, on_delete=models.PROTECT, related_name="+")
    client_file = models.ForeignKey(ClientFile, null=True, on_delete=models.PROTECT, related_name="+")
    limit_pence = models.PositiveBigIntegerField(null=True)
    month_pence = models.PositiveBigIntegerField(null=True)
    agreed_at = models.DateTimeField()
    agreed_by = models.CharField(max_length=80)
    stopped_at = models.DateTimeField(null=True)
    stopped_by = models.CharField(max_length=80, default="")

    everything = models.Manager()
    objects = AgreementQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                name="agreement_is_about_something",
                condition=Q(scope="right", right__isnull=False, client_file=None)
                | Q(scope="client", right=None, client_file__isnull=False)
                | Q(scope="all", right=None, client_file=None),
            )
        ]
        indexes = [models.Index(fields=["organisation"], condition=Q(stopped_at=None), name="agreement_running")]

    def __str__(self) -> str:
        return self.reference


class PlannedRenewal(models.Model):
    """One right's renewal that people were told of, and what became of it; ``why`` in words where it was not done.

    ``organisation`` is the agreement's, for lists.
    """

    class State(models.TextChoices):
        """How far it is."""

        NOTICED = "noticed", _("Planned")
        STOPPED = "stopped", _("Stopped")
        ASKED = "asked", _("Renewing")
        NOT_DONE = "not-done", _("Not done")

    reference = models.CharField(max_length=24, unique=True, default=new_plan_reference)
    agreement = models.ForeignKey(AutomaticRenewal, on_delete=models.PROTECT, related_name="plans")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    right = models.ForeignKey(Right, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    pence = models.PositiveBigIntegerField()
    noticed_on = models.DateField()
    renews_on = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.NOTICED)
    why = models.CharField(max_length=300, default="", blank=True)
    filing = models.ForeignKey(Filing, null=True, on_delete=models.SET_NULL, related_name="+")

    everything = models.Manager()
    objects = PlanQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["agreement", "right", "year"], name="renewal_planned_once"),
        ]
        indexes = [
            models.Index(fields=["renews_on"], condition=Q(state="noticed"), name="plan_due"),
            models.Index(fields=["organisation", "-renews_on", "-id"], name="plan_of_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.right_id} on {self.renews_on}"
