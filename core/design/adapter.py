"""Turns a Django form field into the parameters of its component."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from core.design.controls import Params, control
from core.design.environment import render
from core.design.fields import DateInputWidget
from core.design.look import Look, look_of

LINE_BREAK = SafeString("<br>")
LEGENDS = (DateInputWidget, forms.RadioSelect, forms.CheckboxSelectMultiple)


def render_field(bound: BoundField, overrides: Mapping[str, Any] | None = None) -> SafeString:
    """The field's HTML. ``overrides`` are options of ``Look`` or ``label`` and ``hint``, for this page only."""
    own = dict(overrides or {})
    label, hint = own.pop("label", bound.label), own.pop("hint", bound.help_text)
    look = Look(**{**look_of(bound.field).__dict__, **own})
    component, build = control(bound.field.widget, look)
    params = {**_common(bound, look), **_titled(bound.field.widget, label, look), **build(bound, look)}
    if look.reveals:
        params["items"] = [item | _uncovered(bound, item, look) for item in params["items"]]
    if hint:
        params["hint"] = {"html": hint} if isinstance(hint, SafeString) else {"text": str(hint)}
    return render(component, params)


def _uncovered(bound: BoundField, item: Params, look: Look) -> Params:
    names = look.reveals.get(item.get("value", ""), ())
    html = SafeString("".join(render_field(bound.form[name]) for name in names))
    return {"conditional": {"html": html}} if html else {}


def _common(bound: BoundField, look: Look) -> Params:
    params: Params = {"name": bound.html_name, "id": bound.auto_id, "classes": _classes(look)}
    if bound.errors:
        params["errorMessage"] = {"html": format_html_join(LINE_BREAK, "{}", ([text] for text in bound.errors))}
    if look.attributes:
        params["attributes"] = dict(look.attributes)
    if bound.field.disabled:
        params["disabled"] = True
    return params


def _classes(look: Look) -> str:
    fraction = look.width and not look.width.isdigit()
    width = f"govuk-!-width-{look.width}" if fraction else f"govuk-input--width-{look.width}" if look.width else ""
    return " ".join(part for part in (width, look.classes) if part)


def _titled(widget: forms.Widget, label: Any, look: Look) -> Params:
    grouped = isinstance(widget, LEGENDS)
    size = look.size or ("l" if look.heading else "")
    kind = "govuk-fieldset__legend" if grouped else "govuk-label"
    classes = [f"{kind}--{size}"] if size else []
    if look.hidden_label:
        classes.append("govuk-visually-hidden")
    title = {"html" if isinstance(label, SafeString) else "text": label, "classes": " ".join(classes)}
    title["isPageHeading"] = look.heading
    return {"fieldset": {"legend": title}} if grouped else {"label": title}
