"""Puts answers into words: what people read on the check page, the filing's page and the office's screen."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from core.design.fields import DateInputField
from core.design.formats import day_words
from core.design.forms import GovukForm

Kept = dict[str, dict[str, str]]
"""For each field the words of values that were chosen of what the register then offered."""


@dataclass(frozen=True)
class Row:
    """One question and its answer, in words."""

    label: str
    value: str


def in_words(form: GovukForm, answers: Mapping[str, Any], kept: Kept | None = None) -> Iterator[Row]:
    """Each answer of a page in words; questions that were never uncovered are passed over.

    ``kept`` says what a choice was called when it was made, whatever the register calls it now.
    """
    for name, field in form.fields.items():
        if name in answers and answers[name] is not None:
            yield Row(_asked(field, name), _words(field, answers[name], (kept or {}).get(name, {})))


def _asked(field: forms.Field, name: str) -> str:
    """The question, without the remark that it need not be answered."""
    return str(field.label or name).removesuffix(_("(optional)")).strip()


def chosen_words(form: GovukForm, answers: Mapping[str, Any]) -> Kept:
    """The words of those chosen values that only these rights offer, not the form as it was declared."""
    found = ((name, _new_words(form, name, value)) for name, value in answers.items() if name in form.fields)
    return {name: words for name, words in found if words}


def merged(kept: Iterable[Kept]) -> Kept:
    """All of them in one; the later one counts."""
    whole: Kept = {}
    for one in kept:
        for name, words in one.items():
            whole[name] = {**whole.get(name, {}), **words}
    return whole


def _new_words(form: GovukForm, name: str, value: Any) -> dict[str, str]:
    declared = _choices(form.base_fields[name]) if name in form.base_fields else {}
    offered = _choices(form.fields[name])
    values = value if isinstance(value, list) else [value]
    return {str(one): offered[str(one)] for one in values if str(one) in offered and str(one) not in declared}


def _choices(field: forms.Field) -> dict[str, str]:
    return {str(value): str(text) for value, text in _flat(getattr(field, "choices", ()))}


def _flat(choices: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Choices without their groups."""
    for value, text in choices:
        if isinstance(text, list | tuple):
            yield from text
        else:
            yield value, text


def _words(field: forms.Field, value: Any, kept: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return "\n".join(_words(field, item, kept) for item in value) or _("None")
    known = {**_choices(field), **kept}
    if str(value) in known:
        return known[str(value)]
    if isinstance(field, DateInputField) and value:
        return day_words(date.fromisoformat(value))
    return str(value) if value != "" else _("Not given")
