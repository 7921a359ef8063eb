"""The base of the types that state a licence anew: its kind, limits and days, and whose consent it needs."""

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rights.interests import Exclusivity, Nature
from rights.statuses import ENDED
from transactions.forms.instruments import day_in, late_costs, not_yet
from transactions.forms.parties import PartyForm
from transactions.interests.base import TouchesInterests, holder_faults
from transactions.interests.choosing import chosen, lasting
from transactions.interests.licence_forms import NO, YES, DatesForm, KindForm, LimitsForm, ReasonForm
from transactions.kind import Answers, Consent, Evidence, Objection, Standing, Step, Words
from transactions.parties import owner_roles

HOLDERS = Step(
    "holders",
    gettext_lazy("Who has the licence?"),
    PartyForm,
    guidance=gettext_lazy("Name every licensee as the document does. The name and address will be public."),
    most=10,
    one_more=gettext_lazy("Is there another licensee?"),
)
KIND = Step("kind", gettext_lazy("What kind of licence is it?"), KindForm)
LIMITS = Step(
    "limits",
    gettext_lazy("What does the licence cover?"),
    LimitsForm,
    guidance=gettext_lazy("What you tell here will be on the public register."),
)
DATES = Step("instrument", gettext_lazy("When was it signed, and how long does it run?"), DatesForm)
DOCUMENT = Evidence(
    "licence",
    gettext_lazy("The signed document"),
    gettext_lazy(
        "A copy with parts blacked out is enough: cover payments, bank details and trade secrets before you upload it. "
        "Names, dates, the number of the right, the kind of licence and the signatures must stay readable."
    ),
)
SUBLICENSING = {YES: True, NO: False}


def is_exclusive(answers: Answers) -> bool:
    """Whether the answers make it an exclusive licence, so that the reason is asked for."""
    return bool(answers.get("kind", {}).get("exclusivity") == Exclusivity.EXCLUSIVE)


REASON = Step(
    "reason",
    gettext_lazy("The reason for an exclusive licence"),
    ReasonForm,
    applies=is_exclusive,
    guidance=gettext_lazy(
        "This stays private. Only people in your account and the officers who decide can read it. It does not go on "
        "the register, and nobody else concerned is told."
    ),
)


class StatesLicence(TouchesInterests):
    """A licence in full, under a document that grants or changes it (s.33(3)(c); Patents Rules 2007 r.47).

    The answers hold ``kind``, ``limits`` and ``instrument``; the reason for an exclusive one is in no fact.
    """

    nature: ClassVar[Nature] = Nature.LICENCE
    evidence: ClassVar[tuple[Evidence, ...]] = (DOCUMENT,)
    agreed: ClassVar[Words]

    def objections(self, answers: Answers, standing: Standing, on: date) -> Iterator[Objection]:
        """The right is on foot, the document is of a day that is past, and its holders can hold it."""
        if standing.right.status in ENDED:
            yield Objection(_("This right is no longer on foot, so its licences can only be ended."))
        yield from not_yet(answers, "instrument", "signed_on", on)
        yield from holder_faults(answers, standing)
        signed_on = day_in(answers, "instrument", "signed_on")
        if signed_on and is_exclusive(answers):
            yield from late_costs(signed_on, on)
        yield from self._crowded(answers, standing)

    def consents(self, answers: Answers, standing: Standing) -> Iterator[Consent]:
        """One of several owners grants no licence without the consent of all others (s.36(3))."""
        if len(standing.proprietors) > 1:
            (role,) = owner_roles(standing)
            yield from (Consent(party.name, role, self.agreed) for party in standing.proprietors)

    def terms(self, answers: Answers) -> dict[str, Any]:
        """What the register says of it, as the facts have it."""
        limits = answers["limits"]
        return {
            "exclusivity": answers["kind"]["exclusivity"],
            "field_of_use": limits.get("field_of_use") or "",
            "territory": limits.get("territory") or "",
            "sublicensing": SUBLICENSING.get(limits["sublicensing"]),
            "from_on": day_in(answers, "instrument", "from_on"),
            "until_on": day_in(answers, "instrument", "until_on"),
        }

    def _crowded(self, answers: Answers, standing: Standing) -> Iterator[Objection]:
        """Warns where an exclusive licence stands beside another, or beside an entry for licences of right (s.46)."""
        own = chosen(answers, standing, self.nature)
        others = [one for one in lasting(standing, self.nature) if own is None or one.number != own.number]
        exclusive = any(one.terms.exclusivity == Exclusivity.EXCLUSIVE for one in others)
        if "kind" in answers and (exclusive or (others and is_exclusive(answers))):
            text = _(
                "%(number)s has another licence already. Check that they do not cover the same field, place and time."
            )
            yield Objection(text % {"number": standing.right.number}, blocking=False)
        if is_exclusive(answers) and standing.right.licences_of_right_since:
            text = _("%(number)s is open to licences of right, so others can still demand a licence (section 46).")
            yield Objection(text % {"number": standing.right.number}, blocking=False)
