"""Says how a form field is shown, beside what it accepts."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from django import forms
from django.utils.functional import Promise

Words = str | Promise
F = TypeVar("F", bound=forms.Field)


@dataclass(frozen=True)
class Look:
    """How one field is shown.

    ``noun`` is the thing in error messages ("your full name" in "Enter your full name").
    ``heading``: the label or legend is the page's h1. ``size``: "s", "m", "l", "xl" or "" for the label's size.
    ``width``: characters ("2", "3", "4", "5", "10", "20", "30") or a fraction ("one-half", "two-thirds").
    ``hints``: a hint for each choice. ``reveals``: for a choice, the names of the fields it uncovers.
    ``divided_before``: the choice before which "or" stands. ``exclusive``: the choice that excludes all others.
    ``count``: show how many characters of ``max_length`` are left, from ``threshold`` percent on.
    """

    noun: Words = ""
    heading: bool = False
    size: str = ""
    width: str = ""
    autocomplete: str = ""
    inputmode: str = ""
    autocapitalize: str = ""
    spellcheck: bool | None = None
    prefix: Words = ""
    suffix: Words = ""
    inline: bool = False
    small: bool = False
    rows: int = 5
    count: bool = False
    threshold: int = 0
    accept: str = ""
    classes: str = ""
    hidden_label: bool = False
    divided_before: str = ""
    exclusive: str = ""
    hints: Mapping[str, Words] = field(default_factory=dict)
    reveals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    attributes: Mapping[str, Any] = field(default_factory=dict)


PLAIN = Look()


def shown(form_field: F, **options: Any) -> F:
    """The same field, to be shown as the options of ``Look`` say: ``shown(forms.CharField(label=…), width="20")``."""
    form_field.look = replace(look_of(form_field), **options)  # type: ignore[attr-defined]
    return form_field


def look_of(form_field: forms.Field) -> Look:
    """How the field is to be shown; plain where nothing was said."""
    found = getattr(form_field, "look", PLAIN)
    return found if isinstance(found, Look) else PLAIN
