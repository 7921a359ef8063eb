"""What a kind of case is: how its matter is read, and what its case is called."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from django.utils.functional import Promise

from accounts.roles import OfficePermission
from casework.models import Case, Stands
from core.actor import Officer

Words = str | Promise


@dataclass(frozen=True)
class Matter:
    """What a case is about, as it stands now.

    ``reference`` is read out by people; empty where the matter has none of its own and the case gets one.
    ``sought`` are further words by which it is found: numbers, names, emails. ``law_ends_on`` is a deadline of the law.
    """

    stands: Stands
    received_at: datetime
    reference: str = ""
    topic: str = ""
    stage: str = ""
    outcome: str = ""
    number: str = ""
    rights_count: int = 0
    who: str = ""
    channel: str = ""
    language: str = "en"
    flags: tuple[str, ...] = ()
    law_ends_on: date | None = None
    prepared_by: UUID | None = None
    sought: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """One way to settle a matter; ``says`` is the hint beside it, ``asks`` what the officer writes down.

    ``needs_reason`` is False only where the reason goes without saying.
    """

    key: str
    title: Words
    says: Words = ""
    permission: OfficePermission = OfficePermission.DECIDE
    needs_reason: bool = True


@dataclass(frozen=True)
class Touched:
    """What a matter is about beside the right that its case names: filings by reference, and accounts."""

    filings: tuple[str, ...] = ()
    accounts: tuple[UUID, ...] = ()


class CannotSettle(Exception):
    """The matter cannot be settled in this way now; the message says why, for the officer."""


class CaseKind(ABC):
    """One sort of matter that waits for the office; found by folder, one module each.

    ``slug`` is the kind's name in rows and promises. ``prefix`` begins references that the office gives itself.
    ``outcomes`` are the ways to settle it on the common page; none where the matter has pages of its own.
    """

    slug: ClassVar[str]
    title: ClassVar[Words]
    prefix: ClassVar[str] = "CSE"
    outcomes: ClassVar[tuple[Outcome, ...]] = ()

    @abstractmethod
    def read(self, about: str) -> Matter | None:
        """The matter of a key; None if it never was, or is not, the office's work."""

    @abstractmethod
    def all_open(self) -> list[str]:
        """The keys of every matter that waits for the office now, so that none is ever forgotten."""

    def touches(self, about: str) -> Touched:
        """What an officer must have nothing to do with to work on the matter; a filing of that key unless said."""
        return Touched(filings=(about,))

    def outcomes_of(self, case: Case) -> tuple[Outcome, ...]:
        """The ways that are open for this case."""
        return self.outcomes

    def settle(self, about: str, outcome: str, why: str, *, by: Officer, at: datetime) -> None:
        """Does what the outcome says, by the services of the app whose matter it is; in a transaction of the caller.

        Raises:
            CannotSettle.
        """
        raise CannotSettle

    def title_of(self, case: Case) -> str:
        """What the case is called in lists: from its row alone."""
        return str(self.title)
