"""Builds the rows of rights that are new to the register, as text for COPY; pure, so that other processes can do it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

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
from rights.imports.quick import Quick
from rights.imports.rows import Lines, Record, copy_line, shown
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
class Built:
    """What a chunk became: records, refusals by place, and the text for each table should all records be new."""

    records: list[Record] = field(default_factory=list)
    refusals: list[tuple[int, str]] = field(default_factory=list)
    texts: dict[str, bytes] = field(default_factory=dict)


def build(task: Task) -> Built:
    """Reads and builds a chunk of records."""
    built = Built()
    act = Act(f"import:{task.source}", IMPORTER, task.at, task.at)
    lines: Lines = {table: [] for table in TABLES}
    quick = Quick(task.source, act, task.on) if task.format.has_plain_lines else None
    for place, raw in enumerate(task.raws):
        record = quick.add(place, raw.content, task.ids[place], lines) if quick else None
        if record is None:
            try:
                incoming = task.format.read(raw.content, task.on)
            except Unacceptable as reason:
                built.refusals.append((place, str(reason)))
                continue
            record = record_of(place, incoming)
            add_rows(lines, incoming, task.ids[place], task.source, act)
        built.records.append(record)
    built.texts = {table: "".join(rows).encode() for table, rows in lines.items()}
    return built


def record_of(place: int, incoming: Incoming) -> Record:
    """What is needed to tell whether the register holds the right."""
    return Record(place, incoming.filed.number, incoming.publication_number, incoming.filed.right_kind)


def add_rows(lines: Lines, incoming: Incoming, right_id: int, source: str, act: Act) -> None:
    """Adds the rows of a right that went the long way: read, entered and shown as every fact is."""
    state = RightState()
    opening = Recording(right_id, (incoming.opening(),), source, (f"{incoming.number}/opening",))
    (entry,) = enter(opening, state, act)
    lines["rights_right"].append(copy_line((right_id, state.field, *shown(state))))
    lines["rights_entry"].append(copy_line(entry_row(entry)))
    lines["rights_particulars"] += map(copy_line, particulars_rows(entry))
    lines["rights_party"] += map(copy_line, (row[: len(PARTY_COLUMNS)] for row in party_rows(right_id, state)))
    lines["rights_contact"] += map(copy_line, contact_rows(right_id, state))
