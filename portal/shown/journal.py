"""An issue of the journal as its page and its files show it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from core.design.formats import day_words
from portal.shown.addresses import right_address
from rights.happenings import detail, what_happened
from rights.journal.issues import Notice
from rights.st27 import event_of


@dataclass(frozen=True)
class Line:
    """One notice in words."""

    number: str
    href: str
    title: str
    owner: str
    what: str
    effective: str


@dataclass(frozen=True)
class Heading:
    """A section of an issue with its notices."""

    title: str
    anchor: str
    lines: tuple[Line, ...]


HEADERS = ("section", "number", "title", "owner", "what", "detail", "effective_on", "st27_event")


def headings(notices: Sequence[Notice]) -> list[Heading]:
    """The sections that have notices."""
    return [
        Heading(str(section.label), str(section), tuple(map(_line, found)))
        for section, found in groupby(notices, key=lambda notice: notice.section)
    ]


def _line(notice: Notice) -> Line:
    said = what_happened(notice.fact)
    more = detail(notice.fact)
    return Line(
        number=notice.number,
        href=right_address("public-right", notice.number),
        title=notice.title,
        owner=notice.owner,
        what=f"{said}: {more}" if more else said,
        effective=day_words(notice.fact.effective_on),
    )


def rows(notices: Sequence[Notice]) -> Iterator[tuple[str, ...]]:
    """The rows of the file, under ``HEADERS``."""
    for notice in notices:
        event = event_of(notice.fact)
        about = (str(notice.section), notice.number, notice.title, notice.owner)
        said = (what_happened(notice.fact), detail(notice.fact), notice.fact.effective_on.isoformat())
        yield (*about, *said, event.detail if event else "")
