"""What a step of an explanation is, and how dates, sums and ordinals are written in its sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_ORDINALS = {
    4: gettext_lazy("4th"),
    5: gettext_lazy("5th"),
    6: gettext_lazy("6th"),
    7: gettext_lazy("7th"),
    8: gettext_lazy("8th"),
    9: gettext_lazy("9th"),
    10: gettext_lazy("10th"),
    11: gettext_lazy("11th"),
    12: gettext_lazy("12th"),
    13: gettext_lazy("13th"),
    14: gettext_lazy("14th"),
    15: gettext_lazy("15th"),
    16: gettext_lazy("16th"),
    17: gettext_lazy("17th"),
    18: gettext_lazy("18th"),
    19: gettext_lazy("19th"),
    20: gettext_lazy("20th"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the reasoning: what it is about, the sentence, and the date at which it arrives."""

    about: str
    text: str
    on: date | None = None

    def __str__(self) -> str:
        return self.text


def ordinal(number: int) -> str:
    """A number from 4 to 20 as an ordinal: 4th."""
    return str(_ORDINALS[number])


def written_date(day: date) -> str:
    """A date as GOV.UK writes it: 10 May 2019."""
    return dateformat.format(day, "j F Y")


def weekday(day: date) -> str:
    """The name of the day of the week: Saturday."""
    return dateformat.format(day, "l")


def pounds(pence: int) -> str:
    """A sum of pence as GOV.UK writes it: £70, £1,234.50."""
    whole, rest = divmod(pence, 100)
    return f"£{whole:,}.{rest:02}" if rest else f"£{whole:,}"


def listed(numbers: Sequence[int]) -> str:
    """Numbers as a list in a sentence: 5, 6 and 7."""
    *others, last = map(str, numbers)
    return _("%(others)s and %(last)s") % {"others": ", ".join(others), "last": last} if others else last
