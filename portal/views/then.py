"""The public register on an earlier day, and the chain of title as page and PDF; for published rights only."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.requests import SiteRequest
from core.clock import now
from core.days import end_of, legal_day
from core.design.fields import DateInputField
from core.design.forms import GovukForm
from core.design.look import shown
from core.pdf import NoPdfHere, pdf_of
from portal.shown.addresses import in_address, right_address
from rights.lookup import find_published
from rights.models import Right
from rights.numbers import NotANumber
from rights.register import NotThenOnRegister, as_at, stored_state
from rights.shown.then import compared, held
from rights.standing import Snapshot
from rights.title import tenures_of

AS_KNOWN_THEN, AS_KNOWN_NOW = "then", "now"


class DayForm(GovukForm):
    """Which day, and whether later entries about it count."""

    day = shown(
        DateInputField(label=_("On which day?"), help_text=_("For example, 27 3 2024")), noun=_("the day"), size="m"
    )
    known = shown(
        forms.ChoiceField(
            label=_("What do you want to see?"),
            choices=(
                (AS_KNOWN_THEN, _("What the register said at the end of that day")),
                (AS_KNOWN_NOW, _("What counted on that day, with everything that was entered later")),
            ),
            initial=AS_KNOWN_THEN,
            widget=forms.RadioSelect,
        ),
        noun=_("what you want to see"),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].latest = today  # type: ignore[attr-defined]


@require_safe
def then(request: SiteRequest, number: str) -> HttpResponse:
    """Asks for a day and shows the register of that day beside today's."""
    right = published(request, number)
    form = DayForm(request.GET if "day-day" in request.GET else None, today=legal_day(now()))
    context = {**_about(right), "form": form, "section": "find"}
    if form.is_bound and form.is_valid():
        context |= _answer(right, form.cleaned_data["day"], form.cleaned_data["known"])
    return TemplateResponse(request, "rights/then.html", context)


def _answer(right: Right, day: date, known: str) -> dict[str, Any]:
    entered: datetime | None = end_of(day) if known == AS_KNOWN_THEN else None
    try:
        state = as_at(right.pk, effective=day, entered=entered)
    except NotThenOnRegister:
        return {"day": day, "nothing": True}
    rows = compared(Snapshot.of(right.pk, state), Snapshot.of(right.pk, stored_state(right.pk)))
    return {"day": day, "rows": rows, "changed": sum(row.differs for row in rows), "known": known}


@require_safe
def title(request: SiteRequest, number: str) -> HttpResponse:
    """Who has owned the right, from when to when, and why."""
    right = published(request, number)
    return render(request, "rights/title.html", {**_about(right), **_title(right), "section": "find"})


@require_safe
def title_file(request: SiteRequest, number: str) -> HttpResponse:
    """The certificate of title as a PDF; the page where this machine cannot make one."""
    right = published(request, number)
    try:
        content = pdf_of("documents/title.html", {**_about(right), **_title(right)})
    except NoPdfHere:
        return redirect("right-title", number=number)
    name = f"title-{in_address(right.number)}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _title(right: Right) -> dict[str, Any]:
    return {"tenures": [held(one) for one in tenures_of(right.pk)], "on": legal_day(now())}


def _about(right: Right) -> dict[str, Any]:
    return {
        "right": right,
        "number": right.number,
        "public_address": right_address("public-right", right.number),
        "title_address": right_address("right-title", right.number),
        "title_file_address": right_address("right-title-file", right.number),
    }


def published(request: SiteRequest, number: str) -> Right:
    """Raises:
    Http404: for every number under which there is nothing to see.
    """
    try:
        found = [right for right in find_published(number, to=request.actor) if in_address(right.number) == number]
    except NotANumber:
        found = []
    if not found:
        raise Http404
    return found[0]
