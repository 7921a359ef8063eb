"""The rows of a right's parties and contacts, in the order of their tables' columns; pure, so that it runs anywhere."""

from collections import defaultdict
from collections.abc import Iterable

from rights.state import RightState

PARTY_COLUMNS = (
    "right_id",
    "role",
    "place",
    "name",
    "person",
    "company_number",
    "share",
    "since_on",
    "particulars_id",
)
HOLDER_COLUMNS = (*PARTY_COLUMNS, "interest")
"""With the interest that a licensee or mortgagee holds, which nobody has in an import."""
CONTACT_COLUMNS = ("right_id", "purpose", "name", "particulars_id", "stands_since")


def party_rows(right_id: int, state: RightState) -> Iterable[tuple[object, ...]]:
    """The rows of a right's parties, numbered within each role."""
    places: dict[str, int] = defaultdict(int)
    for party in state.parties:
        places[party.role] += 1
        reference = party.details.reference if party.details else None
        about = (party.name, party.person, party.company_number, party.share, party.since_on)
        yield right_id, party.role, places[party.role], *about, reference, party.interest


def contact_rows(right_id: int, state: RightState) -> Iterable[tuple[object, ...]]:
    """The rows of a right's contacts."""
    for contact in state.contacts.values():
        reference = contact.details.reference if contact.details else None
        yield right_id, contact.purpose, contact.name, reference, contact.stands_since
