"""Verifies chains: that no entry was edited, cut or put in, and that particulars are those that were entered."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef

from rights.chain import START, hash_of, moment
from rights.details import digest_of
from rights.models import Entry, Particulars, Right

REPEATED = ("number", "kind", "effective_on", "received_at", "entered_at", "because", "by")
COLUMNS = (*REPEATED, "source", "source_key", "body", "previous", "hash")
VANISHED = "The right has vanished from the register"
Row = Mapping[str, Any]
Held = Mapping[str, tuple[str, str, str]]


def verify(right_id: int) -> list[str]:
    """A sentence for each fault in the right's history; empty when all is well."""
    return [fault for _, fault in verify_many([right_id])]


def verify_many(right_ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The faults of many rights, with the right's id; three queries."""
    heads = Right.everything.filter(id__in=right_ids).values_list(
        "id", "version", "head", "number", "application_number"
    )
    entries = _entries_of(right_ids)
    particulars = _particulars_of(right_ids)
    known = {row[0]: row[1:] for row in heads}
    for right_id in right_ids:
        if right_id not in known:
            yield right_id, VANISHED
            continue
        yield from ((right_id, fault) for fault in chain_faults(entries[right_id], *known[right_id]))
        yield from ((right_id, fault) for fault in particulars_faults(entries[right_id], particulars[right_id]))


def vanished() -> Iterator[tuple[int, str]]:
    """Rights of which the history is there and the register's own row is not; streamed."""
    kept = Right.everything.filter(pk=OuterRef("right_id"))
    orphans = Entry.everything.filter(~Exists(kept)).order_by("right_id").distinct("right_id")
    yield from ((right_id, VANISHED) for right_id in orphans.values_list("right_id", flat=True).iterator())


def chain_faults(entries: Sequence[Row], version: int, head: str, *numbers: str) -> Iterator[str]:
    """What is wrong with a chain that should end at ``version`` with the hash ``head``."""
    previous = START
    for place, entry in enumerate(entries, start=1):
        if entry["number"] != place:
            yield f"Entry {place} is missing"
            return
        if entry["previous"] != previous or entry["hash"] != hash_of(previous, entry["body"]):
            yield f"Entry {place} was changed after it was made"
        if not _repeats(entry):
            yield f"Entry {place} does not say the same in its columns as in its body"
        previous = entry["hash"]
    if (len(entries), previous) != (version, head):
        yield f"The history ends at entry {len(entries)}, the register at entry {version}: entries were cut or put in"
    elif not _names(entries) & set(numbers) and not any(entry["kind"] == "corrected" for entry in entries):
        yield "The entries name another right"


def _names(entries: Sequence[Row]) -> set[str]:
    return {str(_body(entry).get("right")) for entry in entries}


def _body(entry: Row) -> dict[str, Any]:
    """The stored body; nothing where somebody made it unreadable."""
    try:
        body = json.loads(entry["body"])
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


def _repeats(entry: Row) -> bool:
    body = _body(entry)
    keys = (*REPEATED, "source", "source_key") if entry["source"] else REPEATED
    return all(body.get(key) == _written(entry[key]) for key in keys) and ("source" in body) == bool(entry["source"])


def _written(value: Any) -> Any:
    if isinstance(value, datetime):
        return moment(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def particulars_faults(entries: Iterable[Row], held: Held) -> Iterator[str]:
    """What is wrong with the particulars that entries mention."""
    for entry in entries:
        for mention in mentions(_body(entry).get("fact")):
            body, salt, digest = held.get(str(mention["reference"]), ("", "", ""))
            if mention["digest"] != digest or digest_of(salt, body) != digest:
                yield f"Particulars {mention['reference']} are not those of entry {entry['number']}"


def mentions(told: Any) -> Iterator[Mapping[str, str]]:
    """Every mention of particulars in a fact's body, however deep."""
    if isinstance(told, list):
        for item in told:
            yield from mentions(item)
    elif isinstance(told, dict):
        if told.keys() == {"reference", "digest"}:
            yield told
        else:
            yield from mentions(list(told.values()))


def _entries_of(right_ids: Sequence[int]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    rows = Entry.everything.filter(right_id__in=right_ids).order_by("right_id", "number")
    for right_id, *values in rows.values_list("right_id", *COLUMNS):
        found[right_id].append(dict(zip(COLUMNS, values, strict=True)))
    return found


def _particulars_of(right_ids: Sequence[int]) -> dict[int, dict[str, tuple[str, str, str]]]:
    found: dict[int, dict[str, tuple[str, str, str]]] = defaultdict(dict)
    rows = Particulars.everything.filter(right_id__in=right_ids)
    for right_id, key, *held in rows.values_list("right_id", "id", "body", "salt", "digest"):
        found[right_id][str(key)] = (held[0], held[1], held[2])
    return found
