"""Puts numbered questions to the filer of a request, and gives them longer to answer."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.requests import SiteRequest
from accounts.roles import OfficePermission
from casework import asking, deciding
from casework.taking import CaseDone, TakenByAnother
from casework.texts import Use
from core.clock import now
from core.design.fields import DateInputField
from core.design.forms import GovukForm
from core.design.look import shown
from staff.pages import here, needs
from staff.shown.texts import offers
from staff.views.cases.acting import Act, act_page
from staff.views.cases.loading import case_for
from transactions.services import LinkedToRight
from transactions.services.asking import QuestionsInvalid
from transactions.workflow import CannotMove

MOST = 5
ASK = Act(
    gettext_lazy("Ask the customer"),
    gettext_lazy("Send the questions"),
    gettext_lazy(
        "They answer online, with documents if they want. We remind them five working days before the last day. Until "
        "then the clock of this case stands still."
    ),
)
EXTEND = Act(
    gettext_lazy("Give the customer longer"),
    gettext_lazy("Give them longer"),
    gettext_lazy("We tell them the new last day, and remind them five working days before it."),
)
REFUSED = {
    QuestionsInvalid: "due_on", deciding.ChangedMeanwhile: "question_1", deciding.CaseSuspended: "question_1",
    TakenByAnother: "question_1", CaseDone: "question_1", LinkedToRight: "question_1", CannotMove: "question_1",
}  # fmt: skip


def _question(number: int) -> forms.CharField:
    label = _("Question %(number)s") if number == 1 else _("Question %(number)s (optional)")
    field = forms.CharField(
        label=label % {"number": number}, max_length=2000, required=number == 1, widget=forms.Textarea
    )
    return shown(field, noun=_("a question"), rows=3)


class Questions(GovukForm):
    """Up to five questions, and the last day to answer them."""

    due_on = shown(
        DateInputField(label=gettext_lazy("Answer by")), noun=gettext_lazy("the last day to answer"), size="m"
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    field_order = (*(f"question_{number}" for number in range(1, MOST + 1)), "due_on", "seen")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MOST + 1):
            self.fields[f"question_{number}"] = _question(number)
        self.order_fields(self.field_order)


class Longer(GovukForm):
    """The new last day, and why."""

    due_on = shown(
        DateInputField(label=gettext_lazy("New last day to answer")), noun=gettext_lazy("the new last day"), size="m"
    )
    why = shown(
        forms.CharField(
            label=gettext_lazy("Why do they get longer?"),
            help_text=gettext_lazy("Only staff read it."),
            max_length=1000,
            widget=forms.Textarea,
        ),
        noun=gettext_lazy("why they get longer"),
        size="m",
        rows=3,
    )


@never_cache
@require_http_methods(["GET", "POST"])
@needs(OfficePermission.WORK)
def ask_page(request: SiteRequest, reference: str) -> HttpResponse:
    """Asks for the questions, and sends them."""
    case = case_for(request, reference)
    if case.kind != "filing":
        raise Http404
    by = here(request)
    mark = deciding.mark_of(deciding.filing_of(case, by=by))
    form = Questions(request.POST or None, initial={"seen": mark, "due_on": asking.usual_due_on(now())})

    def send(said: dict[str, Any]) -> None:
        texts = [said[f"question_{number}"] for number in range(1, MOST + 1) if said[f"question_{number}"].strip()]
        asking.ask_filer(case, texts, due_on=said["due_on"], seen=said["seen"], by=by, at=now())

    offered = offers(request, case, Use.QUESTION, form, "question_1")
    return act_page(request, case, form, ASK, send, refusals=REFUSED, offered=offered)


@never_cache
@require_http_methods(["GET", "POST"])
@needs(OfficePermission.WORK)
def extend_page(request: SiteRequest, reference: str) -> HttpResponse:
    """Asks for the new last day, and tells the customer."""
    case = case_for(request, reference)
    if case.kind != "filing":
        raise Http404
    form = Longer(request.POST or None, initial={"due_on": asking.usual_due_on(now())})

    def give(said: dict[str, Any]) -> None:
        asking.extend(case, said["due_on"], said["why"], by=here(request), at=now())

    refusals = {QuestionsInvalid: "due_on", LinkedToRight: "due_on", CannotMove: "due_on"}
    return act_page(request, case, form, EXTEND, give, refusals=refusals)
