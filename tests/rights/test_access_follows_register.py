"""Access follows the register: who leaves it loses the links that hang on it, in the same transaction."""

from datetime import UTC, date, datetime

import pytest
from builders.people import an_organisation
from builders.register import BOOKS, a_link, a_patent, details
from django.db import transaction

from rights.facts import (
    AddressChanged,
    AgentChanged,
    Fact,
    PartyOnRecord,
    PartyRenamed,
    ProprietorsChanged,
    RenewalPaid,
)
from rights.models import Link, LinkRequest, Right
from rights.register import record

pytestmark = pytest.mark.django_db

AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)


def enter(right: Right, fact: Fact) -> None:
    with transaction.atomic():
        record(right.pk, [fact], because="ASG-1", by=BOOKS, received_at=AT, at=AT)


def proprietors(*names: str) -> Fact:
    return ProprietorsChanged(effective_on=AT.date(), parties=tuple(PartyOnRecord(name=name) for name in names))


def agents(*names: str) -> Fact:
    return AgentChanged(effective_on=AT.date(), parties=tuple(PartyOnRecord(name=name) for name in names))


def renamed(role: str, was: str, name: str) -> Fact:
    return PartyRenamed(effective_on=AT.date(), role=role, was_name=was, name=name)


CASES = {
    # relation, stands for, proprietors and agents before, the fact, the link's state afterwards
    "a former owner": ("owner", "Acme", ("Acme",), (), proprietors("Beta"), "ended"),
    "an owner who stays beside a new one": ("owner", "Acme", ("Acme",), (), proprietors("Acme", "Beta"), "active"),
    "an owner who is the last one left": ("owner", "Acme", ("Acme", "Beta"), (), proprietors("Acme"), "active"),
    "a co-owner who left": ("owner", "Beta", ("Acme", "Beta"), (), proprietors("Acme"), "ended"),
    "an owner written differently": ("owner", "ACME  ", ("Acme",), (), proprietors("acme", "Beta"), "active"),
    "an owner named like the account": ("owner", "", ("Account Name",), (), proprietors("Account Name"), "active"),
    "an owner that nothing identifies": ("owner", "", ("Acme",), (), proprietors("Acme", "Beta"), "ended"),
    "an owner when the agent changes": ("owner", "Acme", ("Acme",), ("Penn",), agents("Quill"), "active"),
    "an agent who left": ("representative", "Penn", ("Acme",), ("Penn",), agents(), "ended"),
    "an agent who was replaced": ("representative", "Penn", ("Acme",), ("Penn",), agents("Quill"), "ended"),
    "an agent who stays": ("representative", "Penn", ("Acme",), ("Penn",), agents("Penn", "Quill"), "active"),
    "an agent that nothing identifies": ("representative", "", ("Acme",), ("Penn",), agents("Quill"), "ended"),
    "one with an authority, never agent": (
        "representative",
        "Rent IP",
        ("Acme",),
        ("Penn",),
        agents("Quill"),
        "active",
    ),
    "the agent of a former owner": ("representative", "Penn", ("Acme",), ("Penn",), proprietors("Beta"), "ended"),
    "an owner with a new name": ("owner", "Acme", ("Acme",), (), renamed("proprietor", "Acme", "Acme 2"), "active"),
    "the agent of a renamed owner": (
        "representative",
        "Penn",
        ("Acme",),
        ("Penn",),
        renamed("proprietor", "Acme", "Acme 2"),
        "active",
    ),
    "an agent with a new name": (
        "representative",
        "Penn",
        ("Acme",),
        ("Penn",),
        renamed("agent", "Penn", "Penn LLP"),
        "active",
    ),
    "the agent of one who stays": ("representative", "Penn", ("Acme",), ("Penn",), proprietors("Acme", "B"), "active"),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("state", ["active", "waiting", "frozen"])
def test_links_end_with_those_they_stand_for(case: str, state: str) -> None:
    relation, stands_for, owners, agents_before, fact, expected = CASES[case]
    right = a_patent(proprietors=owners, agents=agents_before)
    organisation = an_organisation("Account Name")
    link = a_link(right, organisation, relation=relation, stands_for=stands_for, state=state)
    enter(right, fact)
    link.refresh_from_db()
    assert link.state == (state if expected == "active" else "ended")
    assert (link.ended_at, link.ended_because) == ((AT, "ASG-1") if expected == "ended" else (None, ""))


def test_a_renewal_ends_nothing() -> None:
    right = a_patent()
    link = a_link(right, an_organisation(), stands_for="Nobody")
    enter(right, RenewalPaid(effective_on=date(2024, 6, 1), year=5))
    assert Link.everything.get(pk=link.pk).state == "active"


def a_request(right: Right, state: str) -> LinkRequest:
    return LinkRequest.everything.create(
        reference=f"LNK-{right.pk}-{state}",
        organisation=an_organisation(),
        right=right,
        relation="owner",
        proof="code",
        state=state,
        code_hash="hash",
        asked_at=AT,
        asked_by="user:x",
    )


def test_a_code_sent_to_a_contact_dies_with_that_contact() -> None:
    right = a_patent(service=details("1 Old Road"))
    sent, with_staff = a_request(right, "code-sent"), a_request(right, "with-staff")
    moved = AddressChanged(effective_on=AT.date(), purpose="service", name="X", particulars=details("2 New Road"))
    enter(right, moved)
    sent.refresh_from_db()
    with_staff.refresh_from_db()
    assert (sent.state, sent.code_hash, with_staff.state) == ("expired", "", "with-staff")


def test_requests_to_be_linked_as_owner_die_when_the_owners_change() -> None:
    right = a_patent()
    requests = [a_request(right, state) for state in ("asked", "code-sent", "waiting")]
    enter(right, proprietors("Beta"))
    states = {LinkRequest.everything.get(pk=request.pk).state for request in requests}
    assert states == {"expired"}


def test_a_link_stands_for_the_new_name_so_that_the_next_change_finds_it() -> None:
    right, organisation = a_patent(proprietors=("Acme",)), an_organisation()
    link = a_link(right, organisation, relation="owner", stands_for="Acme")
    enter(right, renamed("proprietor", "Acme", "Acme 2"))
    link.refresh_from_db()
    assert (link.stands_for, link.state) == ("Acme 2", "active")
    enter(right, proprietors("Beta"))
    link.refresh_from_db()
    assert link.state == "ended"
