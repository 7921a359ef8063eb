"""Keys in what a customer answered by post or on the phone."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.requests import SiteRequest
from accounts.roles import OfficePermission
from casework import asking, deciding
from core.clock import now
from core.design.files import ManyFilesField
from core.design.forms import GovukForm
from core.design.look import shown
from core.files import FileRefused, store
from staff.pages import here, needs
from staff.views.cases.acting import Act, act_page
from staff.views.cases.loading import case_for
from transactions.models import Filing, Query
from transactions.services import AnswersMissing, LinkedToRight
from transactions.services.asking import open_queries
from transactions.workflow import CannotMove

KEY_IN = Act(
    gettext_lazy("Key in the answer"),
    gettext_lazy("Keep the answer"),
    gettext_lazy("For what came by post or on the phone. The customer sees it on the page of the request."),
)


class Answers(GovukForm):
    """One box for each open question, how the answer came, and scans of what came with it."""

    how = shown(
        forms.ChoiceField(
            label=gettext_lazy("How did it come?"),
            choices=[("paper", gettext_lazy("By post")), ("phone", gettext_lazy("On the phone"))],
            widget=forms.RadioSelect,
            error_messages={"required": gettext_lazy("Select how the answer came")},
        ),
        size="m",
    )
    scans = shown(
        ManyFilesField(
            label=gettext_lazy("Scans (optional)"),
            help_text=gettext_lazy("PDF, DOCX, ODT, JPG or PNG, each up to 25MB."),
            required=False,
        ),
        size="m",
        accept=".pdf,.docx,.odt,.jpg,.jpeg,.png",
    )

    def __init__(self, questions: Sequence[Query], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = [one.number for one in questions]
        for one in questions:
            label = _("Answer to question %(number)s") % {"number": one.number}
            field = forms.CharField(label=label, help_text=one.text, max_length=5000, widget=forms.Textarea)
            self.fields[f"answer_{one.number}"] = shown(field, noun=_("the answer"), size="m", rows=4)
        self.order_fields([*(f"answer_{number}" for number in self.numbers), "scans", "how"])


@never_cache
@require_http_methods(["GET", "POST"])
@needs(OfficePermission.KEY_IN)
def key_in_page(request: SiteRequest, reference: str) -> HttpResponse:
    """Asks for the answers, and keeps them as the customer's."""
    case = case_for(request, reference)
    if case.kind != "filing":
        raise Http404
    filing = deciding.filing_of(case, by=here(request))
    questions = list(open_queries(filing))
    form = Answers(questions, request.POST or None, request.FILES or None)

    def keep(said: dict[str, Any]) -> None:
        answers = {number: said[f"answer_{number}"] for number in form.numbers}
        files = {form.numbers[0]: _stored(request, said["scans"], filing)} if form.numbers else {}
        asking.key_in(case, answers, how=said["how"], files=files, by=here(request), at=now())

    empty = "" if questions else _("No question waits for an answer.")
    refusals = {FileRefused: "scans", AnswersMissing: "how", LinkedToRight: "how", CannotMove: "how"}
    return act_page(request, case, form, KEY_IN, keep, refusals=refusals, empty=empty)


def _stored(request: SiteRequest, uploads: Sequence[Any], filing: Filing) -> list[UUID]:
    said: dict[str, Any] = {"by": here(request), "at": now(), "organisation_id": filing.organisation_id}
    return [store(name=one.name, content=one.file, **said).reference for one in uploads]
