"""Puts numbered questions to the filer of a request."""

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.requests import SiteRequest
from accounts.roles import OfficePermission
from casework import deciding
from casework.models import Case
from casework.taking import CaseDone, TakenByAnother
from core.clock import now
from core.days import legal_day
from core.design.fields import DateInputField
from core.design.forms import GovukForm
from core.design.look import shown
from staff.pages import here, needs
from staff.shown.cases import lines
from staff.views.cases.loading import case_for
from transactions.services import LinkedToRight
from transactions.services.asking import QuestionsInvalid
from transactions.workflow import CannotMove

REFUSALS = (deciding.ChangedMeanwhile, TakenByAnother, CaseDone, LinkedToRight, CannotMove)
MOST = 5


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

    def texts(self) -> list[str]:
        """What was asked, without empty boxes."""
        asked = (self.cleaned_data[f"question_{number}"] for number in range(1, MOST + 1))
        return [text for text in asked if text.strip()]


@never_cache
@require_http_methods(["GET", "POST"])
@needs(OfficePermission.WORK)
def ask_page(request: SiteRequest, reference: str) -> HttpResponse:
    """Asks for the questions, and sends them."""
    case = case_for(request, reference)
    if case.kind != "filing":
        raise Http404
    mark = deciding.mark_of(deciding.filing_of(case, by=here(request)))
    form = Questions(request.POST or None, initial={"seen": mark, "due_on": deciding.usual_due_on(now())})
    if request.method == "POST" and form.is_valid() and _asked(request, case, form):
        return HttpResponseRedirect(reverse("staff:case", args=[case.reference]))
    context = {"case": case, "line": lines([case], on=legal_day(now()))[0], "form": form}
    return TemplateResponse(request, "office/ask.html", context)


def _asked(request: SiteRequest, case: Case, form: Questions) -> bool:
    said = form.cleaned_data
    try:
        deciding.ask_filer(case, form.texts(), due_on=said["due_on"], seen=said["seen"], by=here(request), at=now())
    except QuestionsInvalid as problem:
        form.add_error("due_on", str(problem))
    except REFUSALS as refusal:
        form.add_error("question_1", str(refusal))
    return not form.errors
