"""The questions about a name or address that was never right."""

from collections.abc import Iterator, Sequence

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.design.forms import GovukForm
from core.design.look import shown
from rights.correcting import Told
from rights.details import Details, PartyOnRecord
from rights.facts import AddressChanged, PartiesStated
from rights.standing import Standing
from rights.statuses import PartyRole, Purpose
from transactions.corrections import chosen_entry
from transactions.forms.addresses import AddressForm
from transactions.kind import Answers
from transactions.parties import chosen_party, party_key

NEVER, CHANGED = "never", "changed"
ROLES = (PartyRole.PROPRIETOR, PartyRole.APPLICANT, PartyRole.AGENT)
PURPOSES = (Purpose.PROPRIETOR, Purpose.SERVICE)


class WhoseForm(GovukForm):
    """Whose, and whether it is an error at all."""

    whose = shown(
        forms.ChoiceField(label=gettext_lazy("Which name or address is wrong?"), choices=(), widget=forms.RadioSelect),
        noun=gettext_lazy("which name or address is wrong"),
    )
    was_right = shown(
        forms.ChoiceField(
            label=gettext_lazy("Was it right at some time?"),
            choices=(
                (NEVER, gettext_lazy("No, it was entered with an error")),
                (CHANGED, gettext_lazy("Yes, and it has changed since")),
            ),
            widget=forms.RadioSelect,
        ),
        noun=gettext_lazy("whether it was right at some time"),
    )


class RightForm(AddressForm):
    """As it should have been entered."""

    email = shown(
        forms.EmailField(label=gettext_lazy("Email address (optional)"), max_length=254, required=False),
        autocomplete="email",
    )


def offer_people(form: GovukForm, answers: Answers, standings: Sequence[Standing]) -> None:
    """Everybody who stands on the register now, by the entry that says so last."""
    found = dict(choice for told in standings[0].told for choice in _choices(told, standings[0]))
    form.fields["whose"].choices = [(key, words) for words, key in found.items()]  # type: ignore[attr-defined]


def fill_in(form: GovukForm, answers: Answers, standings: Sequence[Standing]) -> None:
    """What the register has, to be corrected."""
    named = chosen(answers, standings[0])
    if named is None:
        return
    name, held = named
    form.initial["name"] = name
    if held is not None and not held.is_withheld:
        first, *more = (*held.lines, "", "")
        *middle, town = [line for line in more if line] or [""]
        lines = {"line_1": first, "line_2": ", ".join(middle), "town": town}
        where = {"postcode": held.postcode, "country": held.country or "GB", "email": held.email}
        form.initial.update({**lines, **where})


def chosen(answers: Answers, standing: Standing) -> tuple[str, Details | None] | None:
    """The name and particulars that were chosen; None once they stand there no more."""
    told, key = chosen_parts(answers, standing)
    if told is None:
        return None
    if isinstance(told.fact, AddressChanged):
        return told.fact.name, told.fact.particulars
    return next(((one.name, one.details) for one in _people(told) if party_key(one) == key), None)


def chosen_parts(answers: Answers, standing: Standing) -> tuple[Told | None, str]:
    """The entry that was chosen, and the key of the party in it, empty for an address on record."""
    entry, _bar, key = str(answers.get("whose", {}).get("whose", "")).partition("|")
    return chosen_entry(standing, entry), key


def _choices(told: Told, standing: Standing) -> Iterator[tuple[str, str]]:
    """Words and key; a later entry of the same words takes the place of an earlier one."""
    fact = told.fact
    if isinstance(fact, PartiesStated) and fact.role in ROLES:
        for one in fact.parties:
            if chosen_party(standing, party_key(one), fact.role):
                words = {"role": PartyRole(fact.role).label, "name": one.name}
                yield _("%(role)s: %(name)s") % words, f"{told.key}|{party_key(one)}"
    elif isinstance(fact, AddressChanged) and _is_on_record(fact, standing):
        words = {"role": Purpose(fact.purpose).label, "name": fact.name}
        yield _("%(role)s: %(name)s") % words, f"{told.key}|"


def _is_on_record(fact: AddressChanged, standing: Standing) -> bool:
    """Whether the address stands there now, for a purpose that everybody may know."""
    now = standing.contacts.get(fact.purpose) if fact.purpose in PURPOSES else None
    return now is not None and now.name == fact.name != ""


def _people(told: Told) -> tuple[PartyOnRecord, ...]:
    return told.fact.parties if isinstance(told.fact, PartiesStated) else ()
