"""What check-your-answers and the office's screen show of a filing: answers in words, rights, fees."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from core.design.fields import DateInputField
from core.design.formats import day_words
from transactions.examination import Examination
from transactions.kind import Step
from transactions.models import Filing


@dataclass(frozen=True)
class Row:
    """One question and its answer, in words."""

    label: str
    value: str


@dataclass(frozen=True)
class Section:
    """The answers of one page; ``is_missing`` where it was not answered yet."""

    step: Step
    rows: tuple[Row, ...]
    is_missing: bool


@dataclass(frozen=True)
class Review:
    """A filing as people read it."""

    filing: Filing
    examination: Examination
    sections: tuple[Section, ...]

    @property
    def first_missing(self) -> Step | None:
        """The first page that was not answered."""
        return next((section.step for section in self.sections if section.is_missing), None)


def review_of(filing: Filing, examination: Examination) -> Review:
    """Puts the answers of every page that applies into words."""
    steps = examination.declared.steps_for(filing.answers)
    return Review(filing, examination, tuple(_section(filing, step) for step in steps))


def _section(filing: Filing, step: Step) -> Section:
    answers = filing.answers.get(step.key)
    return Section(step, tuple(in_words(step, answers or {})), is_missing=answers is None)


def in_words(step: Step, answers: dict[str, Any]) -> Iterator[Row]:
    """Each answer of a page in words; questions that were never uncovered are passed over."""
    for name, field in step.form.base_fields.items():
        if name in answers and answers[name] is not None:
            yield Row(str(field.label or name), _words(field, answers[name]))


def _words(field: forms.Field, value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return "\n".join(_words(field, item) for item in value) or _("None")
    choices = {str(key): str(text) for key, text in getattr(field, "choices", ())}
    if str(value) in choices:
        return choices[str(value)]
    if isinstance(field, DateInputField) and value:
        return day_words(date.fromisoformat(value))
    return str(value) if value != "" else _("Not given")
