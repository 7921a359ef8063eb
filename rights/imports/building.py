"""Builds the rows of rights that are new to the register, as text for COPY; pure, so that other processes can do it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import attrgetter

from core.actor import System
from rights.entering import (
    ENTRY_COLUMNS,
    PARTICULARS_COLUMNS,
    Act,
    Recording,
    enter,
    entry_row,
    particulars_rows,
)
from rights.imports.incoming import Format, Incoming, Raw, Unacceptable
from rights.people_rows import CONTACT_COLUMNS, PARTY_COLUMNS, contact_rows, party_rows
from rights.state import SHOWN, RightState

IMPORTER = System("import")
TABLES: dict[str, Sequence[str]] = {
    "rights_right": ("id", "field", *SHOWN),
    "rights_particulars": PARTICULARS_COLUMNS,
    "rights_entry": ENTRY_COLUMNS,
    "rights_party": PARTY_COLUMNS,
    "rights_contact": CONTACT_COLUMNS,
}
"""The tables that a new right fills, in the order in which they are written."""

NULL = "\x01"
UNSAFE = re.compile(r"[\\\n\r]")
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


shown = attrgetter(*SHOWN)
"""What a state says, in the order of the columns."""


@dataclass(frozen=True, slots=True)
class Task:
    """A chunk of records to be built as new rights with the ids given, should they turn out to be new."""

    raws: Sequence[Raw]
    ids: Sequence[int]
    format: Format
    source: str
    at: datetime
    on: date


@dataclass(slots=True)
class Record:
    """A record that could be read: its place in the chunk and its numbers."""

    place: int
    application_number: str
    publication_number: str
    kind: str

    @property
    def number(self) -> str:
        """The number by which people know the right."""
        return self.publication_number or self.application_number


@dataclass(slots=True)
class Built:
    """What a chunk became: records, refusals by place, and the text for each table should all records be new."""

    records: list[Record] = field(default_factory=list)
    refusals: list[tuple[int, str]] = field(default_factory=list)
    texts: dict[str, bytes] = field(default_factory=dict)


def build(task: Task) -> Built:
    """Reads and builds a chunk of records."""
    built = Built()
    act = Act(f"import:{task.source}", IMPORTER, task.at, task.at)
    lines: dict[str, list[str]] = {table: [] for table in TABLES}
    for place, raw in enumerate(task.raws):
        try:
            incoming = task.format.read(raw.content, task.on)
        except Unacceptable as reason:
            built.refusals.append((place, str(reason)))
            continue
        built.records.append(record_of(place, incoming))
        _add_rows(lines, incoming, task.ids[place], task.source, act)
    built.texts = {table: "".join(rows).encode() for table, rows in lines.items()}
    return built


def record_of(place: int, incoming: Incoming) -> Record:
    """What is needed to tell whether the register holds the right."""
    return Record(place, incoming.filed.number, incoming.publication_number, incoming.filed.right_kind)


def _add_rows(lines: dict[str, list[str]], incoming: Incoming, right_id: int, source: str, act: Act) -> None:
    state = RightState()
    opening = Recording(right_id, (incoming.opening(),), source, (f"{incoming.number}/opening",))
    (entry,) = enter(opening, state, act)
    lines["rights_right"].append(copy_line((right_id, state.field, *shown(state))))
    lines["rights_entry"].append(copy_line(entry_row(entry)))
    lines["rights_particulars"] += map(copy_line, particulars_rows(entry))
    lines["rights_party"] += map(copy_line, party_rows(right_id, state))
    lines["rights_contact"] += map(copy_line, contact_rows(right_id, state))


def copy_line(row: Iterable[object]) -> str:
    """A row in PostgreSQL's text format for COPY, with ``NULL`` for None; most rows need no escapes."""
    values = [NULL if value is None else str(value) for value in row]
    line = "\t".join(values)
    if UNSAFE.search(line) or line.count("\t") >= len(values):
        line = "\t".join([value.translate(ESCAPES) for value in values])
    return line + "\n"
