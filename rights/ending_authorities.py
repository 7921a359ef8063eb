"""What time alone does to authorities: once its last day is over the register no longer names the representative."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import blake2b

from django.db import transaction
from django.utils.translation import override

from accounts.contact import people_of
from core.actor import System
from core.addresses import letter_lines
from core.days import legal_day
from core.design.formats import day_words
from notifications.messages import AuthorityOver
from notifications.recipients import Recipient
from notifications.services import tell
from rights.access import compared, stands_for
from rights.details import Details, PartyOnRecord
from rights.facts import AgentChanged
from rights.models import Authority, Link, Relation
from rights.register import Recording, record_many
from rights.shelf import lock_rights, read_rights
from rights.state import PartyState, RightState
from rights.statuses import PartyRole, Purpose

CHUNK = 500
BECAUSE = "time"
CLOSER = System("close-day")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Over:
    """One authority whose last day is over."""

    right_id: int
    agent: str
    last_day: date


def end_authorities(on: date, *, at: datetime) -> int:
    """Takes every representative off the register whose last day is before ``on``, and tells both sides.

    Links follow the register. Each chunk of rights is a database transaction of its own, so a run that was cut short
    is simply run again. Returns how many authorities ended.
    """
    ended = 0
    while chunk := _due(on):
        with transaction.atomic():
            ended += _end(chunk, at=at)
    return ended


def _due(on: date) -> list[int]:
    rows = Authority.everything.filter(until_on__lt=on).order_by("right_id").values_list("right_id", flat=True)
    return list(rows.distinct()[:CHUNK])


def _end(right_ids: Sequence[int], *, at: datetime) -> int:
    lock_rights(right_ids)
    states = read_rights(list(right_ids))
    over = [one for right_id, state in states.items() for one in _over(right_id, state, at=at)]
    for one in over:
        _tell(one, states[one.right_id], at=at)
    by_right: dict[int, list[Over]] = {}
    for one in over:
        by_right.setdefault(one.right_id, []).append(one)
    recordings = [Recording(pk, (_without(states[pk], gone),)) for pk, gone in by_right.items()]
    record_many(recordings, because=BECAUSE, by=CLOSER, received_at=at, at=at)
    return len(over)


def _over(right_id: int, state: RightState, *, at: datetime) -> Iterator[Over]:
    for authority in state.authorities:
        if authority.until_on is not None and authority.until_on < legal_day(at):
            yield Over(right_id, authority.agent, authority.until_on)


def _without(state: RightState, gone: Sequence[Over]) -> AgentChanged:
    """The agents who stay, from the day after the last one on which the others could act."""
    names = {one.agent for one in gone}
    staying = tuple(_stated(party) for party in state.named(PartyRole.AGENT) if party.name not in names)
    return AgentChanged(effective_on=max(one.last_day for one in gone) + ONE_DAY, parties=staying)


def _stated(party: PartyState) -> PartyOnRecord:
    held = party.details
    where = None
    if held is not None and not held.is_withheld:
        where = Details(held.lines, held.postcode, held.country, held.email, name=party.name)
    return PartyOnRecord(party.name, party.person, party.company_number, party.share, party.since_on, where)


def _tell(over: Over, state: RightState, *, at: datetime) -> None:
    """The owners and the representative: in their accounts, or at the address on record where none is linked."""
    links = Link.everything.filter(right_id=over.right_id, state=Link.State.ACTIVE).select_related("organisation")
    owners = [link for link in links if link.relation == Relation.OWNER]
    firms = [link for link in links if link.relation != Relation.OWNER and compared(over.agent) in stands_for(link)]
    agent = next((party for party in state.named(PartyRole.AGENT) if party.name == over.agent), None)
    contact = state.contacts.get(Purpose.PROPRIETOR)
    sides = ((owners, contact.details if contact else None), (firms, agent.details if agent else None))
    for linked, details in sides:
        for to in _recipients(linked, details):
            with override(to.language):
                message = AuthorityOver(over.agent, state.number, day_words(over.last_day))
            key = f"authority-over:{over.right_id}:{over.last_day}:{_digest(to)}"
            tell(message, to=to, key=key, about=state.number, at=at)


def _digest(to: Recipient) -> str:
    who = str(to.user_id or to.email or to.address_lines)
    return blake2b(who.encode(), digest_size=12).hexdigest()


def _recipients(linked: Sequence[Link], details: Details | None) -> Iterator[Recipient]:
    for link in linked:
        for person in people_of(link.organisation_id, behind=filter(None, [link.wall_key])):
            organisation = link.organisation_id
            yield Recipient(person.email, (), person.name, person.language, organisation, person.user_id)
    if not linked and details is not None and not details.is_withheld and (details.email or details.lines):
        yield Recipient(email=details.email, address_lines=letter_lines(details), name=details.name)
