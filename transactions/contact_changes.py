"""What the changes of an address on record have in common: nothing changes for itself, and both contacts are told."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rights.details import Details
from rights.facts import AddressChanged
from rights.standing import ContactFacts
from rights.statuses import ENDED
from transactions.kind import Answers, Concern, Fact, Objection, Route, Standing, Topic, TransactionType, Who, Words
from transactions.parties import details_in, told


class ChangesContact(TransactionType):
    """The base of every type that puts another address on record for ``purpose``; free, and at once.

    The answers hold the address under ``address`` and the email under ``email``.
    """

    purpose: ClassVar[str]
    says: ClassVar[Words]
    old_message: ClassVar[str] = "contact-changed-old"
    new_message: ClassVar[str] = "contact-changed-new"

    topic: ClassVar[Topic] = Topic.PEOPLE
    takes: ClassVar[Words] = gettext_lazy("At once.")
    who: ClassVar[frozenset[Who]] = frozenset({Who.OWNER, Who.REPRESENTATIVE})
    route: ClassVar[Route] = Route.AUTOMATIC
    submit_words: ClassVar[Words] = gettext_lazy("Change the address")
    next_words: ClassVar[Words] = gettext_lazy("The register is changed at once. We tell the old and the new contact.")

    def objections(self, answers: Answers, standing: Standing, on: date) -> Iterator[Objection]:
        """Nothing is changed on a right that has ended, and an address that is already there is no change."""
        if standing.right.status in ENDED:
            yield Objection(_("This right is no longer on foot, so its addresses cannot be changed online."))
        before = standing.contacts.get(self.purpose)
        if before and "address" in answers and "email" in answers and _is_same(before, details_of(answers)):
            text = _("%(number)s already has this address. Change it, or leave this right out.")
            yield Objection(text % {"number": standing.right.number}, step_key="address")

    def facts(self, answers: Answers, standing: Standing, on: date) -> Iterable[Fact]:
        """The new address stands from the day on which it is entered."""
        details = details_of(answers)
        return [AddressChanged(effective_on=on, purpose=self.purpose, name=details.name, particulars=details)]

    def concerned(self, answers: Answers, standing: Standing) -> Iterator[Concern]:
        """Both contacts are told, so that nobody can quietly take a right's letters away."""
        before = standing.contacts.get(self.purpose)
        if before:
            yield told(before, self.says, message=self.old_message)
        yield told(details_of(answers), self.says, message=self.new_message)


def details_of(answers: Answers) -> Details:
    """The name, address and email that were answered."""
    return details_in(answers["address"], email=answers["email"]["email"])


def _is_same(before: ContactFacts, after: Details) -> bool:
    then = (before.name, tuple(before.lines), before.postcode, before.country, before.email)
    return then == (after.name, after.lines, after.postcode, after.country, after.email)
