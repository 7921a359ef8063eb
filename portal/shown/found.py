"""What a typed number may mean: each reading with the published patent that bears it, or none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from portal.shown.addresses import right_address
from rights.models import Right
from rights.numbers import Number

KINDS: dict[str, str | Promise] = {
    "gb-publication": gettext_lazy("UK publication number"),
    "gb-application": gettext_lazy("UK application number"),
    "ep-publication": gettext_lazy("European publication number"),
    "ep-application": gettext_lazy("European application number"),
    "spc": gettext_lazy("Certificate number"),
}


@dataclass(frozen=True)
class Reading:
    """One reading of the number; without ``href`` there is no published patent that anyone may see."""

    number: str
    kind: str
    title: str = ""
    href: str = ""


def readings(number: Number, found: Sequence[Right]) -> list[Reading]:
    """The readings of the number, the likeliest first."""
    return [_reading(each, found) for each in _meant(number)]


def _meant(number: Number) -> Iterator[Number]:
    yield number
    if number.alternative is not None:
        yield from _meant(number.alternative)


def _reading(number: Number, found: Sequence[Right]) -> Reading:
    words = str(KINDS[number.kind])
    for right in found:
        if number.canonical in {right.number, right.application_number, right.publication_number}:
            return Reading(number.canonical, words, right.title, right_address("public-right", right.number))
    return Reading(number.canonical, words)


def names_its_office(typed: str) -> bool:
    """Whether more than bare digits were typed, so that the one patent that is there is what was meant."""
    return any(letter.isalpha() for letter in typed)
