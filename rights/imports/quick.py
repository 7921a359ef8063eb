"""The quick way for plain lines of JSON: the rows that reading and entering would make, without making facts of them.

A line is plain when it holds nothing unusual: no escapes, known fields, right values. Everything else, and everything
that is to be refused, goes the long way; a test compares the two ways row by row.
"""

import json
from collections.abc import Mapping
from datetime import date
from operator import itemgetter
from typing import Any

from rights.chain import START, EntryHeading, entry_text, hash_of
from rights.entering import Act
from rights.imports import jsonl
from rights.imports.plain import NotPlain, Plain, begun, contact, demand, events, life, objects, parties, renewals
from rights.imports.rows import Lines, Record, copy_line, shown
from rights.patents.shown import show_dates

BY_DAY = itemgetter(0)
UNDATED = date.min


class Quick:
    """Writes the rows of plain lines for one import."""

    def __init__(self, source: str, act: Act, on: date) -> None:
        heading = EntryHeading(
            right="@right",
            number=1,
            kind="opening",
            effective_on=UNDATED,
            received_at=act.received_at,
            entered_at=act.at,
            because=act.because,
            by=act.label,
            source=source,
            source_key="@right/opening",
        )
        self.on = on
        self._before, self._after = entry_text(heading, "@fact").split("@fact")
        self._stamps = f"{act.received_at}\t{act.at}\t{act.because}\t{act.label}\t{source}"

    def add(self, place: int, content: bytes, right_id: int, lines: Lines) -> Record | None:
        """Adds the rows of a plain line; None, with nothing added, where it has to go the long way."""
        if b"\\" in content:
            return None
        try:
            plain = self._read(json.loads(content), right_id)
        except (NotPlain, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None
        self._write(plain, lines)
        state = plain.state
        return Record(place, state.application_number, state.publication_number, state.kind)

    def _read(self, data: Mapping[str, Any], right_id: int) -> Plain:
        demand(data.keys() <= jsonl.FIELDS and data.get("termEndsOn") is None)
        plain = begun(data, right_id)
        for name, fact in jsonl.PARTIES.items():
            if told := objects(data, name):
                parties(plain, fact.kind, str(fact.role), told)
        for address in objects(data, "contacts"):
            contact(plain, address)
        demand(len(plain.contacts) < 2 or len({row.split("\t")[1] for row in plain.contacts}) == len(plain.contacts))
        dated = [*life(plain.state), *renewals(data, plain.state), *events(data, plain, self.on)]
        dated.sort(key=BY_DAY)
        demand(plain.filed_on <= self.on and (not dated or plain.filed_on <= dated[0][0] <= dated[-1][0] <= self.on))
        plain.events += [text for _, text in dated]
        show_dates(plain.state)
        return plain

    def _write(self, plain: Plain, lines: Lines) -> None:
        state, filed_on = plain.state, str(plain.filed_on)
        before = self._before.replace(str(UNDATED), filed_on)
        after = self._after.replace("@right", state.number)
        text = f'{before}{{"events":[{",".join(plain.events)}]}}{after}'
        state.version, state.head = 1, hash_of(START, text)
        stamped = f"1\topening\t{filed_on}\t{self._stamps}\t{state.number}/opening"
        lines["rights_right"].append(copy_line((plain.right_id, state.field, *shown(state))))
        lines["rights_entry"].append(f"{plain.right_id}\t{stamped}\t{text}\t{START}\t{state.head}\n")
        lines["rights_particulars"] += plain.particulars
        lines["rights_party"] += plain.parties
        lines["rights_contact"] += plain.contacts
