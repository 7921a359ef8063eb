"""Changing the contact address: free, entered at once, and told to the old and the new contact."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.addresses import letter_lines
from rights.details import Details
from rights.facts import AddressChanged
from rights.standing import ContactFacts
from rights.statuses import ENDED
from transactions.forms.addresses import AddressForm, EmailForm
from transactions.kind import (
    Answers,
    Concern,
    Example,
    Fact,
    Objection,
    Route,
    Standing,
    Step,
    Topic,
    TransactionType,
    Who,
    Words,
)
from transactions.parties import details_in
from transactions.types.change_contact_address.examples import EXAMPLES

PURPOSE = "proprietor"
PUBLIC = gettext_lazy("The register is public. Anyone can see the name and address that you give here.")


class ChangeContactAddress(TransactionType):
    """The address of the proprietor on the register; no fee (Patents Rules 2007 r.49)."""

    slug: ClassVar[str] = "change_contact_address"
    prefix: ClassVar[str] = "ADR"
    title: ClassVar[Words] = gettext_lazy("Change the contact address")
    summary: ClassVar[Words] = gettext_lazy("Change where we write to the owner. It is free and takes effect at once.")
    topic: ClassVar[Topic] = Topic.PEOPLE
    situations: ClassVar[tuple[Words, ...]] = (gettext_lazy("The owner has moved, or letters should go elsewhere"),)
    takes: ClassVar[Words] = gettext_lazy("At once.")
    who: ClassVar[frozenset[Who]] = frozenset({Who.OWNER, Who.REPRESENTATIVE})
    steps: ClassVar[tuple[Step, ...]] = (
        Step("address", gettext_lazy("What is the new contact address?"), AddressForm, warning=PUBLIC),
        Step("email", gettext_lazy("What is the email address of the contact?"), EmailForm),
    )
    route: ClassVar[Route] = Route.AUTOMATIC
    changes: ClassVar[frozenset[str]] = frozenset({"contact:proprietor"})
    gives_away: ClassVar[bool] = True
    examples: ClassVar[tuple[Example, ...]] = EXAMPLES
    before_you_start: ClassVar[Words] = PUBLIC
    submit_words: ClassVar[Words] = gettext_lazy("Change the address")
    next_words: ClassVar[Words] = gettext_lazy("The register is changed at once. We tell the old and the new contact.")
    done_words: ClassVar[Words] = gettext_lazy("The contact address on the register is changed.")

    def objections(self, answers: Answers, standing: Standing, on: date) -> Iterator[Objection]:
        """Nothing is changed on a right that has ended, and an address that is already there is no change."""
        if standing.right.status in ENDED:
            yield Objection(_("This patent is no longer on foot, so its contact address cannot be changed online."))
        before = standing.contacts.get(PURPOSE)
        if before and "address" in answers and "email" in answers and _is_same(before, answers):
            text = _("%(number)s already has this contact address. Change something, or leave this patent out.")
            yield Objection(text % {"number": standing.right.number}, step_key="address")

    def facts(self, answers: Answers, standing: Standing, on: date) -> Iterable[Fact]:
        """The new address stands from the day on which it is entered."""
        details = _details(answers)
        return [AddressChanged(effective_on=on, purpose=PURPOSE, name=details.name, particulars=details)]

    def concerned(self, answers: Answers, standing: Standing) -> Iterator[Concern]:
        """Both contacts are told, so that nobody can quietly take a patent's letters away."""
        before, after = standing.contacts.get(PURPOSE), _details(answers)
        says = gettext_lazy("The contact address was changed.")
        if before:
            yield _told(before, before.name, says, "contact-changed-old")
        yield _told(after, after.name, says, "contact-changed-new")


def _details(answers: Answers) -> Details:
    return details_in(answers["address"], email=answers["email"]["email"])


def _told(contact: ContactFacts | Details, name: str, says: Words, message: str) -> Concern:
    return Concern(name, says, contact.email, letter_lines(contact), may_object=True, message=message)


def _is_same(before: ContactFacts, answers: Answers) -> bool:
    after = _details(answers)
    then = (before.name, tuple(before.lines), before.postcode, before.country, before.email)
    return then == (after.name, after.lines, after.postcode, after.country, after.email)
