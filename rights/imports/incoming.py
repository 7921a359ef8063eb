"""One right as an outside source describes it, whatever the format."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from rights.facts import ApplicationFiled, Dated, Fact, Opening


class Unacceptable(ValueError):
    """A record cannot be taken; the message is a sentence that says what to correct."""


class Raw(NamedTuple):
    """A record as it came: the line on which it stands, its bytes, and their digest once it was taken."""

    line: int
    content: bytes
    digest: bytes = b""


@dataclass(slots=True)
class Incoming:
    """What the source says: how the right was filed, what it states without a history, and its dated events."""

    filed: ApplicationFiled
    publication_number: str = ""
    stated: list[Fact] = field(default_factory=list)
    events: list[Dated] = field(default_factory=list)

    @property
    def number(self) -> str:
        """The number by which people know the right."""
        return self.publication_number or self.filed.number

    def opening(self) -> Opening:
        """The whole as one opening: filing first, then what is stated, then the events by the day they took effect."""
        first = [Dated(self.filed), *map(Dated, self.stated)]
        return Opening(effective_on=self.filed.effective_on, events=(*first, *sorted(self.events, key=BY_DAY)))


BY_DAY = attrgetter("fact.effective_on")


@dataclass(frozen=True)
class Format:
    """How a file falls into records, and how one record is read; ``read`` is told the London day, so that it is pure.

    ``read`` raises ``Unacceptable`` for a record, ``split`` for a file that is none of its kind at all. Where there are
    ``has_plain_lines`` most records are lines of our own JSON, which can go the quick way.
    """

    name: str
    split: Callable[[Path], Iterator[Raw]]
    read: Callable[[bytes, date], Incoming]
    has_plain_lines: bool = False
