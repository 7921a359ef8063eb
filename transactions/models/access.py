"""Who may see a filing and what hangs on it: the account or the browser that began it, and the office."""

from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Q

from core.actor import Actor, Officer, Public, System, organisation_of
from core.scoping import ScopedQuerySet
from core.walls import open_to
from transactions.states import UNFINISHED

M = TypeVar("M", bound=models.Model)


KEYED = ("paper", "phone")
"""The channels of what the office keys in."""


class FiledQuerySet(ScopedQuerySet[M]):
    """Rows that belong to a filing; ``path`` leads from the row to it."""

    path = ""

    def narrow(self, actor: Actor) -> Self:
        """Another account's filing is not there."""
        if isinstance(actor, Officer | System):
            return self.all()
        return self.filter(whose(actor, self.path))


class ThroughFiling(FiledQuerySet[M]):
    """Rows that hold a foreign key to a filing."""

    path = "filing__"


def whose(actor: Actor, path: str = "") -> Q:
    """The condition that a filing is the actor's own; what staff are keying in is nobody else's until it is sent."""
    mine: dict[str, Any] = {f"{path}organisation_id": organisation_of(actor)}
    if isinstance(actor, Public):
        mine = {f"{path}organisation_id": None, f"{path}visitor": actor.visitor or "nobody"}
    being_keyed_in = {f"{path}channel__in": KEYED, f"{path}state__in": UNFINISHED}
    return Q(**mine) & ~Q(**being_keyed_in) & open_to(actor, f"{path}reference")
