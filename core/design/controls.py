"""Builds the parameters that each kind of control has of its own: text boxes, choices, dates, files."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.widgets import Input
from django.utils.translation import gettext as _

from core.design.choices import items_of, single_item
from core.design.dates import PARTS, parts_at_fault
from core.design.fields import DateInputWidget
from core.design.look import Look

Params = dict[str, Any]
Build = Callable[[BoundField, Look], Params]


class CannotShow(TypeError):
    """The design system has no control for this widget."""


def control(widget: forms.Widget, look: Look) -> tuple[str, Build]:
    """The component for a widget and what builds its parameters. Raises ``CannotShow``."""
    if isinstance(widget, forms.SelectMultiple) and not isinstance(widget, forms.CheckboxSelectMultiple):
        raise CannotShow("Use checkboxes for a choice of many.")
    if isinstance(widget, forms.Textarea):
        return ("character-count" if look.count else "textarea"), _textarea
    for kind, component, build in KINDS:
        if isinstance(widget, kind) and not isinstance(widget, forms.PasswordInput):
            return component, build
    raise CannotShow(f"The design system has no control for {type(widget).__name__}.")


def _value(bound: BoundField) -> str | None:
    value = bound.value()
    return None if value in (None, "") else str(bound.field.widget.format_value(value))


def _input(bound: BoundField, look: Look) -> Params:
    widget = bound.field.widget
    is_number = isinstance(widget, forms.NumberInput)
    decimal = isinstance(bound.field, forms.DecimalField | forms.FloatField)
    number_mode = ("decimal" if decimal else "numeric") if is_number else None
    params: Params = {
        "type": "text" if is_number else getattr(widget, "input_type", "text"),
        "value": _value(bound),
        "inputmode": look.inputmode or number_mode,
        "autocomplete": look.autocomplete or None,
        "autocapitalize": look.autocapitalize or None,
    }
    spell = False if isinstance(widget, forms.EmailInput) or is_number else look.spellcheck
    if spell is not None:
        params["spellcheck"] = spell
    affixes = {"prefix": look.prefix, "suffix": look.suffix}
    return params | {name: {"text": str(text)} for name, text in affixes.items() if text}


def _textarea(bound: BoundField, look: Look) -> Params:
    params: Params = {"value": _value(bound) or "", "rows": look.rows, "autocomplete": look.autocomplete or None}
    if look.spellcheck is not None:
        params["spellcheck"] = look.spellcheck
    if look.count:
        params["maxlength"] = getattr(bound.field, "max_length", None)
    if look.threshold:
        params["threshold"] = look.threshold
    return params


def _select(bound: BoundField, look: Look) -> Params:
    return {"items": items_of(bound, look, state="selected")}


def _radios(bound: BoundField, look: Look) -> Params:
    sizes = [name for name, wanted in (("inline", look.inline), ("small", look.small)) if wanted]
    classes = " ".join([look.classes, *(f"govuk-radios--{name}" for name in sizes)]).strip()
    items = items_of(bound, look, state="checked")
    return {"idPrefix": bound.auto_id, "items": items, "classes": classes}


def _checkboxes(bound: BoundField, look: Look) -> Params:
    classes = " ".join([look.classes, "govuk-checkboxes--small" if look.small else ""]).strip()
    items = items_of(bound, look, state="checked")
    return {"idPrefix": bound.auto_id, "items": items, "classes": classes}


def _single_checkbox(bound: BoundField, look: Look) -> Params:
    classes = " ".join([look.classes, "govuk-checkboxes--small" if look.small else ""]).strip()
    return {"idPrefix": bound.auto_id, "items": [single_item(bound)], "classes": classes}


def _date(bound: BoundField, look: Look) -> Params:
    typed = bound.field.widget.format_value(bound.value())
    wrong = parts_at_fault(typed) if bound.errors else ()
    labels = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
    items = [
        {
            "name": part,
            "label": labels[part],
            "value": getattr(typed, part) or None,
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}"
            + (" govuk-input--error" if part in wrong else ""),
            "autocomplete": f"{look.autocomplete}-{part}" if look.autocomplete else None,
        }
        for part in PARTS
    ]
    return {"namePrefix": bound.html_name, "items": items, "classes": look.classes}


def _file(bound: BoundField, look: Look) -> Params:
    many = bool(getattr(bound.field.widget, "allow_multiple_selected", False))
    params: Params = {"javascript": True, "multiple": many}
    if look.accept:
        params["attributes"] = {**look.attributes, "accept": look.accept}
    return params


KINDS: tuple[tuple[type[forms.Widget], str, Build], ...] = (
    (DateInputWidget, "date-input", _date),
    (forms.CheckboxSelectMultiple, "checkboxes", _checkboxes),
    (forms.RadioSelect, "radios", _radios),
    (forms.Select, "select", _select),
    (forms.CheckboxInput, "checkboxes", _single_checkbox),
    (forms.FileInput, "file-upload", _file),
    (Input, "input", _input),
)
