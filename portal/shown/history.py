"""A right's history in the office's words: what happened, from when it counts, when it was entered, and why."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from core.design.formats import day_words, pounds
from rights.facts import (
    AddressChanged,
    ApplicationFiled,
    AuthorityGiven,
    Ceased,
    Corrected,
    Ended,
    Expired,
    Fact,
    Granted,
    InterestAmended,
    InterestEnded,
    InterestRegistered,
    LicenceOfRightCancelled,
    LicenceOfRightEntered,
    PartiesStated,
    PartyRenamed,
    ProcedureMoved,
    Published,
    RenewalPaid,
    Restored,
    TermStated,
    TitleChanged,
    Withheld,
)
from rights.history import TimelineEvent
from rights.interests import EndedHow, Nature
from rights.procedures import Procedure, ProcedureStage
from rights.statuses import PartyRole, Purpose, Status


@dataclass(frozen=True)
class Told:
    """One event as ``design/timeline.html`` reads it."""

    title: str
    on: date
    text: str
    href: str = ""
    link: str = ""
    by: str = ""


def own_history(events: Iterable[TimelineEvent], *, own: Collection[str]) -> list[Told]:
    """Newest first, for a linked account; ``own`` are the references of its own filings, which are linked."""
    return [_told(event, own) for event in reversed(list(events))]


def public_history(events: Iterable[TimelineEvent]) -> list[Told]:
    """Newest first, for anyone; without what the public register does not show."""
    return [_told(event, ()) for event in reversed(list(events)) if _is_public(event.fact)]


def _is_public(fact: Fact) -> bool:
    if not fact.is_public:
        return False
    if isinstance(fact, AddressChanged):
        return fact.purpose != Purpose.RENEWAL_REMINDER
    return not (isinstance(fact, PartiesStated) and fact.role == PartyRole.INVENTOR)


def _told(event: TimelineEvent, own: Collection[str]) -> Told:
    fact = event.fact
    is_own = event.because in own
    return Told(
        title=_title(event),
        on=fact.effective_on,
        text=" · ".join(part for part in (_detail(fact), _entered(event), _why(event, own)) if part),
        href=reverse("filing", args=[event.because]) if is_own else "",
        link=_("See your request %(reference)s") % {"reference": event.because} if is_own else "",
    )


def _title(event: TimelineEvent) -> str:
    words = what_happened(event.fact)
    return _("%(what)s (corrected later)") % {"what": words} if event.corrected_by else words


def _entered(event: TimelineEvent) -> str:
    if event.known_on == event.fact.effective_on:
        return ""
    return _("Entered on %(day)s") % {"day": day_words(event.known_on)}


def _why(event: TimelineEvent, own: Collection[str]) -> str:
    if event.because in own:
        return _("You asked for this")
    return _("From the office’s records") if event.imported else ""


SIMPLE: Mapping[type[Fact], Callable[[], str]] = {
    ApplicationFiled: lambda: _("Application filed"),
    Published: lambda: _("Application published"),
    Granted: lambda: _("Patent granted"),
    TitleChanged: lambda: _("Title changed"),
    TermStated: lambda: _("End of the term stated"),
    Ceased: lambda: _("Ceased, because the renewal fee was not paid"),
    Expired: lambda: _("Expired at the end of its term"),
    Restored: lambda: _("Restored"),
    LicenceOfRightEntered: lambda: _("Licences of right entered"),
    LicenceOfRightCancelled: lambda: _("Entry for licences of right cancelled"),
    Corrected: lambda: _("Register corrected"),
    Withheld: lambda: _("Details withheld"),
    AuthorityGiven: lambda: _("Representative’s authority stated"),
}
ROLES: Mapping[str, Callable[[], str]] = {
    PartyRole.PROPRIETOR: lambda: _("Proprietor entered"),
    PartyRole.APPLICANT: lambda: _("Applicant entered"),
    PartyRole.AGENT: lambda: _("Agent entered"),
    PartyRole.INVENTOR: lambda: _("Inventor stated"),
}
PURPOSES: Mapping[str, Callable[[], str]] = {
    Purpose.PROPRIETOR: lambda: _("Proprietor’s address changed"),
    Purpose.SERVICE: lambda: _("Address for service changed"),
    Purpose.RENEWAL_REMINDER: lambda: _("Address for renewal reminders changed"),
}


def what_happened(fact: Fact) -> str:
    """The event in a few words."""
    match fact:
        case RenewalPaid(year=year):
            return _("Renewed for year %(year)s") % {"year": year}
        case Ended(how=how):
            return str(Status(how).label)
        case AddressChanged(purpose=purpose):
            return PURPOSES[purpose]()
        case PartyRenamed(role=role):
            return _("New name: %(role)s") % {"role": str(PartyRole(role).label).lower()}
        case InterestRegistered(nature=nature):
            return _("%(what)s registered") % {"what": Nature(nature).label}
        case InterestAmended(nature=nature):
            return _("%(what)s amended") % {"what": Nature(nature).label}
        case InterestEnded(how=how):
            return _("Licence or security: %(how)s") % {"how": str(EndedHow(how).label).lower()}
        case ProcedureMoved(procedure=procedure, stage=stage):
            words = {"what": Procedure(procedure).label, "how": str(ProcedureStage(stage).label).lower()}
            return _("%(what)s: %(how)s") % words
        case PartiesStated(role=PartyRole.AGENT, parties=()):
            return _("Agent removed")
        case PartiesStated(role=role):
            return ROLES[role]()
    return SIMPLE[type(fact)]() if type(fact) in SIMPLE else _("Entry in the register")


def _detail(fact: Fact) -> str:
    """What can be told beside the few words: names, numbers and amounts, never addresses."""
    match fact:
        case RenewalPaid(amount_pence=int(fee), additional_pence=int(more)) if more:
            return _("%(amount)s paid, of which %(more)s for being late") % {
                "amount": pounds(fee + more),
                "more": pounds(more),
            }
        case RenewalPaid(amount_pence=int(fee)):
            return _("%(amount)s paid") % {"amount": pounds(fee)}
        case PartyRenamed(was_name=was_name, name=name):
            return _("%(was)s is now %(now)s") % {"was": was_name, "now": name}
        case InterestRegistered(holders=parties) | InterestAmended(holders=parties) | PartiesStated(parties=parties):
            return "; ".join(party.name for party in parties if party.name)
        case ApplicationFiled(number=number) | Published(number=number):
            return number
        case TitleChanged(title=title):
            return title
    return ""
