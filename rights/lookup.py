"""Finding a published right by any of its numbers; what may not be seen is answered like what does not exist."""

from django.db.models import Q

from rights.models import Right
from rights.numbers import parse


def find_published(text: str) -> list[Right]:
    """The published rights that the number may mean, the likeliest first; usually one, never an unpublished one.

    One query decides by number and publication at once, so that unknown, unpublished and withheld numbers are alike
    in words and in time.

    Raises:
        ValueError: if the text is no number, with a sentence for the user.
    """
    readings = readings_of(text)
    found = list(Right.published().filter(bears(readings)))
    return sorted(found, key=lambda right: likeliness(right, readings))


def readings_of(text: str) -> list[str]:
    """The numbers that a text may mean, the likeliest first.

    Raises:
        ValueError: if it is no number, with a sentence for the user.
    """
    number = parse(text)
    return [number.canonical, *([number.alternative.canonical] if number.alternative else [])]


def bears(numbers: list[str]) -> Q:
    """The rights that bear one of the numbers, whichever of theirs it is."""
    return Q(number__in=numbers) | Q(application_number__in=numbers) | Q(publication_number__in=numbers)


def likeliness(right: Right, readings: list[str]) -> int:
    """The place of the likeliest reading that the right bears; past the end where it bears none."""
    borne = {right.number, right.application_number, right.publication_number}
    return min((place for place, reading in enumerate(readings) if reading in borne), default=len(readings))
