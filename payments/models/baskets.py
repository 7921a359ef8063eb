"""Baskets: several payments that are paid by one, and what each of them got of it."""

from typing import Self

from django.db import models

from core.actor import Actor, Officer, System, organisation_of
from core.references import new_reference
from core.scoping import ScopedQuerySet
from payments.models.payments import Payment


def new_basket_reference() -> str:
    """The subject of the one payment."""
    return new_reference("BSK")


class BasketQuerySet(ScopedQuerySet["Basket"]):
    """An organisation's own."""

    def narrow(self, actor: Actor) -> Self:
        if isinstance(actor, Officer | System):
            return self.all()
        organisation = organisation_of(actor)
        return self.filter(organisation_id=organisation) if organisation else self.none()


class OfBasket(ScopedQuerySet["BasketLine"]):
    """Lines are seen with their basket."""

    def narrow(self, actor: Actor) -> Self:
        return self.filter(basket__in=Basket.objects.visible_to(actor))


class Basket(models.Model):
    """``payment`` is the one that is really made. ``keeps``: what a line cannot use goes into the deposit account."""

    reference = models.CharField(max_length=24, unique=True, default=new_basket_reference)
    organisation_id = models.UUIDField()
    payment = models.OneToOneField(Payment, on_delete=models.PROTECT, related_name="basket")
    keeps = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=80)

    everything = models.Manager()
    objects = BasketQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"

    def __str__(self) -> str:
        return self.reference


class BasketLine(models.Model):
    """One of the payments that the basket pays."""

    basket = models.ForeignKey(Basket, on_delete=models.PROTECT, related_name="lines")
    payment = models.OneToOneField(Payment, on_delete=models.PROTECT, related_name="basket_line")

    everything = models.Manager()
    objects = OfBasket.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.payment_id} in {self.basket_id}"
