"""Saved views, the cost forecast, the calendar's address, and the portfolio as XLSX and JSON."""

import io
import json
from collections.abc import Iterator

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from openpyxl import Workbook

from accounts.requests import SiteRequest
from core.clock import now
from core.days import legal_day
from core.design.forms import GovukForm
from core.design.look import shown
from portal.pages import signed_in
from portal.views.organisations.asking import question, stored
from rights.portfolio import View, clients_of
from rights.portfolio.export import COLUMNS, export_rows
from rights.tracking.calendar import NoFeed, calendar_for, has_feed, new_address, stop_feed
from rights.tracking.forecast import MOST_YEARS, forecast
from rights.tracking.views import NameNeeded, drop_view, save_view, views_of

YEARS = 5
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class SaveForm(GovukForm):
    """What a view is called, and for whom it is."""

    name = shown(
        forms.CharField(label=gettext_lazy("Name of the view"), max_length=60),
        noun=gettext_lazy("a name for this view"),
        width="20",
        size="s",
    )
    shared = shown(
        forms.ChoiceField(
            label=gettext_lazy("Who may use it?"),
            choices=[("no", gettext_lazy("Only me")), ("yes", gettext_lazy("Everybody in the account"))],
            widget=forms.RadioSelect,
            error_messages={"required": gettext_lazy("Select who may use it")},
        ),
        size="s",
    )


@require_http_methods(["GET", "POST"])
def save(request: SiteRequest) -> HttpResponse:
    """Keeps the view that the address names."""
    actor = signed_in(request)
    view = View.of(request.GET)
    form = SaveForm(request.POST if request.method == "POST" else None, initial={"shared": "no"})
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            save_view(given["name"], view.address(), is_shared=given["shared"] == "yes", by=actor, at=now())
        except NameNeeded as problem:
            form.add_error("name", str(problem))
        else:
            return stored(request, _("The view is saved"), reverse("portfolio") + view.address())
    back = reverse("portfolio") + view.address()
    return question(request, form, title=_("Save this view"), button=_("Save"), back=back, section="portfolio")


@require_GET
def views(request: SiteRequest) -> HttpResponse:
    """The saved views, one's own and those that are shared."""
    actor = signed_in(request)
    return render(
        request, "tracking/views.html", {"views": views_of(actor), "me": actor.user_id, "section": "portfolio"}
    )


@require_POST
def drop(request: SiteRequest, reference: str) -> HttpResponse:
    """Forgets a saved view."""
    if not drop_view(reference, by=signed_in(request)):
        raise Http404
    return stored(request, _("The view is deleted"), reverse("views"))


@require_GET
def costs(request: SiteRequest) -> HttpResponse:
    """What the years ahead cost, by client."""
    actor, on = signed_in(request), legal_day(now())
    text = request.GET.get("years", "")
    years = min(max(int(text), 1), MOST_YEARS) if text.isascii() and text.isdecimal() and len(text) < 3 else YEARS
    client = request.GET.get("client", "").replace("\0", "")[:60]
    told = forecast(actor, years=years, on=on, client=client)
    context = {
        "told": told,
        "totals": [told.total(year) for year in told.years],
        "sum": sum(told.total(year) for year in told.years),
        "years": years,
        "most": MOST_YEARS,
        "client": client,
        "clients": clients_of(actor),
        "confirmed": settings.FEES_CONFIRMED,
        "section": "portfolio",
    }
    return render(request, "tracking/forecast.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def calendar_address(request: SiteRequest) -> HttpResponse:
    """Makes the secret address of the calendar, which is shown once, or stops it."""
    actor, address = signed_in(request), ""
    if request.method == "POST" and request.POST.get("do") == "stop":
        stop_feed(by=actor)
        return stored(request, _("The calendar address no longer works"), reverse("calendar"))
    if request.method == "POST":
        address = settings.PUBLIC_URL + reverse("calendar-feed", args=[new_address(by=actor, at=now())])
    context = {"address": address, "has_feed": has_feed(by=actor), "section": "portfolio"}
    return render(request, "tracking/calendar.html", context)


@never_cache
@require_GET
def calendar_feed(request: SiteRequest, secret: str) -> HttpResponse:
    """The calendar for whoever holds its secret address."""
    try:
        content = calendar_for(secret, on=legal_day(now()), at=now())
    except NoFeed:
        raise Http404 from None
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


@require_GET
def export(request: SiteRequest, form: str) -> HttpResponseBase:
    """The portfolio's view as XLSX, or as JSON that is streamed."""
    actor, on = signed_in(request), legal_day(now())
    rows = export_rows(actor, View.of(request.GET), on=on)
    if form == "json":
        response: HttpResponseBase = StreamingHttpResponse(_json(rows), content_type="application/json")
    elif form == "xlsx":
        response = HttpResponse(_workbook(rows), content_type=SPREADSHEET)
    else:
        raise Http404
    response["Content-Disposition"] = f'attachment; filename="portfolio-{on.isoformat()}.{form}"'
    return response


def _json(rows: Iterator[list[str]]) -> Iterator[str]:
    next(rows)
    yield "["
    for place, row in enumerate(rows):
        cells = (cell.removeprefix("'") for cell in row)
        yield (",\n" if place else "\n") + json.dumps(dict(zip(COLUMNS, cells, strict=True)), ensure_ascii=False)
    yield "\n]\n"


def _workbook(rows: Iterator[list[str]]) -> bytes:
    """Written row by row: openpyxl keeps none of them. Cells are text, so none is run."""
    book, content = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet(_("Patents"))
    for row in rows:
        sheet.append(row)
    book.save(content)
    return content.getvalue()
