"""Changing the name of an owner: the same person or company, under another name."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rights.facts import PartyRenamed
from rights.standing import PartyFacts
from rights.statuses import PartyRole
from transactions.forms.instruments import day_in, not_yet
from transactions.kind import (
    Answers,
    Concern,
    Evidence,
    Example,
    Fact,
    Lookup,
    Objection,
    OfficeForm,
    Route,
    Standing,
    Step,
    Topic,
    TransactionType,
    Who,
    Words,
)
from transactions.parties import chosen_party, everybody, offer_owners, owner_roles
from transactions.types.change_owner_name.examples import EXAMPLES
from transactions.types.change_owner_name.forms import ANOTHER, NameForm, WhoForm, fill_in


def company_number(answers: Answers) -> str:
    """The number of the company that was chosen, to be asked at Companies House."""
    return str(answers.get("who", {}).get("party", "")).split(":", 1)[0]


def needs_proof(answers: Answers) -> bool:
    """Whether Companies House does not itself show the change (Patents Rules 2007 r.49(3): evidence on request)."""
    company, name = answers.get("companies-house", {}), answers.get("name", {}).get("name", "")
    return not company or _plain(company["name"]) != _plain(name)


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("limited", "ltd").replace(".", "").split())


class ChangeOwnerName(TransactionType):
    """A new name of a person or company; no fee (Form 20; that it is free is general knowledge, to be confirmed)."""

    slug: ClassVar[str] = "change_owner_name"
    prefix: ClassVar[str] = "NAM"
    title: ClassVar[Words] = gettext_lazy("Change the name of an owner")
    summary: ClassVar[Words] = gettext_lazy("For an owner who is the same person or company as before.")
    topic: ClassVar[Topic] = Topic.PEOPLE
    situations: ClassVar[tuple[Words, ...]] = (gettext_lazy("The owner has a new name"),)
    takes: ClassVar[Words] = gettext_lazy("About 5 working days.")
    who: ClassVar[frozenset[Who]] = frozenset({Who.OWNER, Who.REPRESENTATIVE})
    steps: ClassVar[tuple[Step, ...]] = (
        Step("who", gettext_lazy("Whose name has changed?"), WhoForm, prepare=offer_owners),
        Step("name", gettext_lazy("What is the new name?"), NameForm, prepare=fill_in),
    )
    lookups: ClassVar[tuple[Lookup, ...]] = (Lookup("companies-house", "companies-house", company_number),)
    evidence: ClassVar[tuple[Evidence, ...]] = (
        Evidence(
            "proof",
            gettext_lazy("Proof of the new name"),
            gettext_lazy("For example a certificate of change of name, a marriage certificate or a deed poll."),
            needed=needs_proof,
        ),
    )
    office_form: ClassVar[OfficeForm | None] = OfficeForm("20", "correct or change a name or address")
    route: ClassVar[Route] = Route.SINGLE
    changes: ClassVar[frozenset[str]] = frozenset({"proprietors"})
    by_list: ClassVar[bool] = True
    examples: ClassVar[tuple[Example, ...]] = EXAMPLES
    next_words: ClassVar[Words] = gettext_lazy("An officer compares the new name with the proof, and we tell you.")
    done_words: ClassVar[Words] = gettext_lazy("The new name is on the register.")

    def objections(self, answers: Answers, standing: Standing, on: date) -> Iterator[Objection]:
        """Another company number is another owner; nobody can be renamed who is not there."""
        if answers.get("who", {}).get("same") == ANOTHER:
            yield Objection(
                _("Another person, or a company with another number, is a new owner. Ask for a change of ownership."),
                step_key="who",
            )
        if "who" in answers and self._owner(answers, standing) is None:
            text = _("%(party)s is no longer an owner of %(number)s.")
            words = {"party": answers["who"]["party"].split(":", 1)[1], "number": standing.right.number}
            yield Objection(text % words, step_key=None if "name" in answers else "who")
        owner = self._owner(answers, standing)
        if owner and answers.get("name", {}).get("name") == owner.name:
            yield Objection(_("This is the name that the register already has"), step_key="name")
        yield from not_yet(answers, "name", "since_on", on)

    def facts(self, answers: Answers, standing: Standing, on: date) -> Iterable[Fact]:
        """The same party under its new name, from the day on which it changed."""
        owner = self._owner(answers, standing)
        if owner is None:
            return []
        since_on = day_in(answers, "name", "since_on") or on
        return [
            PartyRenamed(
                effective_on=since_on,
                role=owner.role,
                was_name=owner.name,
                name=answers["name"]["name"],
                company_number=owner.company_number,
            )
        ]

    def concerned(self, answers: Answers, standing: Standing) -> Iterable[Concern]:
        """The owners, their representatives and their contact."""
        says = gettext_lazy("The name of an owner was changed.")
        return everybody(standing, says, *owner_roles(standing), PartyRole.AGENT)

    def _owner(self, answers: Answers, standing: Standing) -> PartyFacts | None:
        key = str(answers.get("who", {}).get("party", ""))
        return chosen_party(standing, key, *owner_roles(standing))
