"""What an actor may see of money: an organisation its own, a visitor those of the same browser, the office all."""

from typing import Any, Self, TypeVar

from django.db import models

from core.actor import Actor, Officer, Public, System, organisation_of
from core.scoping import ScopedQuerySet
from core.walls import open_to

M = TypeVar("M", bound=models.Model)


def owned_by(actor: Actor, *, through: str = "") -> models.Q:
    """The condition on a payment (reached ``through`` a prefix such as ``payment__``) that the actor may see it."""
    if isinstance(actor, Officer | System):
        return models.Q()
    if isinstance(actor, Public):
        wanted: dict[str, Any] = {f"{through}visitor": actor.visitor, f"{through}organisation_id": None}
        return models.Q(**wanted) & ~models.Q(**{f"{through}visitor": ""})
    mine = models.Q(**{f"{through}organisation_id": organisation_of(actor)})
    return mine & open_to(actor, f"{through}reference")


class OfPayment(ScopedQuerySet[M]):
    """Rows that hang on a payment are seen by whoever may see the payment."""

    def narrow(self, actor: Actor) -> Self:
        """What the actor may see."""
        return self.filter(owned_by(actor, through="payment__"))
