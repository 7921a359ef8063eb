"""Finds the kinds of cases under ``casework/kinds/``."""

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module

from casework import kinds
from casework.kind import CaseKind


class NoSuchKind(LookupError):
    """No kind of case has that name."""


@cache
def all_kinds() -> Mapping[str, CaseKind]:
    """Every kind by its slug, in the order of their modules' names."""
    modules = (import_module(f"{kinds.__name__}.{found.name}") for found in pkgutil.iter_modules(kinds.__path__))
    declared = (one for module in modules for one in vars(module).values() if _is_kind(one, module.__name__))
    return {kind.slug: kind() for kind in declared}


def kind_named(slug: str) -> CaseKind:
    """Raises:
    NoSuchKind: if there is none.
    """
    try:
        return all_kinds()[slug]
    except KeyError:
        raise NoSuchKind(slug) from None


def _is_kind(one: object, module: str) -> bool:
    return isinstance(one, type) and issubclass(one, CaseKind) and one.__module__ == module
