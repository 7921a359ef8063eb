"""Finds the transaction types: one for each folder under ``transactions/types``, named by it and imported by nobody."""

import pkgutil
from functools import cache
from importlib import import_module

from transactions import types
from transactions.kind import TransactionType


class NoSuchType(LookupError):
    """Nobody declared a transaction type of that name."""


class NotOneDeclaration(ImportError):
    """A folder under ``transactions/types`` holds no declaration, or more than one."""


@cache
def all_types() -> tuple[TransactionType, ...]:
    """Every type, sorted by its name."""
    return tuple(_declared_in(folder) for folder in _folders())


def type_named(slug: str) -> TransactionType:
    """Raises:
    NoSuchType: if there is none.
    """
    for declared in all_types():
        if declared.slug == slug:
            return declared
    raise NoSuchType(slug)


def _folders() -> list[str]:
    return sorted(module.name for module in pkgutil.iter_modules(types.__path__) if module.ispkg)


def _declared_in(folder: str) -> TransactionType:
    module = import_module(f"{types.__name__}.{folder}.declaration")
    found = [
        thing
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, TransactionType) and thing.__module__ == module.__name__
    ]
    if len(found) != 1:
        raise NotOneDeclaration(f"{module.__name__} must declare one transaction type, and declares {len(found)}")
    return found[0]()
