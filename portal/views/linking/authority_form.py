"""A form of authority to print and sign; it holds nothing but numbers that are typed into its address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from rights.linking.finding import MOST
from rights.numbers import NotANumber, parse

BLANKS = (
    _("Name of the account"),
    _("Owner’s name, as on the register"),
    _("Name and position of the person who signs"),
    _("Signature"),
    _("Date"),
)


@require_safe
def authority_form(request: HttpRequest) -> HttpResponse:
    """Anyone may have it, empty or with the numbers filled in."""
    numbers = [number for text in request.GET.getlist("number")[:MOST] if (number := _canonical(text))]
    is_owner = request.GET.get("relation") != "representative"
    return render(request, "linking/authority_form.html", {"numbers": numbers, "is_owner": is_owner, "blanks": BLANKS})


def _canonical(text: str) -> str:
    try:
        return parse(text).canonical
    except NotANumber:
        return ""
