"""Messages about agreeing to what somebody else asks for."""

from dataclasses import dataclass
from typing import ClassVar

from notifications.messages.base import Message


@dataclass(frozen=True)
class AgreementAsked(Message):
    """To an account that is linked for a party: it must agree, on a page of its account."""

    template: ClassVar[str] = "agreement-asked"

    party: str
    what: str
    says: str
    right_numbers: str
    asked_by: str
    answer_by: str
    reference: str
    answer_url: str


@dataclass(frozen=True)
class AgreementAskedByAddress(Message):
    """To a party's address on record: it must agree, at a secret address that our own copy does not hold."""

    template: ClassVar[str] = "agreement-asked-by-address"
    secret: ClassVar[str] = "answer_url"  # noqa: S105  the name of a field

    party: str
    what: str
    says: str
    right_numbers: str
    asked_by: str
    answer_by: str
    reference: str
    answer_url: str


@dataclass(frozen=True)
class AgreementAnswered(Message):
    """To the filer: whether somebody whose agreement is needed agrees."""

    template: ClassVar[str] = "agreement-answered"

    party: str
    what: str
    reference: str
    answer: str
    filing_url: str


@dataclass(frozen=True)
class ChangeAskedByParty(Message):
    """To those linked to a right: somebody else asked to change what the register says of it."""

    template: ClassVar[str] = "change-asked-by-party"

    what: str
    right_numbers: str
    reference: str
    asked_by: str
    next_steps: str
