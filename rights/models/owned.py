"""Rows that belong to one organisation, hanging on a right: seen by that organisation and by the office."""

from typing import Self, TypeVar

from django.db import models

from core.actor import Actor, Officer, System, organisation_of
from core.scoping import ScopedQuerySet

M = TypeVar("M", bound=models.Model)


class OfOrganisationQuerySet(ScopedQuerySet[M]):
    """Narrowed to the organisation that the actor acts for; nothing for the public."""

    def narrow(self, actor: Actor) -> Self:
        if isinstance(actor, Officer | System):
            return self.all()
        organisation_id = organisation_of(actor)
        return self.filter(organisation_id=organisation_id) if organisation_id else self.none()
