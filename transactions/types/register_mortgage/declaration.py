"""Registering a mortgage or another security, over the whole right or a share in it."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rights.facts import InterestRegistered
from rights.interests import Nature
from rights.statuses import ENDED
from transactions.forms.instruments import SignedOnForm, day_in, not_yet
from transactions.forms.parties import PartyForm, read_share
from transactions.interests.base import TouchesInterests, holder_faults, new_holders
from transactions.kind import Answers, Check, Consent, Evidence, Example, Fact, Objection, Route, Standing, Step, Words
from transactions.ownership.shares import owned
from transactions.parties import offer_owners, owner_roles, party_in, party_key
from transactions.types.register_mortgage.examples import EXAMPLES
from transactions.types.register_mortgage.forms import SHARE, WhatForm


def from_key(answers: Answers) -> str:
    """The owner whose share is charged; empty for the whole."""
    what = answers.get("what", {})
    return str(what.get("party") or "") if what.get("extent") == SHARE else ""


class RegisterMortgage(TouchesInterests):
    """A document signed by or for every owner who gives the security (Patents Act 1977 ss.30(6) and 33(3))."""

    slug: ClassVar[str] = "register_mortgage"
    prefix: ClassVar[str] = "MOR"
    nature: ClassVar[Nature] = Nature.MORTGAGE
    title: ClassVar[Words] = gettext_lazy("Register a mortgage or another security")
    summary: ClassVar[Words] = gettext_lazy("For a right, or a share in it, that secures a loan or another debt.")
    situations: ClassVar[tuple[Words, ...]] = (
        gettext_lazy("We have lent against it"),
        gettext_lazy("It secures a loan or another debt"),
    )
    steps: ClassVar[tuple[Step, ...]] = (
        Step("what", gettext_lazy("What does the security cover?"), WhatForm, prepare=offer_owners),
        Step(
            "holders",
            gettext_lazy("Who holds the security?"),
            PartyForm,
            guidance=gettext_lazy("The lender, as the document names it. The name and address will be public."),
            most=10,
            one_more=gettext_lazy("Is there another lender?"),
        ),
        Step("instrument", gettext_lazy("When was the document signed?"), SignedOnForm),
    )
    checks: ClassVar[tuple[Check, ...]] = (
        Check(
            "signed",
            gettext_lazy("Everybody who mortgages the right has signed"),
            gettext_lazy("Without a signature by or on behalf of them the mortgage is void (section 30(6))."),
        ),
    )
    evidence: ClassVar[tuple[Evidence, ...]] = (
        Evidence(
            "security",
            gettext_lazy("The signed document"),
            gettext_lazy(
                "A copy with parts blacked out is enough: cover amounts and bank details before you upload it. Names, "
                "dates, the number of the right and the signature of the owner must stay readable."
            ),
        ),
    )
    route: ClassVar[Route] = Route.SINGLE
    says: ClassVar[Words] = gettext_lazy("A mortgage or another security was registered.")
    examples: ClassVar[tuple[Example, ...]] = EXAMPLES
    done_words: ClassVar[Words] = gettext_lazy("The security is on the register.")

    def objections(self, answers: Answers, standing: Standing, on: date) -> Iterator[Objection]:
        """The right is on foot, the owner is there, and nobody charges more than he has."""
        if standing.right.status in ENDED:
            yield Objection(_("This right is no longer on foot, so it cannot be given as security."))
        yield from not_yet(answers, "instrument", "signed_on", on)
        yield from holder_faults(answers, standing)
        key = from_key(answers)
        if not key:
            return
        words, has = {"party": key.split(":", 1)[1], "number": standing.right.number}, owned(standing.proprietors)
        share = read_share(str(answers["what"].get("share") or ""))
        if key not in has:
            yield Objection(_("%(party)s is no longer an owner of %(number)s.") % words)
        elif share is not None and share > has[key]:
            text = _("%(party)s owns %(share)s of %(number)s and cannot give more as security")
            yield Objection(text % {**words, "share": has[key]}, step_key="what")

    def facts(self, answers: Answers, standing: Standing, on: date) -> Iterator[Fact]:
        """A security with the next number, of the day of its document."""
        yield InterestRegistered(
            effective_on=day_in(answers, "instrument", "signed_on") or on,
            number=standing.next_interest,
            nature=self.nature,
            holders=tuple(party_in(item) for item in new_holders(answers)),
            share=str(answers["what"].get("share") or "") if from_key(answers) else "",
        )

    def consents(self, answers: Answers, standing: Standing) -> Iterator[Consent]:
        """To a share all other owners (s.36(3)); to the whole of a right of several all, because each gives his own."""
        if len(standing.proprietors) < 2 or "what" not in answers:
            return
        (role,) = owner_roles(standing)
        for party in standing.proprietors:
            if party_key(party) != from_key(answers):
                yield Consent(party.name, role, gettext_lazy("A mortgage or another security is given."))
