"""Registering a transfer: the whole right or a share, to one new owner or several."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rights.facts import InterestRegistered
from rights.interests import Nature
from rights.statuses import Devolution, PartyRole
from transactions.forms.instruments import day_in
from transactions.forms.parties import read_share
from transactions.kind import Answers, Check, Consent, Evidence, Example, Fact, Objection, Standing, Step, Words
from transactions.ownership.passing import CONTACT, OWNERS, PassesOwnership, other_owners
from transactions.ownership.shares import WHOLE, owned
from transactions.parties import offer_owners, on_record, owner_roles, party_key
from transactions.types.transfer_ownership.examples import EXAMPLES
from transactions.types.transfer_ownership.forms import (
    BOTH,
    SHARE,
    YES,
    DocumentForm,
    LicenceBackForm,
    WhatForm,
)

BOTH_UNTIL = date(2005, 1, 1)
"""Before this day both parties had to sign (general knowledge, to be confirmed: Patents Act 1977 s.30(6) as it was)."""


class TransferOwnership(PassesOwnership):
    """An assignment in writing, signed by or for the assignor, else it is void (Patents Act 1977 s.30(6))."""

    slug: ClassVar[str] = "transfer_ownership"
    prefix: ClassVar[str] = "ASG"
    how: ClassVar[str] = Devolution.ASSIGNMENT
    title: ClassVar[Words] = gettext_lazy("Register a transfer of ownership")
    summary: ClassVar[Words] = gettext_lazy("For a right, or a share in it, that was sold or given to somebody else.")
    situations: ClassVar[tuple[Words, ...]] = (
        gettext_lazy("It was sold or given away, wholly or in part"),
        gettext_lazy("An inventor or employee has transferred it to a company"),
    )
    steps: ClassVar[tuple[Step, ...]] = (
        Step("what", gettext_lazy("What was transferred?"), WhatForm, prepare=offer_owners),
        Step("instrument", gettext_lazy("The document"), DocumentForm),
        OWNERS,
        CONTACT,
        Step("licence-back", gettext_lazy("A licence back"), LicenceBackForm),
    )
    checks: ClassVar[tuple[Check, ...]] = (
        Check(
            "signed",
            gettext_lazy("Everybody who gives the right away has signed"),
            gettext_lazy("Without a signature by or on behalf of them the assignment is void (section 30(6))."),
        ),
    )
    evidence: ClassVar[tuple[Evidence, ...]] = (
        Evidence(
            "assignment",
            gettext_lazy("The signed document"),
            gettext_lazy("A copy of the assignment. You can cover the price, but not names, dates and signatures."),
        ),
    )
    changes: ClassVar[frozenset[str]] = PassesOwnership.changes | {"interests"}
    examples: ClassVar[tuple[Example, ...]] = EXAMPLES
    before_you_start: ClassVar[Words] = gettext_lazy(
        "A registered transfer cannot be taken back here. Only the new owner can transfer the right again."
    )

    def from_key(self, answers: Answers) -> str:
        """The owner who gives a share."""
        what = answers.get("what", {})
        return str(what.get("party") or "") if what.get("extent") == SHARE else ""

    def passing(self, answers: Answers, standing: Standing) -> Fraction:
        """The share that was answered, or the whole."""
        share = read_share(str(answers.get("what", {}).get("share") or "")) if self.from_key(answers) else None
        return share or WHOLE

    def objections(self, answers: Answers, standing: Standing, on: date) -> Iterator[Objection]:
        """Beside the common rules: nobody gives more than he has, and old documents need both signatures."""
        yield from super().objections(answers, standing, on)
        key = self.from_key(answers)
        has = owned(standing.proprietors).get(key)
        if has is not None and self.passing(answers, standing) > has:
            text = _("%(party)s owns %(share)s of %(number)s and cannot transfer more")
            words = {"party": key.split(":", 1)[1], "share": has, "number": standing.right.number}
            yield Objection(text % words, step_key="what")
        signed_on = day_in(answers, "instrument", "signed_on")
        if signed_on and signed_on < BOTH_UNTIL and answers["instrument"]["signed_by"] != BOTH:
            yield Objection(
                _("A document signed before 1 January 2005 must be signed by the old and the new owner"),
                step_key="instrument",
            )
        yield from self._inventors(answers, standing)

    def facts(self, answers: Answers, standing: Standing, on: date) -> Iterator[Fact]:
        """The new owners, and the licence back if there is one."""
        yield from super().facts(answers, standing, on)
        back = answers.get("licence-back", {})
        if back.get("back") == YES:
            key = self.from_key(answers)
            holders = [party for party in standing.proprietors if key in ("", party_key(party))]
            yield InterestRegistered(
                effective_on=day_in(answers, "instrument", "signed_on") or on,
                number=standing.next_interest,
                nature=Nature.LICENCE,
                holders=tuple(on_record(party, share="") for party in holders),
                exclusivity=back["exclusivity"],
                field_of_use=back.get("field") or "",
            )

    def consents(self, answers: Answers, standing: Standing) -> Iterator[Consent]:
        """Of several owners all must agree: to a share by s.36(3), to the whole because each one gives his own."""
        if len(standing.proprietors) < 2 or "what" not in answers:
            return
        (role,) = owner_roles(standing)
        for party in other_owners(standing, self.from_key(answers)):
            yield Consent(party.name, role, gettext_lazy("the transfer of ownership"))

    def _inventors(self, answers: Answers, standing: Standing) -> Iterator[Objection]:
        """An owner who is also an inventor signs in person; what employees may sign is limited by ss.39 to 42."""
        inventors = {party.name for party in standing.named(PartyRole.INVENTOR) if party.name}
        key = self.from_key(answers)
        giving = [party.name for party in standing.proprietors if key in ("", party_key(party))]
        for name in (name for name in giving if name in inventors):
            text = _(
                "%(name)s is also an inventor. The document must be signed by %(name)s, not by an employer "
                "(sections 39 to 42)."
            )
            yield Objection(text % {"name": name}, blocking=False)
