"""The questions about a watch."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy

from core.design.forms import GovukForm
from core.design.look import shown
from rights import facts

EVENTS: Mapping[str, tuple[type[facts.Fact], ...]] = {
    "force": (facts.Granted, facts.Ceased, facts.Expired, facts.Ended, facts.Restored, facts.TermStated),
    "renewals": (facts.RenewalPaid,),
    "owners": (facts.ProprietorsChanged, facts.ApplicantsStated, facts.PartyRenamed),
    "interests": (
        facts.InterestRegistered,
        facts.InterestAmended,
        facts.InterestEnded,
        facts.LicenceOfRightEntered,
        facts.LicenceOfRightCancelled,
    ),
    "proceedings": (facts.ProcedureMoved, facts.Corrected),
    "contacts": (facts.AgentChanged, facts.AddressChanged),
}
"""The kinds of entries behind each choice."""


class EventsForm(GovukForm):
    """Of what to tell."""

    events = shown(
        forms.MultipleChoiceField(
            label=gettext_lazy("What do you want to hear of?"),
            choices=(
                ("force", gettext_lazy("It is granted, ends, or is restored")),
                ("renewals", gettext_lazy("It is renewed")),
                ("owners", gettext_lazy("It has a new owner, or the owner a new name")),
                ("interests", gettext_lazy("A licence or a loan is registered, changed or ended")),
                (
                    "proceedings",
                    gettext_lazy("Restoration, surrender or a correction is asked for, opposed or decided"),
                ),
                ("contacts", gettext_lazy("It has another representative or address")),
            ),
            widget=forms.CheckboxSelectMultiple,
        ),
        noun=gettext_lazy("what you want to hear of"),
    )


class WhereForm(GovukForm):
    """Where to write."""

    email = shown(
        forms.EmailField(
            label=gettext_lazy("Email address"),
            help_text=gettext_lazy("We write to this address each time. Nobody else learns that you watch."),
            max_length=254,
        ),
        noun=gettext_lazy("an email address"),
        autocomplete="email",
    )
