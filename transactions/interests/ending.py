"""The base of the types by which a licence or a security ends: when, and how its holder agrees to it."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.design.formats import day_words
from core.design.forms import GovukForm
from core.design.look import shown
from rights.facts import InterestEnded
from rights.interests import HOLDER_ROLES, EndedHow, InterestState
from transactions.forms.instruments import day_in, not_yet
from transactions.interests.base import TouchesInterests
from transactions.interests.choosing import chosen, gone, holders_of
from transactions.kind import Answers, Consent, Evidence, Fact, Objection, Standing, Step, Words

DOCUMENT, ASK = "document", "ask"


class ProofForm(GovukForm):
    """How the office sees that the holder agrees."""

    proof = shown(
        forms.ChoiceField(
            label=gettext_lazy("How can we see that it has ended?"),
            choices=(
                (DOCUMENT, gettext_lazy("I have a document that shows it")),
                (ASK, gettext_lazy("Ask the holder to agree")),
            ),
            widget=forms.RadioSelect,
        ),
        noun=gettext_lazy("how we can see that it has ended"),
        hints={
            DOCUMENT: gettext_lazy("For example a release or a notice that the holder signed, or a court order."),
            ASK: gettext_lazy(
                "We write to the account that is linked for the holder, or to an address that has been on the register "
                "for 28 days. If there is neither, we need the agreement on signed paper."
            ),
        },
    )


def ended_in_term(answers: Answers) -> bool:
    """Whether it simply ran out, which the register itself shows."""
    return bool(answers.get("how", {}).get("how") == EndedHow.EXPIRED)


def must_be_shown(answers: Answers) -> bool:
    """Whether its end has to be shown by somebody."""
    return not ended_in_term(answers)


def has_document(answers: Answers) -> bool:
    """Whether the filer gives a document, rather than having the holder asked."""
    return must_be_shown(answers) and answers.get("proof", {}).get("proof") == DOCUMENT


PROOF = Step("proof", gettext_lazy("Does the holder agree?"), ProofForm, applies=must_be_shown)
RELEASE = Evidence(
    "release",
    gettext_lazy("The document that shows the end"),
    gettext_lazy("You can black out payments and bank details, but not names, dates and signatures."),
    needed=has_document,
)


class EndsInterest(TouchesInterests):
    """It ends with evidence that establishes it, or with its holder's consent; its history stays (r.47).

    The answers hold the number under ``which``, the day under ``how`` as ``ended_on``, and ``proof``.
    """

    evidence: ClassVar[tuple[Evidence, ...]] = (RELEASE,)
    agreed: ClassVar[Words]
    ends_how: ClassVar[EndedHow] = EndedHow.ENDED

    def objections(self, answers: Answers, standing: Standing, on: date) -> Iterator[Objection]:
        """It is still there, and ended after it began and not after today."""
        yield from gone(answers, standing, self.nature)
        yield from not_yet(answers, "how", "ended_on", on)
        one = chosen(answers, standing, self.nature)
        if one is None or "how" not in answers:
            return
        day = ended_day(answers, one)
        if ended_in_term(answers) and (day is None or day >= on):
            yield Objection(
                _("The register shows no last day before today. Choose that it ended in another way"), "how"
            )
        elif day is not None and day < one.since_on:
            text = _("The day must not be before %(day)s, from when it is on the register")
            yield Objection(text % {"day": day_words(one.since_on)}, step_key="how")

    def facts(self, answers: Answers, standing: Standing, on: date) -> Iterator[Fact]:
        """Ended from its day; its holders leave the parties, its history stays."""
        one = chosen(answers, standing, self.nature)
        if one is not None:
            how = EndedHow.EXPIRED if ended_in_term(answers) else self.ends_how
            yield InterestEnded(effective_on=ended_day(answers, one) or on, number=one.number, how=how)

    def consents(self, answers: Answers, standing: Standing) -> Iterator[Consent]:
        """Every holder, where there is no document to show that they agreed."""
        one = chosen(answers, standing, self.nature)
        if one is None or ended_in_term(answers) or has_document(answers) or "proof" not in answers:
            return
        role = HOLDER_ROLES[self.nature]
        yield from (Consent(party.name, role, self.agreed) for party in holders_of(standing, one))


def ended_day(answers: Answers, one: InterestState) -> date | None:
    """The day that was answered, or the last day of its term."""
    return one.terms.until_on if ended_in_term(answers) else day_in(answers, "how", "ended_on")
