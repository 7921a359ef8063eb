"""Rows of new rights as text for COPY, and what is needed to tell whether a right is new."""

import re
from collections.abc import Iterable
from operator import attrgetter
from typing import NamedTuple

from rights.state import SHOWN

NULL = "\x01"
UNSAFE = re.compile(r"[\\\n\r]")
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
Lines = dict[str, list[str]]

shown = attrgetter(*SHOWN)
"""What a state says, in the order of the columns."""


class Record(NamedTuple):
    """A record that could be read: its place in the chunk and its numbers."""

    place: int
    application_number: str
    publication_number: str
    kind: str

    @property
    def number(self) -> str:
        """The number by which people know the right."""
        return self.publication_number or self.application_number


def copy_line(row: Iterable[object]) -> str:
    """A row in PostgreSQL's text format for COPY, with ``NULL`` for None; most rows need no escapes."""
    values = [NULL if value is None else str(value) for value in row]
    line = "\t".join(values)
    if UNSAFE.search(line) or line.count("\t") >= len(values):
        line = "\t".join([value.translate(ESCAPES) for value in values])
    return line + "\n"
