"""Which licence or security on the register is meant: chosen by its number, which never changes."""

from collections.abc import Callable, Iterator, Sequence

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.design.formats import day_words
from core.design.forms import GovukForm
from core.design.look import shown
from rights.interests import HOLDER_ROLES, Exclusivity, InterestState, Nature
from rights.standing import PartyFacts, Standing
from transactions.kind import Answers, Objection

WHICH = "which"


class WhichForm(GovukForm):
    """One of those that have not ended."""

    interest = shown(
        forms.ChoiceField(label=gettext_lazy("Which one?"), choices=(), widget=forms.RadioSelect),
        noun=gettext_lazy("which one it is"),
    )


def offer(nature: Nature) -> Callable[[GovukForm, Answers, Sequence[Standing]], None]:
    """Fits the form to what lasts on all of the rights: the same number, holders and day."""

    def prepare(form: GovukForm, answers: Answers, standings: Sequence[Standing]) -> None:
        field = form.fields["interest"]
        field.choices = [(str(one.number), in_a_line(one)) for one in common(standings, nature)]  # type: ignore[attr-defined]
        if not field.choices:  # type: ignore[attr-defined]
            field.help_text = _("These rights have none in common. Make a request for each of them.")

    return prepare


def common(standings: Sequence[Standing], nature: Nature) -> list[InterestState]:
    """The live interests of the nature that each of the rights has."""
    first, *others = [lasting(one, nature) for one in standings] or [[]]
    known = [{_same(one) for one in found} for found in others]
    return [one for one in first if all(_same(one) in found for found in known)]


def _same(one: InterestState) -> tuple[object, ...]:
    return one.number, one.holders, one.since_on


def lasting(standing: Standing, nature: Nature) -> list[InterestState]:
    """The live interests of the nature."""
    return [one for one in standing.live_interests if one.nature == nature]


def in_a_line(one: InterestState) -> str:
    """What tells it from others: its holders, its kind and its day."""
    words = {"holders": one.holders or _("name withheld"), "day": day_words(one.since_on)}
    if one.terms.exclusivity:
        kind = str(Exclusivity(one.terms.exclusivity).label).split(":")[0].lower()
        return _("%(holders)s, %(kind)s, since %(day)s") % {**words, "kind": kind}
    return _("%(holders)s, since %(day)s") % words


def chosen(answers: Answers, standing: Standing, nature: Nature) -> InterestState | None:
    """The one that was chosen; None before that, and once it has ended."""
    number = str(answers.get(WHICH, {}).get("interest", ""))
    return next((one for one in lasting(standing, nature) if str(one.number) == number), None)


def holders_of(standing: Standing, one: InterestState) -> tuple[PartyFacts, ...]:
    """Its holders, in the register's order."""
    role = HOLDER_ROLES[Nature(one.nature)]
    return tuple(party for party in standing.named(role) if party.interest == one.number)


def gone(answers: Answers, standing: Standing, nature: Nature) -> Iterator[Objection]:
    """Objects where there is none, and where the chosen one has ended by now."""
    words = {"what": Nature(nature).label.lower(), "number": standing.right.number}
    if not lasting(standing, nature):
        yield Objection(_("The register shows no %(what)s on %(number)s that has not ended.") % words)
    elif WHICH in answers and chosen(answers, standing, nature) is None:
        text = _("The %(what)s that you chose has ended on %(number)s meanwhile.") % words
        yield Objection(text, step_key=None if len(answers) > 1 else WHICH)
