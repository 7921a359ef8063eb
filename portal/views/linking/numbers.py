"""Which patents, and as whom: the first page of linking."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.requests import SiteRequest
from core.design.forms import GovukForm
from core.design.look import shown
from portal.pages import signed_in
from rights.linking.asking import demand_may_link
from rights.linking.finding import MOST, Fault, read_numbers
from rights.linking.listing import own_requests
from rights.models import Relation

MOST_FAULTS = 10
RELATIONS = [
    (Relation.OWNER, gettext_lazy("I own them, or work for the owner")),
    (Relation.REPRESENTATIVE, gettext_lazy("I represent the owner, for example as a patent attorney")),
]


class NumbersForm(GovukForm):
    """Up to fifty numbers, and what the account is to them."""

    numbers = shown(
        forms.CharField(
            label=gettext_lazy("Patent numbers"),
            help_text=gettext_lazy(
                "Enter up to 50 patent or application numbers, like GB2490001 or EP1000000. "
                "Put each on a new line, or separate them with commas or spaces."
            ),
            widget=forms.Textarea,
            max_length=6000,
            error_messages={"required": gettext_lazy("Enter a patent number, like GB2490001")},
        ),
        noun=gettext_lazy("patent numbers"),
        size="m",
        rows=5,
        spellcheck=False,
        autocapitalize="characters",
    )
    relation = shown(
        forms.ChoiceField(
            label=gettext_lazy("What is your connection to these patents?"),
            choices=RELATIONS,
            widget=forms.RadioSelect,
            error_messages={"required": gettext_lazy("Select whether you own the patents or represent the owner")},
        ),
        size="m",
    )

    def clean_numbers(self) -> list[str]:
        """The numbers as they were typed, each once; everything that is no number is named."""
        numbers, faults = read_numbers(self.cleaned_data["numbers"])
        if len(numbers) + len(faults) > MOST:
            raise forms.ValidationError(_("Enter up to %(most)s numbers at a time") % {"most": MOST})
        if faults:
            raise forms.ValidationError(list(told(faults)))
        if not numbers:
            raise forms.ValidationError(_("Enter a patent number, like GB2490001"))
        return numbers


def told(faults: list[Fault]) -> Iterator[str]:
    """Every piece that is no number with what is wrong, the first few of many."""
    for one in faults[:MOST_FAULTS]:
        yield one.words if one.text in one.words else _("%(text)s: %(fault)s") % {"text": one.text, "fault": one.words}
    if len(faults) > MOST_FAULTS:
        yield _("And %(more)s more cannot be read as numbers") % {"more": len(faults) - MOST_FAULTS}


@require_http_methods(["GET", "POST"])
def link(request: SiteRequest) -> HttpResponse:
    """Asks which patents, and goes on to what was found."""
    actor = signed_in(request)
    demand_may_link(actor)
    form = NumbersForm(request.POST if request.method == "POST" else None, initial=_initial(request))
    if form.is_bound and form.is_valid():
        query = {"relation": form.cleaned_data["relation"], "number": form.cleaned_data["numbers"]}
        return HttpResponseRedirect(f"{reverse('link-found')}?{urlencode(query, doseq=True)}")
    context = {"form": form, "has_requests": own_requests(by=actor).exists(), "section": "portfolio"}
    return TemplateResponse(request, "linking/numbers.html", context)


def _initial(request: SiteRequest) -> dict[str, str]:
    return {
        "numbers": "\n".join(request.GET.getlist("number")[:MOST]),
        "relation": request.GET.get("relation", ""),
    }
