"""Rows that belong to somebody cannot be read until they are narrowed to what the actor may see.

How Django's own managers behave on a scoped model, said once:

* ``Model.objects`` is the default manager. Related managers (``right.links``) derive from it, so they raise, too,
  until ``visible_to(actor)`` narrowed them.
* ``Model.everything`` is the base manager. Django follows a foreign key forward with it, refreshes a row with it, and
  the register's own services use it by name. A test forbids that name in the front doors.
* ``validate_unique`` and the admin use the default manager and therefore raise: a model form of a scoped model is made
  in ``staff.reference`` alone, which narrows its rows and says itself what the constraints say.
* Rows are written by ``Model.everything.create(...)`` or ``row.save()`` inside services.
"""

from collections.abc import AsyncIterator, Iterator
from typing import Any, Self, TypeVar

from django.db import models

from core.actor import Actor

M = TypeVar("M", bound=models.Model)


class Unscoped(RuntimeError):
    """A scoped queryset was read before ``visible_to(actor)`` narrowed it."""


class ScopedQuerySet(models.QuerySet[M]):
    """Subclasses say in ``narrow`` what an actor may see; every way to read raises before that was asked."""

    is_narrowed = False

    def narrow(self, actor: Actor) -> Self:
        """The rows that the actor may see."""
        raise NotImplementedError(f"{type(self).__name__} must say what an actor may see")

    def visible_to(self, actor: Actor) -> Self:
        """The one way to make these rows readable."""
        narrowed = self.narrow(actor)
        narrowed.is_narrowed = True
        return narrowed

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]
        clone.is_narrowed = self.is_narrowed
        return clone

    def _demand(self) -> None:
        if not self.is_narrowed:
            raise Unscoped(f"{self.model.__name__}.objects was read without visible_to(actor)")

    def _demand_alike(self, *others: Any) -> None:
        """Narrowed rows are never joined with rows that are not: the whole would pass for narrowed."""
        if any(getattr(other, "is_narrowed", False) != self.is_narrowed for other in others):
            raise Unscoped(f"{self.model.__name__}.objects was combined with rows that are not narrowed")

    def __or__(self, other: Any) -> Self:
        self._demand_alike(other)
        return super().__or__(other)

    def __and__(self, other: Any) -> Self:
        self._demand_alike(other)
        return super().__and__(other)

    def __xor__(self, other: Any) -> Self:
        self._demand_alike(other)
        return super().__xor__(other)

    def _combinator_query(self, combinator: str, *others: Any, all: bool = False) -> Self:
        self._demand_alike(*others)
        combined: Self = super()._combinator_query(combinator, *others, all=all)  # type: ignore[misc]
        return combined

    def _fetch_all(self) -> None:
        self._demand()
        super()._fetch_all()

    def iterator(self, *args: Any, **kwargs: Any) -> Iterator[M]:
        self._demand()
        return super().iterator(*args, **kwargs)

    def aiterator(self, *args: Any, **kwargs: Any) -> AsyncIterator[M]:
        self._demand()
        return super().aiterator(*args, **kwargs)

    def raw(self, *args: Any, **kwargs: Any) -> Any:
        raise Unscoped(f"{self.model.__name__}.objects.raw reads around the scope: SQL stands in queries.py")

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Any:
        """Asked where these rows stand in the condition of another query, which would tell of them."""
        self._demand()
        return super().resolve_expression(*args, **kwargs)

    def count(self) -> int:
        self._demand()
        return super().count()

    def exists(self) -> bool:
        self._demand()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._demand()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        self._demand()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._demand()
        return super().delete()

    def explain(self, *args: Any, **kwargs: Any) -> str:
        self._demand()
        return super().explain(*args, **kwargs)


def rows_for(model: type[models.Model], actor: Actor) -> models.QuerySet[Any]:
    """What the actor sees of a table: through its scope, or all of one that has none."""
    rows = model._default_manager.get_queryset()
    return rows.visible_to(actor) if isinstance(rows, ScopedQuerySet) else rows
