"""Reading rights and their histories out of the tables, and writing what the register now says back into them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from core.actor import Actor
from rights.annexes import add_annexes, write_annexes
from rights.details import Details
from rights.entering import ENTRY_COLUMNS, PARTICULARS_COLUMNS, Written, entry_row, particulars_rows
from rights.models import Contact, Entry, Particulars, Party, Right
from rights.people_rows import CONTACT_COLUMNS, HOLDER_COLUMNS, contact_rows, party_rows
from rights.queries import copy_keys_to_links, copy_rows, update_rights
from rights.replay import StoredEntry
from rights.state import SHOWN, ContactState, PartyState, RightState
from rights.walls import follow_numbers


@dataclass(frozen=True)
class History:
    """All entries of one right with the bodies of its particulars, withheld ones included."""

    field: str
    entries: list[StoredEntry]
    bodies: Mapping[str, str]


def lock_rights(right_ids: Iterable[int]) -> dict[int, RightState]:
    """The rights' own columns, locked in the order of their ids until the transaction ends."""
    rows = Right.everything.select_for_update().filter(id__in=list(right_ids)).order_by("id")
    return {row[0]: _state(row[1:]) for row in rows.values_list("id", "field", *SHOWN)}


def read_rights(right_ids: Iterable[int]) -> dict[int, RightState]:
    """The rights with parties and contacts, as stored."""
    rows = Right.everything.filter(id__in=list(right_ids)).values_list("id", "field", *SHOWN)
    states = {row[0]: _state(row[1:]) for row in rows}
    add_people(states)
    return states


def _state(row: Sequence[object]) -> RightState:
    field, *values = row
    return RightState(field=str(field), **dict(zip(SHOWN, values, strict=True)))  # type: ignore[arg-type]


def add_people(states: Mapping[int, RightState]) -> None:
    """Puts all that hangs on a right onto states that were read without it; six queries."""
    details, withheld = _details_of(states)
    for row in _parties(states).values_list(*PARTY_FACTS, "particulars_id"):
        right_id, role, name, since_on, person, company_number, share, interest, reference = row
        held = details.get(str(reference))
        party = PartyState(role, name, since_on, person, company_number, share, held, interest)
        states[right_id].parties.append(party)
    contacts = Contact.everything.filter(right_id__in=list(states))
    for row in contacts.values_list("right_id", "purpose", "name", "stands_since", "particulars_id"):
        right_id, purpose, name, stands_since, reference = row
        states[right_id].contacts[purpose] = ContactState(purpose, name, stands_since, details.get(str(reference)))
    for right_id, references in withheld.items():
        states[right_id].withheld = frozenset(references)
    add_annexes(states)


PARTY_FACTS = ("right_id", "role", "name", "since_on", "person", "company_number", "share", "interest")


def _parties(states: Mapping[int, RightState]) -> QuerySet[Party]:
    return Party.everything.filter(right_id__in=list(states)).order_by("right_id", "role", "place")


def _details_of(states: Mapping[int, RightState]) -> tuple[dict[str, Details], dict[int, set[str]]]:
    details: dict[str, Details] = {}
    withheld: dict[int, set[str]] = defaultdict(set)
    rows = Particulars.everything.filter(right_id__in=list(states))
    for right_id, key, body, digest, withheld_at in rows.values_list("right_id", "id", "body", "digest", "withheld_at"):
        reference = str(key)
        shown = None if withheld_at else body
        details[reference] = Details.from_row({"reference": reference, "digest": digest}, shown)
        if withheld_at:
            withheld[right_id].add(reference)
    return details, withheld


def read_histories(right_ids: Sequence[int]) -> dict[int, History]:
    """The whole histories of rights, in three queries."""
    fields = dict(Right.everything.filter(id__in=right_ids).values_list("id", "field"))
    histories: dict[int, History] = {key: History(field, [], {}) for key, field in fields.items()}
    bodies: dict[int, dict[str, str]] = {key: {} for key in fields}
    rows = Particulars.everything.filter(right_id__in=right_ids).values_list("right_id", "id", "body")
    for right_id, reference, body in rows:
        bodies[right_id][str(reference)] = body
    entries = Entry.everything.filter(right_id__in=right_ids).order_by("right_id", "number")
    columns = ("right_id", "number", "entered_at", "source", "body", "hash")
    for right_id, number, entered_at, source, body, own_hash in entries.values_list(*columns):
        histories[right_id].entries.append(StoredEntry(number, entered_at, source, body, own_hash))
    return {key: History(history.field, history.entries, bodies[key]) for key, history in histories.items()}


def write_states(states: dict[int, RightState], *, people: Iterable[int], by: Actor) -> None:
    """Writes what the register now says of rights, the people of those named in ``people``, and the keys of links."""
    update_rights(states, by=by)
    changed = [key for key in people if key in states]
    if changed:
        Party.everything.filter(right_id__in=changed).delete()
        Contact.everything.filter(right_id__in=changed).delete()
        write_people({key: states[key] for key in changed}, by=by)
        write_annexes({key: states[key] for key in changed})
    copy_keys_to_links(list(states), by=by)
    follow_numbers(list(states))


def write_people(states: Mapping[int, RightState], *, by: Actor) -> None:
    """Inserts the parties and contacts of rights that have none."""
    copy_rows("rights_party", HOLDER_COLUMNS, (row for key in states for row in party_rows(key, states[key])), by=by)
    contacts = (row for key in states for row in contact_rows(key, states[key]))
    copy_rows("rights_contact", CONTACT_COLUMNS, contacts, by=by)


def withhold(states: Mapping[int, RightState], *, at: datetime) -> None:
    """Makes the particulars' own rows say what the register says is withheld, and no more."""
    if not states:
        return
    references = [reference for state in states.values() for reference in state.withheld]
    rows = Particulars.everything.filter(right_id__in=list(states))
    rows.filter(id__in=references, withheld_at=None).update(withheld_at=at)
    rows.exclude(id__in=references).filter(withheld_at__isnull=False).update(withheld_at=None)


def write_entries(written: Sequence[Written], *, by: Actor) -> None:
    """Stores entries and the particulars that lie apart from them."""
    particulars = (row for entry in written for row in particulars_rows(entry))
    copy_rows("rights_particulars", PARTICULARS_COLUMNS, particulars, by=by)
    copy_rows("rights_entry", ENTRY_COLUMNS, map(entry_row, written), by=by)
