"""The date field with three boxes, and its errors in GOV.UK's words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.design.dates import PARTS, NotADate, Typed, read_date
from core.design.formats import day_words

Data = Mapping[str, Any]
MISSING = {
    ("day",): gettext_lazy("%(noun)s must include a day"),
    ("month",): gettext_lazy("%(noun)s must include a month"),
    ("year",): gettext_lazy("%(noun)s must include a year"),
    ("day", "month"): gettext_lazy("%(noun)s must include a day and month"),
    ("day", "year"): gettext_lazy("%(noun)s must include a day and year"),
    ("month", "year"): gettext_lazy("%(noun)s must include a month and year"),
}


class DateInputWidget(forms.Widget):
    """Three text boxes named ``NAME-day``, ``NAME-month`` and ``NAME-year``."""

    def value_from_datadict(self, data: Data, files: Data, name: str) -> Typed:
        """What was typed in the boxes."""
        return Typed(*(str(data.get(f"{name}-{part}", "")) for part in PARTS))

    def value_omitted_from_data(self, data: Data, files: Data, name: str) -> bool:
        """Whether none of the boxes was sent."""
        return not any(f"{name}-{part}" in data for part in PARTS)

    def format_value(self, value: Any) -> Typed:
        """The three boxes for a date, an ISO date in text, or what was typed."""
        if isinstance(value, str) and value:
            value = date.fromisoformat(value[:10])
        if isinstance(value, date):
            return Typed(str(value.day), str(value.month), str(value.year))
        return Typed(*value) if value else Typed("", "", "")


class DateInputField(forms.Field):
    """A date in three boxes. ``earliest`` and ``latest`` are inclusive; a form may set them on its own copy.

    Errors have the codes ``required``, ``missing``, ``year``, ``invalid``, ``earliest`` and ``latest``.
    """

    widget = DateInputWidget
    noun: str = ""

    def __init__(self, *, earliest: date | None = None, latest: date | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.earliest = earliest
        self.latest = latest

    def clean(self, value: Any) -> date | None:
        """The date, or None where nothing was typed and nothing is required."""
        typed = DateInputWidget().format_value(value)
        if typed.is_empty and not self.required:
            return None
        try:
            day = read_date(typed)
        except NotADate as fault:
            raise self._says(fault.code, self._fault(fault)) from None
        self._check_bounds(day)
        self.run_validators(day)
        return day

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the boxes hold something else than before."""
        widget = DateInputWidget()
        return widget.format_value(initial) != widget.format_value(data)

    def _check_bounds(self, day: date) -> None:
        if self.latest and day > self.latest:
            text = _("%(noun)s must be the same as or before %(day)s")
            raise self._says("latest", capfirst(text % {"noun": self._noun(), "day": day_words(self.latest)}))
        if self.earliest and day < self.earliest:
            text = _("%(noun)s must be the same as or after %(day)s")
            raise self._says("earliest", capfirst(text % {"noun": self._noun(), "day": day_words(self.earliest)}))

    def _noun(self) -> str:
        return self.noun or _("date")

    def _fault(self, fault: NotADate) -> str:
        if fault.code == "year":
            return _("Year must include 4 numbers")
        if fault.code == "missing":
            return capfirst(str(MISSING[fault.parts]) % {"noun": self._noun()})
        if fault.code == "required":
            return _("Enter %(noun)s") % {"noun": self._noun()}
        return capfirst(_("%(noun)s must be a real date") % {"noun": self._noun()})

    def _says(self, code: str, text: str) -> ValidationError:
        own = self.error_messages.get(code)
        default = forms.Field.default_error_messages.get(code)
        return ValidationError(text if own is None or own is default else own, code=code)
