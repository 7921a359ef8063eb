"""The questions about a restoration."""

from django import forms
from django.utils.translation import gettext_lazy

from core.design.forms import GovukForm
from core.design.look import shown

ALL, ALONE, ENTITLED = "all", "alone", "entitled"
NOW, LATER = "now", "later"


class WhoForm(GovukForm):
    """Who may apply: the owner as it was, or whoever would own the patent by now (s.28(2))."""

    applicant = shown(
        forms.ChoiceField(
            label=gettext_lazy("Who asks for the restoration?"),
            choices=(
                (ALL, gettext_lazy("The owner on the register, or all of the owners together")),
                (ALONE, gettext_lazy("One of several owners, without the others")),
                (ENTITLED, gettext_lazy("Somebody else who would own the patent if it had not ceased")),
            ),
            widget=forms.RadioSelect,
        ),
        noun=gettext_lazy("who asks for the restoration"),
        reveals={ALONE: ("alone",)},
        hints={
            ALL: gettext_lazy("If there are several, we ask the others to agree."),
            ALONE: gettext_lazy("We must give leave for this."),
            ENTITLED: gettext_lazy("You will need a document that shows it, such as an assignment or a probate."),
        },
    )
    alone = shown(
        forms.CharField(
            label=gettext_lazy("Why do the other owners not join?"), max_length=2000, widget=forms.Textarea
        ),
        noun=gettext_lazy("why the other owners do not join"),
        count=True,
    )


class ReasonsForm(GovukForm):
    """Why the fee was not paid, and when the evidence of that comes (s.28(3), r.40)."""

    reasons = shown(
        forms.CharField(
            label=gettext_lazy("Why was the renewal fee not paid in time?"),
            help_text=gettext_lazy(
                "Say what happened, in order, with dates: who was to pay, what went wrong, when and how you found out. "
                "The failure to pay must have been unintentional."
            ),
            max_length=8000,
            widget=forms.Textarea,
        ),
        noun=gettext_lazy("why the renewal fee was not paid in time"),
        count=True,
        rows=12,
    )
    evidence = shown(
        forms.ChoiceField(
            label=gettext_lazy("When will you send the evidence?"),
            help_text=gettext_lazy("For example letters, emails, records of reminders, or a signed statement."),
            choices=((NOW, gettext_lazy("With this request")), (LATER, gettext_lazy("Later"))),
            widget=forms.RadioSelect,
        ),
        noun=gettext_lazy("when you will send the evidence"),
        hints={LATER: gettext_lazy("We will ask you for it and say by when. We cannot decide without it.")},
    )
