"""Facts of a right's life: filed, published, granted, ceased, expired, restored, ended, and its title."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rights.facts.base import CannotShow, Fact
from rights.state import RightState
from rights.statuses import ENDED, Status

STATUS = frozenset({"status"})


@dataclass(frozen=True, kw_only=True)
class ApplicationFiled(Fact):
    """An application was filed on ``effective_on``; the first fact of every right."""

    kind: ClassVar[str] = "application-filed"
    aspects: ClassVar[frozenset[str]] = frozenset({"application"})

    right_kind: str
    number: str = ""
    title: str = ""

    def identity(self) -> str:
        return self.kind

    def show_on(self, state: RightState) -> None:
        state.kind = self.right_kind
        state.application_number = self.number
        state.number = state.publication_number or self.number
        state.title = self.title or state.title
        state.filed_on = self.effective_on


@dataclass(frozen=True, kw_only=True)
class Published(Fact):
    """The application was published; from then on it is known by its publication number (Patents Act 1977 s.16)."""

    kind: ClassVar[str] = "published"
    aspects: ClassVar[frozenset[str]] = STATUS

    number: str

    def identity(self) -> str:
        return self.kind

    def show_on(self, state: RightState) -> None:
        state.publication_number = state.number = self.number
        state.published_on = self.effective_on
        if state.status == Status.PENDING:
            state.status = Status.PUBLISHED


@dataclass(frozen=True, kw_only=True)
class Granted(Fact):
    """Notice of grant was published (s.25(1)), or the grant of a European patent (UK) was mentioned (s.77(1))."""

    kind: ClassVar[str] = "granted"
    aspects: ClassVar[frozenset[str]] = STATUS

    def identity(self) -> str:
        return self.kind

    def show_on(self, state: RightState) -> None:
        state.granted_on = self.effective_on
        if state.status in {Status.PENDING, Status.PUBLISHED}:
            state.status = Status.GRANTED


@dataclass(frozen=True, kw_only=True)
class TitleChanged(Fact):
    """The title of the invention on the register."""

    kind: ClassVar[str] = "title-changed"
    aspects: ClassVar[frozenset[str]] = frozenset({"title"})

    title: str

    def show_on(self, state: RightState) -> None:
        state.title = self.title


@dataclass(frozen=True, kw_only=True)
class TermStated(Fact):
    """The last day of the term where no rule computes it, such as that of a supplementary protection certificate."""

    kind: ClassVar[str] = "term-stated"
    aspects: ClassVar[frozenset[str]] = frozenset({"term"})

    ends_on: date

    def identity(self) -> str:
        return f"{self.kind}:{self.ends_on}"

    def show_on(self, state: RightState) -> None:
        state.expires_on = self.ends_on


@dataclass(frozen=True, kw_only=True)
class Ceased(Fact):
    """The patent ceased at the end of the renewal date ``effective_on`` (Patents Rules 2007 r.36(2)(b))."""

    kind: ClassVar[str] = "ceased"
    aspects: ClassVar[frozenset[str]] = STATUS

    def show_on(self, state: RightState) -> None:
        state.status = Status.CEASED
        state.ceased_on = self.effective_on


@dataclass(frozen=True, kw_only=True)
class Expired(Fact):
    """The term is over; ``effective_on`` is the day after its last one (s.25(1))."""

    kind: ClassVar[str] = "expired"
    aspects: ClassVar[frozenset[str]] = STATUS

    def identity(self) -> str:
        return self.kind

    def show_on(self, state: RightState) -> None:
        state.status = Status.EXPIRED


@dataclass(frozen=True, kw_only=True)
class Restored(Fact):
    """The patent was restored (s.28)."""

    kind: ClassVar[str] = "restored"
    aspects: ClassVar[frozenset[str]] = STATUS

    def show_on(self, state: RightState) -> None:
        state.status = Status.GRANTED
        state.ceased_on = None


@dataclass(frozen=True, kw_only=True)
class Ended(Fact):
    """Surrendered, revoked, withdrawn, refused, terminated or void, as ``how`` says in the office's word."""

    kind: ClassVar[str] = "ended"
    aspects: ClassVar[frozenset[str]] = STATUS

    how: str

    def identity(self) -> str:
        return f"{self.how}:{self.effective_on}"

    def show_on(self, state: RightState) -> None:
        if self.how not in ENDED:
            raise CannotShow(f"A right does not end by being {self.how}")
        state.status = Status(self.how)
        state.ceased_on = self.effective_on
