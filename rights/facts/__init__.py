"""What can be said on the register: one frozen dataclass for each kind of fact, and the registry of all kinds."""

from rights.details import Details, PartyOnRecord
from rights.facts.base import FACTS, CannotShow, Fact, UnknownFact, fact_of
from rights.facts.corrections import Corrected, Withheld
from rights.facts.interests import InterestAmended, InterestEnded, InterestRegistered, ProcedureMoved
from rights.facts.life import (
    ApplicationFiled,
    Ceased,
    Ended,
    Expired,
    Granted,
    Published,
    Restored,
    TermStated,
    TitleChanged,
)
from rights.facts.opening import Dated, Opening
from rights.facts.people import (
    AddressChanged,
    AgentChanged,
    ApplicantsStated,
    AuthorityGiven,
    InventorsStated,
    PartiesStated,
    PartyRenamed,
    ProprietorsChanged,
)
from rights.facts.renewals import LicenceOfRightCancelled, LicenceOfRightEntered, RenewalPaid

__all__ = [
    "FACTS",
    "AddressChanged",
    "AgentChanged",
    "ApplicantsStated",
    "ApplicationFiled",
    "AuthorityGiven",
    "CannotShow",
    "Ceased",
    "Corrected",
    "Dated",
    "Details",
    "Ended",
    "Expired",
    "Fact",
    "Granted",
    "InterestAmended",
    "InterestEnded",
    "InterestRegistered",
    "InventorsStated",
    "LicenceOfRightCancelled",
    "LicenceOfRightEntered",
    "Opening",
    "PartiesStated",
    "PartyOnRecord",
    "PartyRenamed",
    "ProcedureMoved",
    "ProprietorsChanged",
    "Published",
    "RenewalPaid",
    "Restored",
    "TermStated",
    "TitleChanged",
    "UnknownFact",
    "Withheld",
    "fact_of",
]
