"""What each kind of fact is called in the history, and what can be told beside it: never an address."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from core.design.formats import pounds
from rights import facts
from rights.interests import EndedHow, Nature
from rights.procedures import Procedure, ProcedureStage
from rights.statuses import Devolution, PartyRole, Purpose, Status

Words = Callable[[Any], str]


def what_happened(fact: facts.Fact) -> str:
    """The event in a few words."""
    words = TITLES.get(type(fact))
    return words(fact) if words else _("Entry in the register")


def detail(fact: facts.Fact) -> str:
    """What can be told beside the few words: names, numbers and amounts."""
    words = DETAILS.get(type(fact))
    return words(fact) if words else ""


def _address_changed(fact: facts.AddressChanged) -> str:
    words: Mapping[str, str] = {
        Purpose.PROPRIETOR: _("Proprietor’s address changed"),
        Purpose.SERVICE: _("Address for service changed"),
        Purpose.RENEWAL_REMINDER: _("Address for renewal reminders changed"),
    }
    return words[fact.purpose]


def _proprietors(fact: facts.ProprietorsChanged) -> str:
    return (
        _("Proprietor entered: %(how)s") % {"how": Devolution(fact.how).label} if fact.how else _("Proprietor entered")
    )


def _interest_ended(fact: facts.InterestEnded) -> str:
    return _("Licence or security: %(how)s") % {"how": str(EndedHow(fact.how).label).lower()}


def _moved(fact: facts.ProcedureMoved) -> str:
    stage = str(ProcedureStage(fact.stage).label).lower()
    return _("%(what)s: %(how)s") % {"what": Procedure(fact.procedure).label, "how": stage}


TITLES: Mapping[type[facts.Fact], Words] = {
    facts.ApplicationFiled: lambda _fact: _("Application filed"),
    facts.Published: lambda _fact: _("Application published"),
    facts.Granted: lambda _fact: _("Patent granted"),
    facts.TitleChanged: lambda _fact: _("Title changed"),
    facts.TermStated: lambda _fact: _("End of the term stated"),
    facts.RenewalPaid: lambda fact: _("Renewed for year %(year)s") % {"year": fact.year},
    facts.Ceased: lambda _fact: _("Ceased, because the renewal fee was not paid"),
    facts.Expired: lambda _fact: _("Expired at the end of its term"),
    facts.Restored: lambda _fact: _("Restored"),
    facts.Ended: lambda fact: str(Status(fact.how).label),
    facts.LicenceOfRightEntered: lambda _fact: _("Licences of right entered"),
    facts.LicenceOfRightCancelled: lambda _fact: _("Entry for licences of right cancelled"),
    facts.AddressChanged: _address_changed,
    facts.ProprietorsChanged: _proprietors,
    facts.ApplicantsStated: lambda _fact: _("Applicant entered"),
    facts.InventorsStated: lambda _fact: _("Inventor stated"),
    facts.AgentChanged: lambda fact: _("Agent entered") if fact.parties else _("Agent removed"),
    facts.PartyRenamed: lambda fact: _("New name: %(role)s") % {"role": str(PartyRole(fact.role).label).lower()},
    facts.AuthorityGiven: lambda _fact: _("Representative’s authority stated"),
    facts.InterestRegistered: lambda fact: _("%(what)s registered") % {"what": Nature(fact.nature).label},
    facts.InterestAmended: lambda fact: _("%(what)s amended") % {"what": Nature(fact.nature).label},
    facts.InterestEnded: _interest_ended,
    facts.ProcedureMoved: _moved,
    facts.Corrected: lambda _fact: _("Register corrected"),
    facts.Withheld: lambda _fact: _("Details withheld"),
}


def _paid(fact: facts.RenewalPaid) -> str:
    fee, more = fact.amount_pence, fact.additional_pence
    if fee is None:
        return ""
    if more:
        words = {"amount": pounds(fee + more), "more": pounds(more)}
        return _("%(amount)s paid, of which %(more)s for being late") % words
    return _("%(amount)s paid") % {"amount": pounds(fee)}


def _names(fact: facts.PartiesStated) -> str:
    return "; ".join(party.name for party in fact.parties if party.name)


def _holders(fact: facts.InterestRegistered) -> str:
    return "; ".join(party.name for party in fact.holders)


DETAILS: Mapping[type[facts.Fact], Words] = {
    facts.RenewalPaid: _paid,
    facts.ProprietorsChanged: _names,
    facts.ApplicantsStated: _names,
    facts.InventorsStated: _names,
    facts.AgentChanged: _names,
    facts.InterestRegistered: _holders,
    facts.InterestAmended: _holders,
    facts.PartyRenamed: lambda fact: _("%(was)s is now %(now)s") % {"was": fact.was_name, "now": fact.name},
    facts.ApplicationFiled: lambda fact: fact.number,
    facts.Published: lambda fact: fact.number,
    facts.TitleChanged: lambda fact: fact.title,
}
