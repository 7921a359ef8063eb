"""The events of WIPO ST.27 that the register's facts amount to.

The office's own table of national events is not published with the standard, so this mapping is ours, read from the
standard's texts of its events. A fact that is no status event has none.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from rights import facts
from rights.interests import EndedHow, Exclusivity, Nature
from rights.procedures import Procedure, ProcedureStage
from rights.statuses import Purpose, Status

ACTIVE, NOT_ACTIVE, TERMINATED = "A", "N", "T"
FILING, EXAMINATION, GRANT, ENDED_STAGE = "1", "2", "4", "6"


@dataclass(frozen=True)
class StatusEvent:
    """A detailed event with its key event, the state of the right after it, and the stages before and after."""

    detail: str
    state: str = ACTIVE
    before: str = GRANT
    after: str = GRANT

    @property
    def key(self) -> str:
        """The key event that the detail belongs to."""
        return f"{self.detail[0]}10"


def event_of(fact: facts.Fact) -> StatusEvent | None:
    """The event of a fact; None where ST.27 knows none, or the fact says nothing to the public."""
    found = EVENTS.get(type(fact)) if fact.is_public else None
    return found(fact) if callable(found) else found


def _ended(fact: facts.Ended) -> StatusEvent:
    details = {
        Status.SURRENDERED: "H15",
        Status.REVOKED: "H12",
        Status.WITHDRAWN: "B11",
        Status.DEEMED_WITHDRAWN: "B12",
        Status.REFUSED: "B15",
        Status.TERMINATED: "B12",
    }
    before = EXAMINATION if details.get(Status(fact.how), "H00").startswith("B") else GRANT
    return StatusEvent(details.get(Status(fact.how), "H00"), TERMINATED, before, ENDED_STAGE)


LICENCES: Mapping[tuple[str, type[facts.Fact]], str] = {
    (Exclusivity.EXCLUSIVE, facts.InterestRegistered): "S14",
    (Exclusivity.EXCLUSIVE, facts.InterestAmended): "S15",
    (Exclusivity.NON_EXCLUSIVE, facts.InterestRegistered): "S17",
    (Exclusivity.NON_EXCLUSIVE, facts.InterestAmended): "S18",
}


def _interest(fact: Any) -> StatusEvent:
    is_new = isinstance(fact, facts.InterestRegistered)
    if fact.nature == Nature.MORTGAGE:
        return StatusEvent("S20" if is_new else "S21")
    return StatusEvent(LICENCES.get((fact.exclusivity, type(fact)), "S11" if is_new else "S12"))


def _interest_ended(fact: facts.InterestEnded) -> StatusEvent:
    return StatusEvent("S22" if fact.how == EndedHow.RELEASED else "S13")


PROCEDURES: Mapping[tuple[str, str], StatusEvent] = {
    (Procedure.RESTORATION, ProcedureStage.APPLIED): StatusEvent("K11", NOT_ACTIVE),
    (Procedure.RESTORATION, ProcedureStage.REFUSED): StatusEvent("K12", TERMINATED, GRANT, ENDED_STAGE),
    (Procedure.RESTORATION, ProcedureStage.WITHDRAWN): StatusEvent("K12", TERMINATED, GRANT, ENDED_STAGE),
    (Procedure.SURRENDER, ProcedureStage.APPLIED): StatusEvent("L14"),
    (Procedure.SURRENDER, ProcedureStage.ADVERTISED): StatusEvent("L14"),
    (Procedure.SURRENDER, ProcedureStage.REFUSED): StatusEvent("L18"),
    (Procedure.SURRENDER, ProcedureStage.WITHDRAWN): StatusEvent("L18"),
    (Procedure.CORRECTION, ProcedureStage.APPLIED): StatusEvent("P14"),
    (Procedure.CORRECTION, ProcedureStage.REFUSED): StatusEvent("P15"),
    (Procedure.CORRECTION, ProcedureStage.COMPLETED): StatusEvent("P16"),
}


def _procedure(fact: facts.ProcedureMoved) -> StatusEvent | None:
    return PROCEDURES.get((fact.procedure, fact.stage))


def _address(fact: facts.AddressChanged) -> StatusEvent | None:
    return None if fact.purpose == Purpose.RENEWAL_REMINDER else StatusEvent("R18")


Found = StatusEvent | Callable[[Any], StatusEvent | None]

EVENTS: Mapping[type[facts.Fact], Found] = {
    facts.ApplicationFiled: StatusEvent("A12", ACTIVE, "0", FILING),
    facts.Published: StatusEvent("Q12", ACTIVE, FILING, EXAMINATION),
    facts.Granted: StatusEvent("F11", ACTIVE, EXAMINATION, GRANT),
    facts.RenewalPaid: StatusEvent("U11"),
    facts.Ceased: StatusEvent("H13", NOT_ACTIVE),
    facts.Expired: StatusEvent("H14", TERMINATED, GRANT, ENDED_STAGE),
    facts.Restored: StatusEvent("K13"),
    facts.Ended: _ended,
    facts.ProprietorsChanged: StatusEvent("R14"),
    facts.PartyRenamed: StatusEvent("R13"),
    facts.AgentChanged: StatusEvent("R17"),
    facts.InventorsStated: StatusEvent("R16"),
    facts.AddressChanged: _address,
    facts.LicenceOfRightEntered: StatusEvent("S26"),
    facts.LicenceOfRightCancelled: StatusEvent("S27"),
    facts.InterestRegistered: _interest,
    facts.InterestAmended: _interest,
    facts.InterestEnded: _interest_ended,
    facts.ProcedureMoved: _procedure,
    facts.Corrected: StatusEvent("Y00"),
}
