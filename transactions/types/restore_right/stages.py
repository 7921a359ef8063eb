"""The waits of a restoration: advertised, perhaps minded to refuse and heard, offered and paid for."""

from django.utils.translation import gettext_lazy

from transactions.kind import Acts, Begins, Exit, Stage, Then
from transactions.periods import no_end, one_month, that_day, two_months, until_next_journal

STAGES = (
    Stage(
        "applied",
        gettext_lazy("Request received"),
        gettext_lazy("We advertise your request in the next journal. Nobody can oppose it."),
        Begins.SUBMITTED,
        until_next_journal,
        "advertised",
    ),
    Stage(
        "advertised",
        gettext_lazy("Advertised"),
        gettext_lazy("The journal says that you asked for the restoration. An officer looks at it next."),
        Begins.BY_EXIT,
        that_day,
        Then.DECIDE,
    ),
    Stage(
        "minded",
        gettext_lazy("We are minded to refuse it"),
        gettext_lazy(
            "An officer thinks that it must be refused. You can ask to be heard; if you do not, it is refused."
        ),
        Begins.REFUSED,
        one_month,
        Then.REFUSE,
        (Exit("ask-to-be-heard", gettext_lazy("Ask to be heard"), "hearing", Acts.FILER),),
    ),
    Stage(
        "hearing",
        gettext_lazy("Hearing"),
        gettext_lazy("We will tell you when and how you are heard. A hearing officer decides afterwards."),
        Begins.BY_EXIT,
        no_end,
        Then.DECIDE,
        (Exit("heard", gettext_lazy("The hearing is over"), Then.DECIDE, Acts.OFFICER),),
    ),
    Stage(
        "offered",
        gettext_lazy("Restoration offered"),
        gettext_lazy("Pay the unpaid renewal fees and additional fees, and the patent is restored."),
        Begins.ACCEPTED,
        two_months,
        Then.REFUSE,
        paid_to=Then.RECORD,
    ),
)
"""A month to ask to be heard is by analogy with r.32(7); that the offer stands for two months is to be confirmed."""
