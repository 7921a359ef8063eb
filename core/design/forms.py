"""The base of every form: GOV.UK's error messages, no checks by the browser, fields that uncover others."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.utils import pretty_name

from core.design.look import look_of
from core.design.messages import say_as_govuk


class GovukForm(forms.Form):
    """A plain Django form that speaks GOV.UK. Declare how fields look with ``shown`` (core/design/look.py)."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            # Not the bound field's label: that would be kept, and what fits the form later could not change it.
            say_as_govuk(field, str(pretty_name(name) if field.label is None else field.label))

    def revealed(self) -> dict[str, tuple[str, str]]:
        """For each field that another one uncovers: that other field's name and the choice that uncovers it."""
        return dict(self._reveals())

    def _reveals(self) -> Iterator[tuple[str, tuple[str, str]]]:
        for name, field in self.fields.items():
            for choice, uncovered in look_of(field).reveals.items():
                for inner in uncovered:
                    yield inner, (name, str(choice))

    def _is_covered(self, parent: str, choice: str) -> bool:
        data = self[parent].data
        chosen = data if isinstance(data, list | tuple) else [data]
        return choice not in [str(one) for one in chosen]

    def _clean_fields(self) -> None:
        """Answers to a question that was never uncovered are neither checked nor kept."""
        super()._clean_fields()  # type: ignore[misc]
        for name, (parent, choice) in self.revealed().items():
            if self._is_covered(parent, choice):
                self.errors.pop(name, None)
                self.cleaned_data[name] = None
