"""Turns a field's choices into the items of radios, checkboxes and selects."""

from collections.abc import Iterable
from typing import Any

from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.design.look import Look

Item = dict[str, Any]


class GroupedChoices(TypeError):
    """The choices stand in groups, for which the design system has no pattern."""


def items_of(bound: BoundField, look: Look, *, state: str) -> list[Item]:
    """One item for each choice; ``state`` is the word for being chosen: "checked" or "selected"."""
    chosen = chosen_of(bound)
    items: list[Item] = []
    for value, text in _choices(bound):
        if look.divided_before and value == look.divided_before:
            items.append({"divider": _("or")})
        items.append(_item(value, text, look) | {state: value in chosen})
    return items


def single_item(bound: BoundField) -> Item:
    """The one box of a yes-or-no field: its label is the field's own."""
    return {"value": "on", "text": str(bound.label), "checked": bool(bound.value())}


def chosen_of(bound: BoundField) -> frozenset[str]:
    """The chosen values, as they stand in the page."""
    value = bound.value()
    many: Iterable[Any] = value if isinstance(value, list | tuple | set) else [value]
    return frozenset("" if one is None else str(one) for one in many)


def _choices(bound: BoundField) -> Iterable[tuple[str, Any]]:
    for value, text in bound.field.widget.choices:
        if isinstance(text, list | tuple):
            raise GroupedChoices("Give the choices in one list.")
        yield ("" if value is None else str(value)), text


def _item(value: str, text: Any, look: Look) -> Item:
    item: Item = {"value": value, "html" if isinstance(text, SafeString) else "text": str(text)}
    if isinstance(text, SafeString):
        item["html"] = text
    if value in look.hints:
        item["hint"] = {"text": str(look.hints[value])}
    if value == look.exclusive and value:
        item["behaviour"] = "exclusive"
    return item
