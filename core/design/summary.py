"""Gathers a page's errors for the error summary, each linked to the control that it is about."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet

from core.design.dates import parts_at_fault
from core.design.fields import DateInputWidget


def first_control(bound: BoundField) -> str:
    """The id of the control that an error about this field should focus."""
    widget = bound.field.widget
    if isinstance(widget, DateInputWidget):
        return f"{bound.auto_id}-{parts_at_fault(widget.format_value(bound.value()))[0]}"
    return str(bound.auto_id)


def errors_of(*pages: Any) -> list[dict[str, str]]:
    """The error summary's list; empty where nothing was sent or nothing is wrong. Other things are passed over."""
    return [error for page in pages for error in _errors(page)]


def _errors(page: Any) -> Iterator[dict[str, str]]:
    if isinstance(page, BaseFormSet) and page.is_bound:
        for text in page.non_form_errors():
            yield {"text": str(text), "href": _first(page.forms[0]) if page.forms else "#main-content"}
        for form in page.forms:
            yield from _errors(form)
    elif isinstance(page, forms.BaseForm) and page.is_bound:
        for name, texts in page.errors.items():
            yield from ({"text": str(text), "href": _target(page, name)} for text in texts)


def _target(form: forms.BaseForm, name: str) -> str:
    if name == NON_FIELD_ERRORS or form[name].is_hidden:
        return _first(form)
    return f"#{first_control(form[name])}"


def _first(form: forms.BaseForm) -> str:
    visible = form.visible_fields()
    return f"#{first_control(visible[0])}" if visible else "#main-content"
