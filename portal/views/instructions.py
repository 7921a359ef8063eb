"""Instructions: what waits for an answer, asking, answering many at once, and giving them unasked."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SiteRequest
from core.actor import Applicant, Permission
from core.clock import now
from core.design.fields import DateInputField
from core.design.forms import GovukForm
from core.design.listing import listed as one_page
from core.design.look import shown
from portal.pages import signed_in
from portal.views.organisations.asking import question, stored
from rights.clients.placing import NotYours, numbers_in, rights_bearing
from rights.instructions.asking import AlreadyAnswered, NotLookedAfter, OwnersWord, answer_all, ask, give, withdraw
from rights.instructions.listing import ASKED, COLUMNS, GIVEN, IN_FORCE, OVER, TO_ANSWER, WAITING, counts, listed
from rights.models import Instruction
from rights.models.instructions import Answer

ON_A_PAGE = 50
SHOWN = tuple(COLUMNS)
ANSWERS = [(one.value, one.label) for one in (Answer.RENEW, Answer.LAPSE, Answer.OTHER)]


def _numbers_field() -> forms.CharField:
    return shown(
        forms.CharField(
            label=gettext_lazy("Which patents?"),
            help_text=gettext_lazy("Type or paste numbers, one on a line or with commas between."),
            widget=forms.Textarea,
            max_length=200_000,
            error_messages={"required": gettext_lazy("Enter at least one patent number")},
        ),
        rows=5,
        size="s",
        spellcheck=False,
    )


class AskForm(GovukForm):
    """Which patents, what is asked, and by when."""

    numbers = _numbers_field()
    question = shown(
        forms.CharField(
            label=gettext_lazy("What do you want to know? (optional)"),
            help_text=gettext_lazy("We always ask whether to renew. Add anything else here."),
            max_length=1000,
            required=False,
            widget=forms.Textarea,
        ),
        rows=3,
        size="s",
    )
    due_on = shown(
        DateInputField(label=gettext_lazy("When do you need the answer?")),
        noun=gettext_lazy("the day by which you need the answer"),
        size="s",
    )


class GiveForm(GovukForm):
    """Which patents, and what is to be done."""

    numbers = _numbers_field()
    answer = shown(
        forms.ChoiceField(
            label=gettext_lazy("What should be done?"),
            choices=ANSWERS,
            widget=forms.RadioSelect,
            error_messages={"required": gettext_lazy("Select what should be done")},
        ),
        size="s",
        hints={Answer.LAPSE.value: gettext_lazy("No automatic renewal of these patents happens, for anybody.")},
    )
    words = shown(
        forms.CharField(label=gettext_lazy("Anything else? (optional)"), max_length=1000, required=False), size="s"
    )


@never_cache
@require_http_methods(["GET", "POST"])
def instructions(request: SiteRequest) -> HttpResponse:
    """One sort of instructions; a POST answers those that are ticked."""
    actor = signed_in(request)
    show = request.GET.get("show", "")
    show = show if show in SHOWN else TO_ANSWER
    trouble = _answered(request) if request.method == "POST" else ""
    if request.method == "POST" and not trouble:
        return HttpResponseRedirect(reverse("instructions"))
    newest = show not in WAITING
    page = one_page(listed(show, by=actor), request.GET, column=COLUMNS[show], descending=newest, size=ON_A_PAGE)
    context: dict[str, Any] = {
        "listed": page,
        "rows": page.rows,
        "show": show,
        "links": _links(show, actor_counts=counts(actor)),
        "answers": ANSWERS,
        "me": actor.organisation_id,
        "may_say": Permission.SUBMIT in actor.permissions,
        "trouble": trouble,
        "section": "portfolio",
    }
    return render(request, "instructions/list.html", context)


def _links(show: str, *, actor_counts: Any) -> list[dict[str, Any]]:
    words = {
        TO_ANSWER: (_("To answer"), actor_counts.to_answer),
        ASKED: (_("Asked"), actor_counts.asked),
        IN_FORCE: (_("Told to you"), actor_counts.in_force),
        GIVEN: (_("Told by you"), actor_counts.given),
        OVER: (_("Over"), None),
    }
    return [
        {"href": f"?show={key}", "text": text if number is None else f"{text} ({number})", "current": key == show}
        for key, (text, number) in words.items()
    ]


def _answered(request: SiteRequest) -> str:
    """Answers what was ticked; returns what is wrong, or nothing."""
    actor, given = signed_in(request), request.POST.get("answer", "")
    rows = listed(TO_ANSWER, by=actor).filter(reference__in=request.POST.getlist("row"))
    if given not in dict(ANSWERS):
        return _("Select what should be done")
    if not rows:
        return _("Select at least one patent")
    try:
        number = answer_all(list(rows), Answer(given), request.POST.get("words", ""), by=actor, at=now())
    except AlreadyAnswered as problem:
        return str(problem)
    text = ngettext("You answered for %(number)s patent", "You answered for %(number)s patents", number)
    messages.success(request, text % {"number": number})
    return ""


@require_http_methods(["GET", "POST"])
def asking(request: SiteRequest) -> HttpResponse:
    """Asks owners for instructions."""
    actor = signed_in(request)
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            rights = rights_bearing(numbers_in(given["numbers"]), by=actor)
            made = ask(rights, question=given["question"], due_on=given["due_on"], by=actor, at=now())
        except (NotYours, NotLookedAfter) as problem:
            form.add_error("numbers", str(problem))
        else:
            text = ngettext("You asked about %(number)s patent", "You asked about %(number)s patents", len(made))
            return stored(request, text % {"number": len(made)}, reverse("instructions") + "?show=asked")
    title, button = _("Ask for instructions"), _("Ask")
    return question(request, form, title=title, button=button, back=reverse("instructions"), section="portfolio")


@require_http_methods(["GET", "POST"])
def giving(request: SiteRequest) -> HttpResponse:
    """Gives instructions unasked, or notes what a client said."""
    actor = signed_in(request)
    form = GiveForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            rights = rights_bearing(numbers_in(given["numbers"]), by=actor)
            number = give(rights, Answer(given["answer"]), given["words"], by=actor, at=now())
        except (NotYours, NotLookedAfter, OwnersWord) as problem:
            form.add_error("numbers", str(problem))
        else:
            text = ngettext("%(number)s instruction is in force", "%(number)s instructions are in force", number)
            return stored(request, text % {"number": number}, reverse("instructions") + f"?show={_where(actor)}")
    title, button = _("Give instructions"), _("Save")
    return question(request, form, title=title, button=button, back=reverse("instructions"), section="portfolio")


def _where(actor: Applicant) -> str:
    """The list in which what was just given stands: an owner's own word in one, what a firm noted in the other."""
    numbers = counts(actor)
    return GIVEN if numbers.given and not numbers.in_force else IN_FORCE


@require_POST
def withdrawing(request: SiteRequest, reference: str) -> HttpResponse:
    """Takes one back."""
    actor = signed_in(request)
    row = Instruction.objects.visible_to(actor).filter(reference=reference).first()
    if row is None:
        raise Http404
    try:
        withdraw(row, by=actor, at=now())
    except (AlreadyAnswered, OwnersWord) as problem:
        messages.info(request, str(problem))
    else:
        messages.success(request, _("You took it back. We told the other side."))
    return HttpResponseRedirect(reverse("instructions"))
