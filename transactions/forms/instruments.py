"""Questions about the document by which a right, or something in it, passed; and what its date must be."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.design.fields import DateInputField
from core.design.formats import day_words
from core.design.forms import GovukForm
from core.design.look import shown
from rights.calendar import months_after
from transactions.parts import Answers, Objection

COSTS_MONTHS = 6
SOON_DAYS = 31


class SignedOnForm(GovukForm):
    """The day of the instrument."""

    signed_on = shown(
        DateInputField(
            label=gettext_lazy("When was the document signed?"),
            help_text=gettext_lazy("For example, 27 3 2024. If several people signed, the day of the last signature."),
        ),
        noun=gettext_lazy("the date on the document"),
    )


def day_of(text: str | None) -> date | None:
    """A stored day; None where there is none."""
    return date.fromisoformat(text) if text else None


def day_in(answers: Answers, step_key: str, name: str) -> date | None:
    """The day that was answered; None where the question was not reached or left empty."""
    return day_of(answers.get(step_key, {}).get(name))


def not_yet(answers: Answers, step_key: str, name: str, on: date) -> Iterator[Objection]:
    """Objects to a day that is still to come."""
    day = day_in(answers, step_key, name)
    if day is not None and day > on:
        yield Objection(_("The date must be today or in the past"), step_key=step_key)


def late_costs(signed_on: date, on: date) -> Iterator[Objection]:
    """Warns of s.68: an owner or exclusive licensee who registers later than six months may get no costs."""
    last = months_after(signed_on, COSTS_MONTHS)
    words = {"day": day_words(last)}
    if on > last:
        text = _(
            "Six months from the document ended on %(day)s. A court may award no costs for infringements before "
            "the registration (section 68)."
        )
        yield Objection(text % words, blocking=False)
    elif (last - on).days <= SOON_DAYS:
        text = _(
            "Send this by %(day)s: after six months a court may award no costs for infringements before the "
            "registration (section 68)."
        )
        yield Objection(text % words, blocking=False)
