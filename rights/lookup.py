"""Finding a published right by any of its numbers; what may not be seen is answered like what does not exist."""

from django.db.models import Q

from rights.models import Right
from rights.numbers import Number, parse


def find_published(text: str) -> list[Right]:
    """The published rights that the number may mean, the likeliest first; usually one, never an unpublished one.

    One query decides by number and publication at once, so that unknown, unpublished and withheld numbers are alike
    in words and in time.

    Raises:
        ValueError: if the text is no number, with a sentence for the user.
    """
    readings = _readings(parse(text))
    found = list(Right.published().filter(_bears(readings)))
    return sorted(found, key=lambda right: _likeliness(right, readings))


def _readings(number: Number) -> list[str]:
    return [number.canonical, *([number.alternative.canonical] if number.alternative else [])]


def _bears(numbers: list[str]) -> Q:
    return Q(number__in=numbers) | Q(application_number__in=numbers) | Q(publication_number__in=numbers)


def _likeliness(right: Right, readings: list[str]) -> int:
    borne = {right.number, right.application_number, right.publication_number}
    return min(place for place, reading in enumerate(readings) if reading in borne)
