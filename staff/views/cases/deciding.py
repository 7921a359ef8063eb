"""Decides a request: what is decided and why, then the letter as it would go out, then the confirmation."""

from typing import Any

from django import forms
from django.contrib import messages
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
from casework.checking import ChecksMissing
from casework.models import Case
from casework.taking import CaseDone, TakenByAnother
from casework.texts import Use, current, reasons_in_words, title_of
from core.actor import Officer
from core.clock import now
from core.days import legal_day
from core.design.forms import GovukForm
from core.design.look import shown
from rights.register import CannotCorrect, CannotShow
from staff.pages import here, needs
from staff.shown.cases import lines
from staff.views.cases.loading import case_for
from transactions.kind import Route
from transactions.letters import letter_if
from transactions.models import Filing
from transactions.services import AgreementMissing, CannotDecide, EarlierFilingOpen, LinkedToRight
from transactions.services.deciding import ACCEPT, REFUSE
from transactions.states import State
from transactions.workflow import CannotMove

REFUSALS = (
    deciding.ChangedMeanwhile, deciding.CaseSuspended, TakenByAnother, CaseDone, AgreementMissing, CannotDecide,
    EarlierFilingOpen, LinkedToRight, CannotMove, CannotShow, CannotCorrect,
)  # fmt: skip


class Decide(GovukForm):
    """Accept or refuse; a refusal has reasons."""

    outcome = shown(
        forms.ChoiceField(
            label=gettext_lazy("What do you decide?"),
            widget=forms.RadioSelect,
            choices=[(ACCEPT, gettext_lazy("Accept")), (REFUSE, gettext_lazy("Refuse"))],
            error_messages={"required": gettext_lazy("Select what you decide")},
        ),
        size="m",
        reveals={REFUSE: ("reasons", "why")},
    )
    reasons = shown(
        forms.MultipleChoiceField(
            label=gettext_lazy("Reasons"),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": gettext_lazy("Select at least one reason")},
        ),
        small=True,
    )
    why = shown(
        forms.CharField(
            label=gettext_lazy("In your own words (optional)"),
            help_text=gettext_lazy("It stands in the letter after the sentences of the reasons."),
            required=False,
            max_length=1500,
            widget=forms.Textarea,
        ),
        rows=4,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    wording = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)

    def decision(self, case: Case, filing: Filing, *, by: Officer) -> deciding.Decision:
        """What was chosen, with the words of the letter in the language of the request."""
        said = self.cleaned_data
        codes = tuple(said.get("reasons") or ())
        if said["outcome"] == ACCEPT:
            return deciding.Decision(accept=True)
        own = said.get("why", "")
        why = reasons_in_words(codes, own, language=filing.language, by=by, case=case)
        return deciding.Decision(accept=False, why=said.get("wording", "").strip() or why, codes=codes)

    def clean(self) -> dict[str, Any]:
        """ "Another reason" alone says nothing: the officer's words are needed."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("reasons") == ["other"] and not cleaned.get("why", "").strip():
            self.add_error("why", _("Enter the reason in your own words"))
        return cleaned


@never_cache
@require_http_methods(["GET", "POST"])
@needs(OfficePermission.DECIDE)
def decide_page(request: SiteRequest, reference: str) -> HttpResponse:
    """The question; a POST shows the letter, and one that confirms decides."""
    case = case_for(request, reference)
    if case.kind != "filing":
        raise Http404
    filing = deciding.filing_of(case, by=here(request))
    form = Decide(_sent(request), initial={"seen": deciding.mark_of(filing)})
    _name_choices(form, filing)
    reasons = [(one.slug, title_of(one)) for one in current(by=here(request), use=Use.REFUSAL)]
    form.fields["reasons"].choices = reasons  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        if "confirm" not in request.POST:
            return _preview(request, case, filing, form)
        if _decided(request, case, filing, form):
            return HttpResponseRedirect(reverse("staff:case", args=[case.reference]))
    context = {"case": case, "line": lines([case], on=legal_day(now()))[0], "form": form, "filing": filing}
    return TemplateResponse(request, "office/decide.html", context | {"says": _says(filing)})


def _sent(request: SiteRequest) -> dict[str, Any] | None:
    """What was sent; whoever goes back to the reasons begins with their sentences again."""
    if request.method != "POST":
        return None
    sent = request.POST.copy()
    if "change" in sent:
        sent["wording"] = ""
    return sent


def _preview(request: SiteRequest, case: Case, filing: Filing, form: Decide) -> HttpResponse:
    decision = form.decision(case, filing, by=here(request))
    kept = [(name, value) for name in ("outcome", "reasons", "why", "seen") for value in request.POST.getlist(name)]
    context = {
        "case": case,
        "line": lines([case], on=legal_day(now()))[0],
        "letter": letter_if(filing, accept=decision.accept, why=decision.why, at=now()),
        "kept": kept,
        "wording": "" if decision.accept else decision.why,
        "choice": dict(form.fields["outcome"].choices)[form.cleaned_data["outcome"]],  # type: ignore[attr-defined]
    }
    return TemplateResponse(request, "office/decide_letter.html", context)


def _decided(request: SiteRequest, case: Case, filing: Filing, form: Decide) -> bool:
    seen = form.cleaned_data["seen"]
    try:
        decided = deciding.decide_case(
            case, form.decision(case, filing, by=here(request)), seen=seen, by=here(request), at=now()
        )
    except ChecksMissing as unchecked:
        text = _("Check first, on the page of the case: %(what)s")
        form.add_error("outcome", text % {"what": str(unchecked)})
        return False
    except REFUSALS as refusal:
        form.add_error("outcome", str(refusal))
        return False
    messages.success(request, _("Done: %(state)s.") % {"state": State(decided.state).label})
    return True


def _name_choices(form: Decide, filing: Filing) -> None:
    """The two choices by what they are now: a decision, a recommendation, or a second check."""
    words = {ACCEPT: _("Accept"), REFUSE: _("Refuse")}
    if filing.state == State.RECOMMENDED:
        back = _("Send it back: you do not agree")
        words = {one: text if one == filing.recommends else back for one, text in words.items()}
    elif filing.route == Route.TWO_PERSON:
        words = {ACCEPT: _("Recommend to accept"), REFUSE: _("Recommend to refuse")}
    form.fields["outcome"].choices = list(words.items())  # type: ignore[attr-defined]


def _says(filing: Filing) -> str:
    if filing.state == State.RECOMMENDED:
        return _("Another officer recommends this. You check it and decide.")
    if filing.route == Route.TWO_PERSON:
        return _("Two officers decide this: you recommend, another officer checks.")
    return ""
