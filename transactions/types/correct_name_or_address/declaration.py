"""Correcting a name or an address that was entered with an error."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rights.correcting import restated
from rights.details import Details, PartyOnRecord
from rights.facts import AddressChanged, Corrected, PartiesStated
from transactions.corrections import CorrectsRegister, gone
from transactions.kind import Answers, Example, Fact, Objection, OfficeForm, Standing, Step, Topic, Who, Words
from transactions.parties import details_in, party_key
from transactions.types.correct_name_or_address.examples import EXAMPLES
from transactions.types.correct_name_or_address.forms import (
    CHANGED,
    RightForm,
    WhoseForm,
    chosen,
    chosen_parts,
    fill_in,
    offer_people,
)


class CorrectNameOrAddress(CorrectsRegister):
    """An error in a name or address is corrected, a change is another thing (r.49).

    Form 20 serves for both; that it is free is general knowledge, to be confirmed. The owner agrees (r.50).
    """

    slug: ClassVar[str] = "correct_name_or_address"
    prefix: ClassVar[str] = "CNA"
    title: ClassVar[Words] = gettext_lazy("Correct a name or an address")
    summary: ClassVar[Words] = gettext_lazy("For one that was entered with an error, not for one that has changed.")
    topic: ClassVar[Topic] = Topic.PEOPLE
    situations: ClassVar[tuple[Words, ...]] = (gettext_lazy("A name or an address was never right"),)
    who: ClassVar[frozenset[Who]] = frozenset({Who.OWNER, Who.REPRESENTATIVE})
    steps: ClassVar[tuple[Step, ...]] = (
        Step("whose", gettext_lazy("Which name or address is wrong?"), WhoseForm, prepare=offer_people),
        Step(
            "right",
            gettext_lazy("How should it have been entered?"),
            RightForm,
            prepare=fill_in,
            warning=gettext_lazy("The name and the address will be public. You can give an office or a PO box."),
        ),
    )
    corrects: ClassVar[bool] = True
    changes: ClassVar[frozenset[str]] = frozenset(
        {"entries", "proprietors", "agents", "contact:proprietor", "contact:service"}
    )
    gives_away: ClassVar[bool] = True
    office_form: ClassVar[OfficeForm | None] = OfficeForm("20", "correct or change a name or address")
    examples: ClassVar[tuple[Example, ...]] = EXAMPLES

    def objections(self, answers: Answers, standing: Standing, on: date) -> Iterator[Objection]:
        """A change of name or address is no error; what is corrected still stands there."""
        if answers.get("whose", {}).get("was_right") == CHANGED:
            text = _("What was right once has changed. Ask for a change of the name or of the address instead.")
            yield Objection(text, step_key="whose")
        yield from gone(answers, "whose", "whose", standing)
        now = chosen(answers, standing)
        if now and "right" in answers and self._is_same(answers, now):
            yield Objection(_("This is what the register already has"), step_key="right")

    def facts(self, answers: Answers, standing: Standing, on: date) -> Iterator[Fact]:
        """One entry that names the one it corrects, and says the same with the right name and address (r.50)."""
        told, key = chosen_parts(answers, standing)
        if told is not None:
            instead = (self._instead(answers, restated(told.fact), key),)
            yield Corrected(effective_on=on, corrects=told.number, event=told.event, instead=instead)

    def _instead(self, answers: Answers, fact: Fact, key: str) -> Fact:
        details = details_in(answers["right"])
        if isinstance(fact, AddressChanged):
            return replace(fact, name=details.name, particulars=details)
        if isinstance(fact, PartiesStated):
            return replace(fact, parties=tuple(self._named(answers, one, key) for one in fact.parties))
        return fact

    def _named(self, answers: Answers, party: PartyOnRecord, key: str) -> PartyOnRecord:
        details = details_in(answers["right"])
        return replace(party, name=details.name, details=details) if party_key(party) == key else party

    def _is_same(self, answers: Answers, now: tuple[str, Details | None]) -> bool:
        name, held = now
        new = details_in(answers["right"])
        was = (held.lines, held.postcode, held.country, held.email) if held else ()
        return name == new.name and was == (new.lines, new.postcode, new.country, new.email)
