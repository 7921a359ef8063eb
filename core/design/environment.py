"""Renders components of the GOV.UK Design System through one cached environment."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from jinja2 import ChainableUndefined, Environment, PackageLoader, PrefixLoader

from core.design.trust import escaped
from core.design.wording import translated

# The macros import each other by this prefix.
PREFIX = "govuk_frontend_jinja"


class UnknownComponent(LookupError):
    """The design system has no component of that name."""


@cache
def environment() -> Environment:
    """The one environment. ``indent`` leaves text alone, so that what a person typed in a text box is never moved."""
    made = Environment(
        loader=PrefixLoader({PREFIX: PackageLoader(PREFIX)}),
        autoescape=True,
        undefined=ChainableUndefined,
        auto_reload=False,
        cache_size=-1,
    )
    made.filters["indent"] = _unmoved
    return made


def _unmoved(text: Any, *_: Any, **__: Any) -> Any:
    return text


@cache
def macro(component: str) -> Callable[[Mapping[str, Any]], str]:
    """The macro of a component named as in the design system, such as ``"error-summary"``."""
    path = f"{PREFIX}/components/{component}/macro.html"
    if path not in environment().list_templates():
        raise UnknownComponent(f"The design system has no component called {component!r}.")
    name = "govuk" + "".join(part.capitalize() for part in component.split("-"))
    found: Callable[[Mapping[str, Any]], str] = getattr(environment().get_template(path).module, name)
    return found


def render(component: str, params: Mapping[str, Any]) -> SafeString:
    """The component's HTML. Plain strings are escaped; only a ``SafeString`` given as ``html`` is markup."""
    return mark_safe(str(macro(component)(escaped(translated(component, params)))))  # noqa: S308 - the macros escape
