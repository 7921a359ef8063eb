"""What was found for the numbers: only what is public, with both readings where a number may mean two patents."""

from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SiteRequest
from core.clock import now
from core.design.formats import day_words
from core.design.forms import GovukForm
from core.design.look import shown
from portal.pages import signed_in
from rights.linking.asking import PROVABLE, ask_links, demand_may_link
from rights.linking.finding import LONGEST, MOST, Found, Outcome, find
from rights.linking.problems import CannotLink
from rights.models import LinkRequest, Relation, Right
from rights.numbers import NotANumber, parse

NONE = "none"


class MeantForm(GovukForm):
    """For each number that may mean two patents, which one is meant."""

    def __init__(self, doubtful: list[Found], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for place, found in enumerate(doubtful):
            self.fields[f"meant-{place}"] = _question(found)

    def meant(self) -> list[str]:
        """The numbers that were chosen."""
        return [number for number in self.cleaned_data.values() if number != NONE]


def _question(found: Found) -> forms.ChoiceField:
    choices = [(right.number, _words(right)) for right in found.rights]
    field = forms.ChoiceField(
        label=_("Which patent do you mean by %(text)s?") % {"text": found.text},
        choices=[*choices, (NONE, _("Neither of them"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Select which patent you mean by %(text)s") % {"text": found.text}},
    )
    return shown(field, size="s", divided_before=NONE, hints={right.number: _hint(right) for right in found.rights})


def _words(right: Right) -> str:
    return f"{right.number} {right.title}".strip()


def _hint(right: Right) -> str:
    words = _("Owner: %(owner)s. Filed %(day)s")
    return words % {"owner": right.owner or _("not named"), "day": day_words(right.filed_on)}


@require_http_methods(["GET", "POST"])
def found(request: SiteRequest) -> HttpResponse:
    """Shows what was found; a POST begins a request for each patent."""
    actor = signed_in(request)
    demand_may_link(actor)
    numbers, relation = _numbers(request), request.GET.get("relation", "")
    if not numbers or relation not in Relation.values:
        return redirect("link")
    rows = find(numbers, relation=relation, by=actor)
    form = MeantForm(_by(rows, Outcome.DOUBTFUL), request.POST if request.method == "POST" else None)
    fault = ""
    if form.is_bound and form.is_valid():
        ready = [row.right.number for row in _by(rows, Outcome.FOUND, Outcome.ASKED)]
        try:
            begun = ask_links([*ready, *form.meant()], relation=relation, by=actor, at=now())
        except CannotLink as problem:
            fault = str(problem)
        else:
            return HttpResponseRedirect(_after(begun))
    again = f"{reverse('link')}?{urlencode({'number': numbers, 'relation': relation}, doseq=True)}"
    context = {"form": form, "fault": fault, "relation": relation, "again": again, "section": "portfolio"}
    context |= _lists(rows)
    return TemplateResponse(request, "linking/found.html", context)


def _numbers(request: SiteRequest) -> list[str]:
    """The numbers in the address that can be read; others can only have been written by hand."""
    return [text for text in dict.fromkeys(request.GET.getlist("number")[:MOST]) if _is_number(text)]


def _is_number(text: str) -> bool:
    try:
        parse(text[:LONGEST])
    except NotANumber:
        return False
    return len(text) <= LONGEST


def _by(rows: list[Found], *outcomes: Outcome) -> list[Found]:
    return [row for row in rows if row.outcome in outcomes]


def _lists(rows: list[Found]) -> dict[str, list[Found]]:
    """The rows by what was found; the same patent under two of its numbers stands there once."""
    once = {row.right.pk: row for row in _by(rows, Outcome.FOUND, Outcome.ASKED)}
    provable = [row for row in once.values() if row.request is None or row.request.state in PROVABLE]
    return {
        "ready": provable,
        "asked": [row for row in once.values() if row not in provable],
        "linked": list({row.right.pk: row for row in _by(rows, Outcome.LINKED)}.values()),
        "unknown": _by(rows, Outcome.UNKNOWN),
        "doubtful": _by(rows, Outcome.DOUBTFUL),
    }


def _after(begun: list[LinkRequest]) -> str:
    """To the proof of the first request, which covers all that share it; to the list where nothing is to be proved."""
    return reverse("link-prove", args=[begun[0].reference]) if begun else reverse("link-requests")
