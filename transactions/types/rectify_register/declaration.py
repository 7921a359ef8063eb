"""Rectifying the register: which entry is wrong, and what should have been entered."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rights.correcting import Told, restated
from rights.facts import Corrected
from transactions.corrections import CorrectsRegister, chosen_entry, gone
from transactions.forms.instruments import day_in, not_yet
from transactions.forms.parties import SharedPartyForm
from transactions.kind import Answers, Example, Fact, Objection, Standing, Step, Who, Words
from transactions.parties import party_in
from transactions.types.rectify_register.examples import EXAMPLES
from transactions.types.rectify_register.forms import (
    DAY,
    OWNERS,
    REMOVE,
    TITLE,
    EntryForm,
    InsteadForm,
    offer_entries,
    offer_what_fits,
)


def other_owners(answers: Answers) -> bool:
    """Whether the owners that should have been entered are asked for."""
    return answers.get("instead", {}).get("instead") == OWNERS


class RectifyRegister(CorrectsRegister):
    """Anyone may ask in writing that an error is corrected; the office agrees it with the proprietor (r.50).

    There is no form and no fee (that it is free is to be confirmed). The journal lists every correction.
    """

    slug: ClassVar[str] = "rectify_register"
    prefix: ClassVar[str] = "REC"
    title: ClassVar[Words] = gettext_lazy("Correct an entry in the register")
    summary: ClassVar[Words] = gettext_lazy("For an entry that was wrong from the beginning, not for a change.")
    situations: ClassVar[tuple[Words, ...]] = (gettext_lazy("The register says something that was never so"),)
    who: ClassVar[frozenset[Who]] = frozenset({Who.OWNER, Who.REPRESENTATIVE, Who.PARTY})
    steps: ClassVar[tuple[Step, ...]] = (
        Step("entry", gettext_lazy("Which entry is wrong?"), EntryForm, prepare=offer_entries),
        Step("instead", gettext_lazy("What should stand there?"), InsteadForm, prepare=offer_what_fits),
        Step(
            "owners",
            gettext_lazy("Who should have been entered as owner?"),
            SharedPartyForm,
            applies=other_owners,
            guidance=gettext_lazy("Name all the owners of that day. Names and addresses will be public."),
            most=10,
            one_more=gettext_lazy("Is there another owner?"),
        ),
    )
    corrects: ClassVar[bool] = True
    changes: ClassVar[frozenset[str]] = frozenset({"entries", "proprietors", "agents", "interests"})
    gives_away: ClassVar[bool] = True
    examples: ClassVar[tuple[Example, ...]] = EXAMPLES
    before_you_start: ClassVar[Words] = gettext_lazy(
        "A correction says what the register should have said from the beginning. The wrong entry stays to be seen "
        "beside it."
    )

    def objections(self, answers: Answers, standing: Standing, on: date) -> Iterator[Objection]:
        """The entry is still there, and what should stand instead is something else."""
        yield from gone(answers, "entry", "entry", standing)
        yield from not_yet(answers, "instead", "day", on)
        told, instead = self._told(answers, standing), answers.get("instead", {})
        if told and instead.get("instead") == DAY and day_in(answers, "instead", "day") == told.fact.effective_on:
            yield Objection(_("This is the day that the register already has"), step_key="instead")
        if told and instead.get("instead") == TITLE and instead["title"] == getattr(told.fact, "title", ""):
            yield Objection(_("This is the title that the register already has"), step_key="instead")

    def facts(self, answers: Answers, standing: Standing, on: date) -> Iterator[Fact]:
        """One entry that names the one it corrects, with what should have stood there (r.50)."""
        told = self._told(answers, standing)
        if told is not None:
            instead = tuple(self._instead(answers, told.fact))
            yield Corrected(effective_on=on, corrects=told.number, event=told.event, instead=instead)

    def _told(self, answers: Answers, standing: Standing) -> Told | None:
        return chosen_entry(standing, str(answers.get("entry", {}).get("entry", "")))

    def _instead(self, answers: Answers, fact: Fact) -> Iterator[Fact]:
        how = answers["instead"]["instead"]
        again = restated(fact)
        if how == DAY:
            yield replace(again, effective_on=day_in(answers, "instead", "day") or fact.effective_on)
        elif how == OWNERS:
            parties = tuple(map(party_in, answers["owners"]["items"]))
            yield replace(again, parties=parties)  # type: ignore[call-arg]
        elif how == TITLE:
            yield replace(again, title=answers["instead"]["title"])  # type: ignore[call-arg]
        elif how != REMOVE:
            raise ValueError(how)
