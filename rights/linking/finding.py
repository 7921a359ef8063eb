"""What somebody typed as numbers, and which published rights they may mean; nothing else is given away."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.actor import Acting
from rights.lookup import bears, likeliness, readings_of
from rights.models import Link, LinkRequest, Right
from rights.models.requests import UNDECIDED
from rights.numbers import NotANumber, WrongCheckDigit, parse

MOST = 50
LONGEST = 200
SEPARATORS = str.maketrans({",": "\n", ";": "\n", "\r": "\n", "\t": " "})


class Outcome(StrEnum):
    """What was found for a number."""

    FOUND = "found"
    DOUBTFUL = "doubtful"
    UNKNOWN = "unknown"
    LINKED = "linked"
    ASKED = "asked"


@dataclass(frozen=True)
class Found:
    """One number as it was typed and the published rights that it may mean, likeliest first."""

    text: str
    outcome: Outcome
    rights: tuple[Right, ...] = ()
    request: LinkRequest | None = None

    @property
    def right(self) -> Right:
        """The likeliest one."""
        return self.rights[0]


@dataclass(frozen=True)
class Fault:
    """Something typed that is no number, with a sentence for the person."""

    text: str
    words: str


def read_numbers(text: str) -> tuple[list[str], list[Fault]]:
    """The numbers in a text, each once, and what is none. Commas and new lines part them; spaces may stand within."""
    numbers: list[str] = []
    faults: list[Fault] = []
    for line in text.translate(SEPARATORS).splitlines():
        for piece in _pieces(" ".join(line.split())):
            if isinstance(piece, Fault):
                faults.append(piece)
            else:
                numbers.append(piece)
    return list(dict.fromkeys(numbers)), faults


def find(numbers: Sequence[str], *, relation: str, by: Acting) -> list[Found]:
    """What each of the numbers means and whether the account has it, in three queries for all of them."""
    readings = {text: readings_of(text) for text in numbers}
    wanted = [reading for each in readings.values() for reading in each]
    rights = list(Right.published(to=by).filter(bears(wanted)))
    keys = [right.pk for right in rights]
    links = Link.objects.visible_to(by).filter(right_id__in=keys, relation=relation)
    linked = set(links.active().values_list("right_id", flat=True))
    asked = LinkRequest.objects.visible_to(by).filter(right_id__in=keys, relation=relation, state__in=UNDECIDED)
    requests = {request.right_id: request for request in asked}
    return [_found(text, readings[text], rights, linked, requests) for text in numbers]


def _found(
    text: str, readings: list[str], rights: Iterable[Right], linked: set[int], requests: dict[int, LinkRequest]
) -> Found:
    borne = [(likeliness(right, readings), right) for right in rights]
    meant = tuple(right for place, right in sorted(borne, key=lambda pair: pair[0]) if place < len(readings))
    if len(meant) != 1:
        return Found(text, Outcome.DOUBTFUL if meant else Outcome.UNKNOWN, meant)
    key = meant[0].pk
    if key in linked:
        return Found(text, Outcome.LINKED, meant, requests.get(key))
    return Found(text, Outcome.ASKED if key in requests else Outcome.FOUND, meant, requests.get(key))


def _pieces(line: str) -> Iterator[str | Fault]:
    """The numbers of one line: the whole line if it is one, else the longest runs of its words that are."""
    words = line.split(" ") if line else []
    while words:
        size, fault = _longest(words)
        yield Fault(words[0][:60], fault) if fault else " ".join(words[:size])
        words = words[size:]


def _longest(words: Sequence[str]) -> tuple[int, str]:
    """How many words the first number takes; a sentence where there is none."""
    first = ""
    for size in range(min(len(words), 6), 0, -1):
        try:
            parse(" ".join(words[:size])[:LONGEST])
        except WrongCheckDigit as fault:
            return size, str(fault)
        except NotANumber as fault:
            first = str(fault)
        else:
            return size, ""
    return 1, first
