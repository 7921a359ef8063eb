"""Facts about renewal fees and licences of right."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rights.facts.base import Fact
from rights.state import RightState


@dataclass(frozen=True, kw_only=True)
class RenewalPaid(Fact):
    """The renewal fee for one year was paid (s.25(3)); amounts in pence, None where the source does not say."""

    kind: ClassVar[str] = "renewal-paid"

    year: int
    amount_pence: int | None = None
    additional_pence: int | None = None
    paid_on: date | None = None

    def identity(self) -> str:
        return f"{self.kind}:{self.year}"

    def show_on(self, state: RightState) -> None:
        state.paid_through_year = max(self.year, state.paid_through_year or 0)
        paid_on = self.paid_on or self.effective_on
        state.last_renewed_on = max(paid_on, state.last_renewed_on or paid_on)


@dataclass(frozen=True, kw_only=True)
class LicenceOfRightEntered(Fact):
    """It was entered that licences are available as of right (s.46)."""

    kind: ClassVar[str] = "licence-of-right-entered"
    aspects: ClassVar[frozenset[str]] = frozenset({"licences-of-right"})

    def show_on(self, state: RightState) -> None:
        state.licences_of_right_since = self.effective_on


@dataclass(frozen=True, kw_only=True)
class LicenceOfRightCancelled(Fact):
    """The entry that licences are available as of right was cancelled (s.47)."""

    kind: ClassVar[str] = "licence-of-right-cancelled"
    aspects: ClassVar[frozenset[str]] = frozenset({"licences-of-right"})

    def show_on(self, state: RightState) -> None:
        state.licences_of_right_since = None
