"""Who may see the office's work: staff whose role lets them see it, and nobody else."""

from typing import Self, TypeVar

from django.db import models

from accounts.roles import OfficePermission, allows
from core.actor import Actor, System
from core.scoping import ScopedQuerySet

M = TypeVar("M", bound=models.Model)


class OfficeQuerySet(ScopedQuerySet[M]):
    """Rows of the office's own: no customer's, and no page for staff without the permission to see work."""

    def narrow(self, actor: Actor) -> Self:
        """Everything for staff who see work and for the service itself; nothing for anybody else."""
        sees = isinstance(actor, System) or allows(actor, OfficePermission.SEE_WORK)
        return self.all() if sees else self.none()
