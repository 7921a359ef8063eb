"""Who is asking: every service takes an actor, and permissions are asked of the actor, never of a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

FRESH_SIGN_IN = timedelta(minutes=10)


class Permission(StrEnum):
    """What a member may do for an organisation."""

    VIEW = "view"
    PREPARE = "prepare"
    SUBMIT = "submit"
    PAY = "pay"
    APPROVE = "approve"
    MANAGE_PEOPLE = "manage-people"
    SEE_MONEY = "see-money"


EVERYTHING = frozenset(Permission)


class NotPermitted(Exception):
    """The actor is known here but lacks a permission; the message is the reason, for the reader."""


class SignInTooOld(NotPermitted):
    """The action demands a sign-in not older than ten minutes: ask the person to sign in again."""


@dataclass(frozen=True)
class Applicant:
    """A person acting for one organisation (their own account counts as one).

    ``shut_out`` are the keys of the organisation's walls behind which the person is not: what is there is not for them.
    ``tool`` is the client through which the person acts, where it is a program of theirs and not our own pages.
    """

    user_id: UUID
    organisation_id: UUID
    permissions: frozenset[Permission] = EVERYTHING
    signed_in_at: datetime | None = None
    shut_out: frozenset[str] = frozenset()
    tool: str = ""


@dataclass(frozen=True)
class Machine:
    """A firm's system acting for one organisation through the API; ``shut_out`` as for a person.

    It prepares, and people send and pay, unless an administrator lets it do so alone: ``limit_pence`` is then what it
    may pay in a London day, and None where it may not.
    """

    client_id: str
    organisation_id: UUID
    permissions: frozenset[Permission] = frozenset()
    shut_out: frozenset[str] = frozenset()
    limit_pence: int | None = None


@dataclass(frozen=True)
class Officer:
    """A member of the office's staff; ``acting_for`` names the caller for whom something is keyed in."""

    user_id: UUID
    roles: frozenset[str] = frozenset()
    acting_for: str = ""
    signed_in_at: datetime | None = None


@dataclass(frozen=True)
class Public:
    """Anybody; ``visitor`` is the digest of a browser's own secret, so that one may finish what one began."""

    visitor: str = ""


@dataclass(frozen=True)
class System:
    """The service itself, at its own appointed times."""

    name: str = "service"


Acting = Applicant | Machine
"""Whoever acts for an organisation: a person, or a system of its own."""

Actor = Applicant | Machine | Officer | Public | System


def organisation_of(actor: Actor) -> UUID | None:
    """The organisation that the actor acts for, or None."""
    return actor.organisation_id if isinstance(actor, Acting) else None


def user_of(actor: Actor) -> UUID | None:
    """The person behind the actor, or None."""
    return actor.user_id if isinstance(actor, Applicant | Officer) else None


def shut_out_of(actor: Actor) -> frozenset[str]:
    """The walls behind which the actor is not."""
    return actor.shut_out if isinstance(actor, Acting) else frozenset()


def comes_by_program(actor: Actor) -> bool:
    """Whether a program asks and not a person in front of a page."""
    return isinstance(actor, Machine) or (isinstance(actor, Applicant) and actor.tool != "")


def label(actor: Actor) -> str:
    """How history rows name the actor: a kind and an id, never a name."""
    match actor:
        case Applicant(user_id=user):
            return f"user:{user}"
        case Machine(client_id=client):
            return f"machine:{client}"
        case Officer(user_id=user):
            return f"officer:{user}"
        case Public():
            return "public"
        case System(name=name):
            return f"system:{name}"


def may(actor: Actor, permission: Permission) -> bool:
    """Whether the actor has the permission in the organisation that they act for."""
    match actor:
        case Applicant(permissions=granted) | Machine(permissions=granted):
            return permission in granted
    return isinstance(actor, System)


def require(actor: Actor, permissions: Iterable[Permission], *, reason: str) -> None:
    """Demands every permission.

    Raises:
        NotPermitted: with ``reason``, a sentence that tells the person whom to ask.
    """
    if not all(may(actor, permission) for permission in permissions):
        raise NotPermitted(reason)


def require_fresh_sign_in(actor: Actor, *, at: datetime, reason: str) -> None:
    """Demands that the person signed in within the last ten minutes.

    Raises:
        SignInTooOld: with ``reason``.
    """
    signed_in_at = actor.signed_in_at if isinstance(actor, Applicant | Officer) else None
    if signed_in_at is None or at - signed_in_at > FRESH_SIGN_IN:
        raise SignInTooOld(reason)
