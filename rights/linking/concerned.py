"""Who is concerned by a request for a link, and how each of them is reached."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from accounts.contact import people_of
from notifications.recipients import Recipient
from rights.linking.contacts import EMAIL, LETTER
from rights.linking.proofs import holdings
from rights.models import Link, LinkRequest
from rights.statuses import Purpose

CONTACT, PERSON = "contact", "person"
TOLD = (Purpose.PROPRIETOR, Purpose.SERVICE)


def recipients_of(request: LinkRequest) -> Iterator[tuple[str, Recipient]]:
    """Every contact on record and everybody linked before, once for each address; the key says which of the two.

    Addresses for renewal reminders are not asked: whoever pays a fee may leave one.
    """
    seen = set()
    for contact in holdings([request.right_id])[request.right_id].contacts:
        if contact.purpose in TOLD and (contact.email or contact.lines):
            digest = contact.digest(EMAIL if contact.email else LETTER)
            if digest not in seen:
                seen |= {digest, contact.email.casefold()}
                yield f"{CONTACT}:{digest}", contact.recipient()
    for organisation_id in _linked_before(request):
        for person, to in people(organisation_id, about=[request.right.number]):
            if to.email.casefold() not in seen:
                yield f"{PERSON}:{person}", to


def people(organisation_id: UUID, *, about: Iterable[str] = ()) -> Iterator[tuple[str, Recipient]]:
    """Everybody of an organisation who may know what it is about."""
    for person in people_of(organisation_id, about=about):
        to = Recipient(person.email, (), person.name, person.language, organisation_id, person.user_id)
        yield str(person.user_id), to


def _linked_before(request: LinkRequest) -> list[UUID]:
    links = Link.everything.filter(right_id=request.right_id, state=Link.State.ACTIVE)
    others = links.exclude(organisation_id=request.organisation_id)
    return list(others.values_list("organisation_id", flat=True).distinct().order_by("organisation_id"))
