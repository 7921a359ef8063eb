"""Finding a published right by any of its numbers; what may not be seen is answered like what does not exist."""

from collections.abc import Iterable

from django.db.models import Q

from core.actor import Actor
from rights.models import Right
from rights.models.right import ANYBODY
from rights.numbers import NotANumber, meanings, parse


class NothingThere(LookupError):
    """No published right bears the number; unknown, unpublished and withheld numbers are all alike in this."""


class SeveralMeant(LookupError):
    """The number may mean other rights, too; ``rights`` are those that are published, the likeliest first."""

    def __init__(self, rights: list[Right]) -> None:
        super().__init__("several meant")
        self.rights = rights


def find_published(text: str, *, to: Actor = ANYBODY) -> list[Right]:
    """The published rights that the number may mean, the likeliest first; usually one, never an unpublished one.

    In a sandbox the test patents that ``to`` may see are among them.

    One query decides by number and publication at once, so that unknown, unpublished and withheld numbers are alike
    in words and in time.

    Raises:
        ValueError: if the text is no number, with a sentence for the user.
    """
    readings = readings_of(text)
    found = list(Right.published(to=to).filter(bears(readings)))
    return sorted(found, key=lambda right: likeliness(right, readings))


def the_published(text: str, *, to: Actor = ANYBODY) -> Right:
    """The published right that the number means: the only one that bears it, or the one whose number it is in full.

    Digits alone, without an office, count only as what they most likely mean.

    Raises:
        NothingThere, SeveralMeant.
    """
    try:
        found = find_published(text, to=to)
        readings = readings_of(text)
    except NotANumber:
        raise NothingThere from None
    if not found:
        raise NothingThere
    exact = [right for right in found if text in {right.number, right.number.replace("/", "-")}]
    names_its_office = any(letter.isalpha() for letter in text)
    if exact:
        return exact[0]
    if len(found) > 1 or not (names_its_office or likeliness(found[0], readings) == 0):
        raise SeveralMeant(found)
    return found[0]


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


def meant_by(texts: Iterable[str], *, by: Actor) -> dict[str, list[Right]]:
    """For each text the rights that it may mean and the actor may see, the likeliest first; one query for all."""
    readings = {text: meanings(text) for text in texts}
    wanted = sorted({reading for each in readings.values() for reading in each})
    rights = list(Right.objects.visible_to(by).filter(bears(wanted)))
    borne: dict[str, list[Right]] = {}
    for right in rights:
        for number in {right.number, right.application_number, right.publication_number}:
            borne.setdefault(number, []).append(right)
    return {
        text: list(dict.fromkeys(right for one in each for right in borne.get(one, [])))
        for text, each in readings.items()
    }
