"""The one place that builds the forms of a type's pages, each fitted to the rights that are asked about."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from core.actor import Actor, Officer, System
from core.design.forms import GovukForm
from core.design.messages import say_as_govuk
from rights.standing import Standing
from transactions.kind import Answers, Step
from transactions.models import Filing, FilingRight
from transactions.parts import as_it_is
from transactions.standings import as_public, load


def fitted_form(
    step: Step,
    answers: Answers,
    standings: Sequence[Standing],
    *,
    data: Mapping[str, Any] | None = None,
    initial: Mapping[str, Any] | None = None,
) -> GovukForm:
    """The form of a page for these rights; what the step's ``prepare`` begins with gives way to ``initial``."""
    form = step.form(data=data)
    if standings:
        step.prepare(form, answers, standings)
    form.initial = {**form.initial, **(initial or {})}
    for name, field in form.fields.items():
        say_as_govuk(field, str(form[name].label))
    return form


class Questions:
    """The forms of one filing for one reader on a London day; the rights are loaded once, when a form asks of them."""

    def __init__(self, filing: Filing, *, by: Actor, on: date) -> None:
        self.filing, self.by, self.on = filing, by, on

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """The filing's rights as the register has them, of those that the reader may see."""
        rows = FilingRight.everything.filter(filing=self.filing).order_by("right_id")
        right_ids = list(rows.values_list("right_id", flat=True))
        found = load(right_ids, by=self.by, on=self.on, asking=self.filing)
        return tuple(self._as_seen(found[pk]) for pk in right_ids if pk in found)

    def _as_seen(self, standing: Standing) -> Standing:
        """Whoever is not linked to the right sees what anybody sees."""
        is_stranger = standing.relation is None and not isinstance(self.by, Officer | System)
        return as_public(standing) if is_stranger else standing

    def form(
        self, step: Step, *, data: Mapping[str, Any] | None = None, initial: Mapping[str, Any] | None = None
    ) -> GovukForm:
        """The form of one page, or of one of the answers where the page may be answered several times."""
        standings = () if step.prepare is as_it_is else self.standings
        form = fitted_form(step, self.filing.claims, standings, data=data, initial=initial)
        if self.filing.post_to and "email" in form.fields:
            form.fields["email"].required = False  # whoever is told by post need not have an address
        return form
