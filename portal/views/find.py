"""Finding a published patent by any of its numbers, as people type them."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from accounts.requests import SiteRequest
from portal.shown.forms import FindForm
from portal.shown.found import names_its_office, readings
from rights.lookup import find_published
from rights.numbers import NotANumber, parse


@require_safe
def find(request: SiteRequest) -> HttpResponse:
    """The box; then the patent itself, or every reading of an ambiguous number."""
    form = FindForm(_asked(request))
    if not form.is_bound or not form.is_valid():
        return _page(request, form)
    typed = form.cleaned_data["number"]
    try:
        number = parse(typed)
    except NotANumber as fault:
        form.add_error("number", str(fault))
        return _page(request, form)
    found = readings(number, find_published(typed, to=request.actor))
    seen = [reading for reading in found if reading.href]
    if len(seen) == 1 and (len(found) == 1 or names_its_office(typed)):
        return redirect(seen[0].href)
    return _page(request, form, readings=found, typed=typed)


def _asked(request: SiteRequest) -> QueryDict | None:
    return request.GET if "number" in request.GET else None


def _page(request: SiteRequest, form: FindForm, **found: object) -> HttpResponse:
    return TemplateResponse(request, "rights/find.html", {"form": form, "section": "find", **found})
