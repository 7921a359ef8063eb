"""Decides what may reach a component as markup: only strings that Django already calls safe."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.html import conditional_escape


class UntrustedAttributes(TypeError):
    """Attributes came as one plain string, which a component would print as it is."""


def is_markup(key: str) -> bool:
    """Whether a component prints the value under this key without escaping it."""
    return key == "html" or key.endswith("Html")


def escaped(value: Any, *, key: str = "") -> Any:
    """A copy of a component's parameters in which every plain string that would be printed as markup is escaped."""
    if isinstance(value, Mapping):
        inside = {name: escaped(item, key=name) for name, item in value.items()}
        return {name: _slot(item) for name, item in inside.items()} if key == "slots" else inside
    if isinstance(value, list | tuple):
        return [escaped(item) for item in value]
    if isinstance(value, Promise):
        value = str(value)
    return _string(value, key) if isinstance(value, str) else value


def _string(value: str, key: str) -> str:
    if key == "attributes" and not hasattr(value, "__html__"):
        raise UntrustedAttributes("Give attributes as a mapping, not as one string.")
    return conditional_escape(value) if is_markup(key) and value else value


def _slot(value: Any) -> Any:
    return conditional_escape(value) if isinstance(value, str) and value else value
