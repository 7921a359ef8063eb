"""The questions about a representative who leaves."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy

from core.design.forms import GovukForm
from core.design.look import shown
from rights.standing import Standing
from rights.statuses import PartyRole
from transactions.forms.addresses import ServiceAddressForm
from transactions.kind import Answers
from transactions.parties import party_choices


class WhoForm(GovukForm):
    """Which representative."""

    party = shown(
        forms.ChoiceField(label=gettext_lazy("Which representative leaves?"), choices=(), widget=forms.RadioSelect),
        noun=gettext_lazy("which representative leaves"),
    )


class ServiceForm(ServiceAddressForm):
    """Where official letters go from now on (r.103)."""

    email = shown(
        forms.EmailField(label=gettext_lazy("Email address (optional)"), max_length=254, required=False),
        autocomplete="email",
    )


def offer_agents(form: GovukForm, answers: Answers, standings: Sequence[Standing]) -> None:
    """The agents who stand on all of the rights."""
    form.fields["party"].choices = party_choices(standings, PartyRole.AGENT)  # type: ignore[attr-defined]
