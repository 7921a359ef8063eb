"""Renewing by number, for anyone: find the patents, see what each costs and why, and begin."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.requests import SiteRequest
from core.actor import Actor
from core.design.forms import GovukForm
from core.design.look import shown
from filling.way import first_page
from portal.views.filings.begin import chosen_rights, draft_of, survey_for
from portal.views.linking.numbers import told
from rights.linking.finding import MOST, read_numbers
from rights.lookup import find_published
from rights.models import Right
from rights.models.right import ANYBODY
from transactions.registry import type_named
from transactions.services import CannotBegin, NoSuchRight, TooManyRights

SLUG = "renew"


@dataclass(frozen=True)
class Typed:
    """One number as it was typed, and the patents that it may mean."""

    text: str
    rights: tuple[Right, ...]


class NumbersForm(GovukForm):
    """Up to fifty patent numbers."""

    numbers = shown(
        forms.CharField(
            label=gettext_lazy("Which patents do you want to renew?"),
            help_text=gettext_lazy(
                "Enter a patent or application number, like GB2490001 or EP1000000. "
                "For several, use new lines, commas or spaces between them, up to 50."
            ),
            widget=forms.Textarea,
            max_length=4000,
            error_messages={"required": gettext_lazy("Enter a patent number, like GB2490001")},
        ),
        noun=gettext_lazy("a patent number"),
        heading=True,
        size="l",
        rows=4,
        spellcheck=False,
        autocapitalize="characters",
    )

    def __init__(self, *args: Any, to: Actor = ANYBODY, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.to = to

    def clean_numbers(self) -> list[Typed]:
        """What each number may mean; everything that means nothing is named."""
        numbers, wrong = read_numbers(self.cleaned_data["numbers"])
        if len(numbers) + len(wrong) > MOST:
            raise forms.ValidationError(_("Enter up to %(most)s numbers at a time") % {"most": MOST})
        found, faults = [], list(told(wrong))
        for number in numbers:
            try:
                found.append(Typed(number, _meant(number, to=self.to)))
            except ValueError as fault:
                faults.append(str(fault))
        if faults:
            raise forms.ValidationError(faults)
        if not found:
            raise forms.ValidationError(_("Enter a patent number, like GB2490001"))
        return found


def _meant(text: str, *, to: Actor) -> tuple[Right, ...]:
    """The published patents that the number may mean.

    Raises:
        ValueError: with a sentence, if it is no number, or none that anyone may see.
    """
    rights = tuple(find_published(text[:60], to=to))
    if not rights:
        raise ValueError(
            _("We did not find a published patent with the number %(text)s. Check it.") % {"text": text[:60]}
        )
    return rights


@never_cache
@require_http_methods(["GET", "POST"])
def renew(request: SiteRequest) -> HttpResponse:
    """Asks for numbers, shows what was found, and begins."""
    if request.method == "POST" and "numbers" in request.POST:
        return _found(request)
    if request.GET.getlist("right") or request.POST.getlist("right"):
        return _quoted(request)
    return _ask(request, NumbersForm(initial={"numbers": "\n".join(request.GET.getlist("number"))}))


def _ask(request: SiteRequest, form: NumbersForm) -> HttpResponse:
    context = {"form": form, "declared": type_named(SLUG), "section": "renew"}
    return TemplateResponse(request, "renew/numbers.html", context)


def _found(request: SiteRequest) -> HttpResponse:
    """Goes on with what was meant, or asks where a number may mean two patents."""
    form = NumbersForm(request.POST, to=request.actor)
    if not form.is_valid():
        return _ask(request, form)
    typed: list[Typed] = form.cleaned_data["numbers"]
    doubtful = [one for one in typed if len(one.rights) > 1]
    certain = [one.rights[0].number for one in typed if len(one.rights) == 1]
    if doubtful:
        context = {"doubtful": doubtful, "certain": certain, "section": "renew"}
        return TemplateResponse(request, "renew/which.html", context)
    return HttpResponseRedirect(_address(certain))


def _address(numbers: list[str]) -> str:
    query = QueryDict(mutable=True)
    query.setlist("right", list(dict.fromkeys(numbers)))
    return f"{reverse('renew')}?{query.urlencode()}"


def _quoted(request: SiteRequest) -> HttpResponse:
    """What each patent costs today, or why it cannot be renewed; a POST begins."""
    rights, declared = chosen_rights(request), type_named(SLUG)
    if not rights:
        return _ask(request, NumbersForm())
    if request.method == "POST" and len(rights) <= MOST:
        try:
            return HttpResponseRedirect(first_page(request, draft_of(request, declared, rights)))
        except (CannotBegin, NoSuchRight, TooManyRights):
            pass
    found = survey_for(request, declared, rights)
    context = {
        "declared": declared,
        "found": found,
        "objections": found.blocking,
        "most_pence": settings.PAY_MAX_PENCE,
        "section": "renew",
    }
    return TemplateResponse(request, "renew/quote.html", context)
