"""Access follows the register: who leaves it takes their links along, in the same database transaction.

========================  =======================================  ==========================================
the register now says     owner links                              representative links
========================  =======================================  ==========================================
other proprietors         stay if they stand for one who is still  stay if any former proprietor is still
                          there, else end                          there, else end
another agent, or none    stay                                     stay if they stand for an agent who is
                                                                   still there, or for nobody who ever was
                                                                   agent; else end
another contact address   stay; codes sent to the old one die      stay; codes sent to the old one die
another name for a party  stay, and stand for the new name         stay, and stand for the new name
========================  =======================================  ==========================================

A link stands for the party that it was proved for (``stands_for``); where that is empty, for the party that bears the
organisation's name or company number. What cannot be shown to stand for somebody who is still there, ends.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from rights.facts import Fact, PartyRenamed
from rights.link_ends import tell_links_ended
from rights.models import Link, LinkRequest, Relation
from rights.state import PartyState, RightState
from rights.statuses import PartyRole

Names = frozenset[str]

DIES_WITH_OWNER = (
    LinkRequest.State.ASKED,
    LinkRequest.State.CODE_SENT,
    LinkRequest.State.WAITING,
    LinkRequest.State.WITH_OWNER,
)


@dataclass(frozen=True)
class Standpoint:
    """Who stood on the register for a right before or after: names and company numbers, as they are compared."""

    proprietors: Names
    agents: Names
    contacts: Mapping[str, str]


def standpoint(state: RightState) -> Standpoint:
    """What access hangs on, taken before a fact is shown and again after."""
    contacts = {key: contact.details.digest if contact.details else "" for key, contact in state.contacts.items()}
    owners = state.named(PartyRole.PROPRIETOR) or state.named(PartyRole.APPLICANT)
    return Standpoint(_names(owners), _names(state.named(PartyRole.AGENT)), contacts)


def compared(name: str) -> str:
    """A name as it is compared: case and spaces do not count."""
    return " ".join(name.casefold().split())


def _names(parties: Iterable[PartyState]) -> Names:
    names = {compared(party.name) for party in parties if party.name}
    return frozenset(names | {compared(party.company_number) for party in parties if party.company_number})


Renames = Mapping[str, str]
"""New names by the old ones as they are compared."""


def renames_in(facts: Iterable[Fact]) -> Renames:
    """The names that parties got by the facts."""
    return {compared(fact.was_name): fact.name for fact in facts if isinstance(fact, PartyRenamed)}


def follow_register(
    changes: Mapping[int, tuple[Standpoint, Standpoint]],
    *,
    renames: Mapping[int, Renames],
    because: str,
    at: datetime,
) -> None:
    """Ends the links and requests of those who left, for many rights in a handful of statements."""
    changed = {
        key: (_under_new_names(before, renames.get(key, {})), now)
        for key, (before, now) in changes.items()
        if before != now
    }
    if not changed:
        return
    kept = Link.everything.filter(right_id__in=list(changed)).exclude(state=Link.State.ENDED)
    links = list(kept.select_related("organisation"))
    _rename([link for link in links if renames.get(link.right_id)], renames)
    leaving = [link.pk for link in links if not stays(link, *changed[link.right_id])]
    ending = Link.everything.filter(pk__in=leaving)
    ending.update(state=Link.State.ENDED, ended_at=at, ended_because=because)
    tell_links_ended(leaving, at=at)
    _end_requests(changed, because=because, at=at)


def _under_new_names(before: Standpoint, renames: Renames) -> Standpoint:
    """Who stood on the register before, by the names that they have now: a new name makes nobody leave."""
    if not renames:
        return before
    named = [
        frozenset(compared(renames.get(name, name)) for name in names) for names in (before.proprietors, before.agents)
    ]
    return Standpoint(named[0], named[1], before.contacts)


def _rename(links: Iterable[Link], renames: Mapping[int, Renames]) -> None:
    """Lets links that stood for a party by its old name stand for it by the new one."""
    for link in links:
        new_names = [new for old, new in renames[link.right_id].items() if old in stands_for(link)]
        if new_names:
            link.stands_for = new_names[0]
            Link.everything.filter(pk=link.pk).update(stands_for=link.stands_for)


def stays(link: Link, before: Standpoint, now: Standpoint) -> bool:
    """Whether the link outlives the change; the table above says why."""
    if link.relation == Relation.OWNER:
        return before.proprietors == now.proprietors or bool(stands_for(link) & now.proprietors)
    if before.proprietors and not before.proprietors & now.proprietors:
        return False
    if before.agents == now.agents:
        return True
    gone = before.agents - now.agents
    return bool(stands_for(link) & now.agents) or not (stands_for(link) & gone or _is_unnamed(link, gone))


def stands_for(link: Link) -> Names:
    """The party that the link stands for, by name or company number as they are compared."""
    if link.stands_for:
        return frozenset({compared(link.stands_for)})
    own = (link.organisation.name, link.organisation.company_number)
    return frozenset(compared(name) for name in own if name)


def _is_unnamed(link: Link, gone: Names) -> bool:
    """Whether the link names nobody, so that it may have stood for the agent who left."""
    return bool(gone) and not link.stands_for


def _end_requests(changed: Mapping[int, tuple[Standpoint, Standpoint]], *, because: str, at: datetime) -> None:
    """Open requests die with the owner they were to prove, codes also with the contact that they were sent to."""
    owners = [key for key, (before, now) in changed.items() if before.proprietors != now.proprietors]
    contacts = [key for key, (before, now) in changed.items() if _lost(before.contacts, now.contacts)]
    requests = LinkRequest.everything.all()
    ended = {"state": LinkRequest.State.EXPIRED, "decided_at": at, "why": because, "code_hash": ""}
    requests.filter(right_id__in=owners, state__in=DIES_WITH_OWNER).update(**ended)
    requests.filter(right_id__in=contacts, state=LinkRequest.State.CODE_SENT).update(**ended)


def _lost(before: Mapping[str, str], now: Mapping[str, str]) -> bool:
    return any(now.get(purpose) != digest for purpose, digest in before.items())
