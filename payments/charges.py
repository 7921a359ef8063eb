"""Our words for what happens at the card provider: charges, their states and events, refunds, disputes, refusals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.outside import Refused


class State(StrEnum):
    """How far a charge has come."""

    CREATED = "created"
    STARTED = "started"
    SUBMITTED = "submitted"
    CONFIRMED = "confirmed"
    PAID = "paid"
    FAILED = "failed"
    CANCELLED = "cancelled"
    ERROR = "error"


class Ending(StrEnum):
    """Why a charge ended without money."""

    NONE = ""
    REJECTED = "rejected"
    EXPIRED = "expired"
    GIVEN_UP = "given-up"
    WITHDRAWN = "withdrawn"
    FAULT = "fault"


class Refundable(StrEnum):
    """Whether money can go back now."""

    NOT_YET = "not-yet"
    YES = "yes"
    ALL_GONE = "all-gone"
    NO = "no"


@dataclass(frozen=True)
class Charge:
    """What the provider says of one attempt; ``next_url`` takes a person on to the card pages, once."""

    id: str
    reference: str
    amount_pence: int
    state: State
    ending: Ending = Ending.NONE
    code: str = ""
    next_url: str = ""
    refundable: Refundable = Refundable.NOT_YET
    refundable_pence: int = 0
    card_brand: str = ""
    card_last_four: str = ""

    @property
    def is_finished(self) -> bool:
        """Whether nothing more can come of it."""
        return self.state in (State.PAID, State.FAILED, State.CANCELLED, State.ERROR)


@dataclass(frozen=True)
class Event:
    """A charge came into a state."""

    state: State
    at: datetime


@dataclass(frozen=True)
class RefundSeen:
    """A refund as the provider shows it; ``is_made`` None while it is on its way."""

    id: str
    amount_pence: int
    is_made: bool | None
    created_at: datetime


@dataclass(frozen=True)
class DisputeSeen:
    """A card dispute as the provider shows it."""

    id: str
    charge_id: str
    amount_pence: int
    reason: str
    state: str
    raised_at: datetime
    evidence_due_at: datetime | None


class PayRefused(Refused):
    """The provider said no; ``code`` is its own, such as P0102."""

    def __init__(self, code: str, description: str) -> None:
        super().__init__(f"{code} {description}".strip())
        self.code = code


class UnknownCharge(PayRefused):
    """The provider knows no such charge or refund."""


class NotPossibleNow(PayRefused):
    """The charge is not in a state that allows it: look at it again."""


class AvailableDiffers(PayRefused):
    """What can be refunded is not what we thought: look at the refunds again."""


class NotRefundable(PayRefused):
    """Nothing can be refunded now; ``refundable`` says whether to come back."""

    def __init__(self, code: str, description: str, refundable: Refundable) -> None:
        super().__init__(code, description)
        self.refundable = refundable


def confirmed_at(events: Sequence[Event]) -> datetime | None:
    """The moment at which the person confirmed: the first event that says so, in the order of certainty."""
    for state in (State.CONFIRMED, State.PAID, State.SUBMITTED):
        moments = [event.at for event in events if event.state is state]
        if moments:
            return min(moments)
    return None
