"""Who is asking: permissions, fresh sign-ins, and how history names them."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from core.actor import (
    Actor,
    Applicant,
    Machine,
    NotPermitted,
    Officer,
    Permission,
    Public,
    SignInTooOld,
    System,
    label,
    may,
    organisation_of,
    require,
    require_fresh_sign_in,
    user_of,
)

USER, ORGANISATION = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("actor", "named", "organisation", "user"),
    [
        (Applicant(USER, ORGANISATION), f"user:{USER}", ORGANISATION, USER),
        (Machine("firm", ORGANISATION), "machine:firm", ORGANISATION, None),
        (Officer(USER), f"officer:{USER}", None, USER),
        (Public("digest"), "public", None, None),
        (System("close-day"), "system:close-day", None, None),
    ],
)
def test_history_names_a_kind_and_an_id(actor: Actor, named: str, organisation: object, user: object) -> None:
    assert (label(actor), organisation_of(actor), user_of(actor)) == (named, organisation, user)


def test_a_member_may_what_they_were_permitted() -> None:
    member = Applicant(USER, ORGANISATION, frozenset({Permission.VIEW, Permission.PREPARE}))
    assert [may(member, one) for one in (Permission.VIEW, Permission.PREPARE, Permission.PAY)] == [True, True, False]


@pytest.mark.parametrize("actor", [Public("digest"), Officer(USER, frozenset({"team_leader"}))])
def test_members_permissions_are_nothing_to_others(actor: Actor) -> None:
    assert not any(may(actor, permission) for permission in Permission)


def test_a_machine_may_what_its_scopes_say() -> None:
    machine = Machine("firm", ORGANISATION, frozenset({"view"}))
    assert may(machine, Permission.VIEW)
    assert not may(machine, Permission.PAY)


def test_a_refusal_carries_its_reason() -> None:
    with pytest.raises(NotPermitted, match=r"Ask Gwen\."):
        require(Applicant(USER, ORGANISATION, frozenset()), [Permission.PAY], reason="Ask Gwen.")
    require(System(), [Permission.PAY], reason="never shown")


def test_a_sign_in_is_fresh_for_ten_minutes(at: datetime) -> None:
    person = Applicant(USER, ORGANISATION, signed_in_at=at - timedelta(minutes=10))
    require_fresh_sign_in(person, at=at, reason="x")
    with pytest.raises(SignInTooOld, match="Sign in"):
        require_fresh_sign_in(person, at=at + timedelta(seconds=1), reason="Sign in again.")


@pytest.mark.parametrize("actor", [Applicant(USER, ORGANISATION), Public("digest"), Machine("firm", ORGANISATION)])
def test_who_never_signed_in_is_not_fresh(actor: Actor, at: datetime) -> None:
    with pytest.raises(SignInTooOld):
        require_fresh_sign_in(actor, at=at, reason="x")
