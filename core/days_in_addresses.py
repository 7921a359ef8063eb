"""Days in addresses, written as 2026-11-25."""

from datetime import date

from django.urls import register_converter


class DayConverter:
    """Takes a real day only; anything else is no address."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        """Raises:
        ValueError: for a day that is not in the calendar, which Django takes for no match.
        """
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        """The day as the address has it."""
        return value.isoformat()


register_converter(DayConverter, "day")
