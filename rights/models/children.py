"""Rows of the register below a right are seen by exactly those who see the right."""

from typing import Self, TypeVar

from django.db import models

from core.actor import Actor, Officer, System
from core.scoping import ScopedQuerySet
from rights.models.right import Right

M = TypeVar("M", bound=models.Model)


class OfRightQuerySet(ScopedQuerySet[M]):
    """Narrowed by the right's own visibility."""

    def narrow(self, actor: Actor) -> Self:
        if isinstance(actor, Officer | System):
            return self.all()
        return self.filter(right__in=Right.objects.visible_to(actor))
