"""Several changes to one patent in one go: what is wanted, the list of them, and sending all that are ready."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.requests import SiteRequest
from core.clock import now
from core.days import legal_day
from core.design.forms import GovukForm
from core.design.look import shown
from core.references import normalise
from filling.way import first_page
from portal.pages import signed_in
from portal.views.filings.begin import chosen_rights
from rights.models import Right
from transactions.examination import Examination
from transactions.examining import examine_filing
from transactions.models import Filing, FilingRight
from transactions.offers import offers
from transactions.progress import progress
from transactions.registry import type_named
from transactions.services import ChangesClash, Seen, TooFew, begin_several, set_of, submit_several
from transactions.standings import load
from transactions.states import State


class Wanted(GovukForm):
    """Which changes; only those that are possible now are offered."""

    changes = shown(
        forms.MultipleChoiceField(
            label=gettext_lazy("What do you want to change?"),
            help_text=gettext_lazy("Select two or more. Each has its own questions; you send them together."),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": gettext_lazy("Select two or more changes")},
        ),
        size="m",
    )


@dataclass(frozen=True)
class Task:
    """One change of a set, as the list shows it."""

    filing: Filing
    title: str
    stands: str
    tone: str
    href: str
    found: Examination | None

    @property
    def is_ready(self) -> bool:
        """Whether it can be sent."""
        return self.found is not None and self.found.is_ready


@require_http_methods(["GET", "POST"])
def several(request: SiteRequest) -> HttpResponse:
    """Asks which changes; a POST makes a draft for each."""
    signed_in(request)
    rights = chosen_rights(request)[:1]
    form = Wanted(request.POST if request.method == "POST" else None)
    if rights:
        form.fields["changes"].choices = _possible(request, rights[0])  # type: ignore[attr-defined]
    if request.method == "POST" and rights and form.is_valid():
        made = _begun(request, rights[0], form)
        if made:
            return HttpResponseRedirect(reverse("set", args=[made]))
    context = {"form": form, "right": rights[0] if rights else None, "section": "change"}
    return TemplateResponse(request, "filings/several.html", context)


def _possible(request: SiteRequest, right: Right) -> list[tuple[str, str]]:
    on = legal_day(now())
    standing = load([right.pk], by=request.actor, on=on)[right.pk]
    found = offers(standing, by=request.actor, on=on)
    return [(offer.declared.slug, str(offer.declared.title)) for offer in found if offer.is_open]


def _begun(request: SiteRequest, right: Right, form: Wanted) -> str:
    language = (get_language() or "en")[:2]
    try:
        return begin_several(form.cleaned_data["changes"], [right.pk], by=request.actor, at=now(), language=language)
    except (TooFew, ChangesClash) as refusal:
        form.add_error("changes", str(refusal))
        return ""


@never_cache
@require_http_methods(["GET", "POST"])
def set_page(request: SiteRequest, reference: str) -> HttpResponse:
    """The changes with how each stands; a POST sends all that are ready."""
    signed_in(request)
    filings = set_of(normalise(reference)[:24], by=request.actor)
    if not filings:
        raise Http404
    if request.method == "POST":
        _send(request, filings[0].along_with)
        return HttpResponseRedirect(reverse("set", args=[filings[0].along_with]))
    tasks = [_task(request, filing) for filing in filings]
    ready = [task for task in tasks if task.is_ready]
    rights = FilingRight.objects.visible_to(request.actor).filter(filing=filings[0]).select_related("right")
    context = {
        "reference": filings[0].along_with,
        "right": rights[0].right if rights else None,
        "tasks": tasks,
        "ready": ready,
        "total_pence": sum(task.found.total_pence for task in ready if task.found),
        "waiting": sum(task.filing.state == State.DRAFT and not task.is_ready for task in tasks),
        "declarations": list(dict.fromkeys(str(type_named(task.filing.type).declaration) for task in ready)),
        "section": "filings",
    }
    return TemplateResponse(request, "filings/set.html", context)


def _task(request: SiteRequest, filing: Filing) -> Task:
    declared = type_named(filing.type)
    if filing.state != State.DRAFT:
        stands = progress(filing)
        href = reverse("filing", args=[filing.reference])
        return Task(filing, str(declared.title), stands.label, stands.tone, href, None)
    found = examine_filing(filing, by=request.actor, on=legal_day(now()))
    words, tone = (_("Ready"), "good") if found.is_ready else _unready(filing)
    return Task(filing, str(declared.title), words, tone, first_page(request, filing), found)


def _unready(filing: Filing) -> tuple[str, str]:
    return (_("In progress"), "notice") if filing.answers else (_("Not started"), "neutral")


def _send(request: SiteRequest, reference: str) -> None:
    """Says what stood in the way of those that the page called ready; the others were not meant yet."""
    seen = _seen(request)
    for one in submit_several(reference, seen=seen, by=request.actor, at=now()):
        if one.why and one.filing.reference in seen:
            messages.error(request, f"{type_named(one.filing.type).title}: {one.why}")


def _seen(request: SiteRequest) -> dict[str, Seen]:
    """The prices that stood on the page, by reference; what is not a price is none."""
    found: dict[str, Seen] = {}
    for name, value in request.POST.items():
        day, _sep, pence = str(value).partition("|")
        if name.startswith("seen-") and pence.isdecimal():
            found[name.removeprefix("seen-")] = Seen(_day(day), int(pence))
    return found


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return legal_day(now())
