"""Beginning a list: what for, then typed, pasted or from a file; and a template to fill in."""

import csv
import io

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from openpyxl import Workbook

from accounts.requests import SiteRequest
from core.clock import now
from core.days import legal_day
from core.design.forms import GovukForm
from core.design.look import shown
from portal.pages import signed_in
from rights.portfolio import View, links_for
from transactions.kind import TransactionType
from transactions.lists.making import lists_of, make_list
from transactions.lists.reading import MOST, Row, UnreadableList, read_file, read_text
from transactions.registry import NoSuchType, all_types, type_named

TEMPLATE = [("GB2606630", "ABC/123"), ("EP3756048", "ABC/124")]


class ListForm(GovukForm):
    """Numbers that are typed or pasted, or a file."""

    numbers = shown(
        forms.CharField(
            label=gettext_lazy("Type or paste the numbers"),
            help_text=gettext_lazy("One on a line, or two columns from a spreadsheet: number and your reference."),
            widget=forms.Textarea,
            max_length=1_000_000,
            required=False,
        ),
        rows=8,
        size="m",
        spellcheck=False,
    )
    file = shown(
        forms.FileField(
            label=gettext_lazy("Or choose a file"),
            help_text=gettext_lazy("CSV or XLSX with up to 10,000 lines. We find the columns ourselves."),
            required=False,
        ),
        size="m",
        accept=".csv,.txt,.tsv,.xlsx,text/csv",
    )

    def rows(self) -> tuple[str, list[Row]]:
        """The name of what was given, and its rows; an error on the field where nothing can be read."""
        given, text = self.cleaned_data.get("file"), self.cleaned_data.get("numbers", "").strip()
        if not given and not text:
            self.add_error("numbers", _("Type or paste numbers, or choose a file"))
            return "", []
        try:
            return (given.name, read_file(given.name, given.read())) if given else (_("Typed"), read_text(text))
        except UnreadableList as problem:
            self.add_error("file" if given else "numbers", str(problem))
            return "", []


@require_GET
def lists(request: SiteRequest) -> HttpResponse:
    """What can be asked for by list, and the lists that are not sent yet."""
    actor = signed_in(request)
    context = {
        "types": [declared for declared in all_types() if declared.by_list],
        "open": [(made, type_named(made.type).title) for made in lists_of(actor)],
        "section": "change",
    }
    return render(request, "lists/lists.html", context)


@require_http_methods(["GET", "POST"])
def new(request: SiteRequest, slug: str) -> HttpResponse:
    """Takes the rows, and goes on to the dry run."""
    actor, declared = signed_in(request), _declared(slug)
    form = ListForm(request.POST, request.FILES) if request.method == "POST" else ListForm()
    if form.is_bound and form.is_valid():
        name, rows = form.rows()
        if rows:
            made = make_list(slug, rows, name=name, language=get_language() or "en", by=actor, at=now())
            return HttpResponseRedirect(reverse("list", args=[made.reference]))
    context = {"form": form, "declared": declared, "section": "change"}
    return TemplateResponse(request, "lists/new.html", context)


@require_GET
def template(request: SiteRequest, form: str) -> HttpResponse:
    """An example to fill in, as CSV or XLSX."""
    signed_in(request)
    heading = (_("Number"), _("Your reference"))
    if form == "xlsx":
        book = Workbook(write_only=True)
        sheet = book.create_sheet(_("Patents"))
        for row in (heading, *TEMPLATE):
            sheet.append(list(map(str, row)))
        content = io.BytesIO()
        book.save(content)
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return _file(HttpResponse(content.getvalue(), content_type=kind), "patents.xlsx")
    if form != "csv":
        raise Http404
    text = io.StringIO()
    csv.writer(text).writerows([heading, *TEMPLATE])
    return _file(HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8"), "patents.csv")


@require_POST
def from_portfolio(request: SiteRequest) -> HttpResponse:
    """A list to renew everything that a view of the portfolio shows, with the account's own references."""
    actor = signed_in(request)
    view = View.of(QueryDict(request.POST.get("view", "").removeprefix("?")))
    links = links_for(actor, view, on=legal_day(now())).order_by("number", "pk")
    rows = [Row(number, own) for number, own in links.values_list("number", "own_reference")[: MOST + 1]]
    if not rows or len(rows) > MOST:
        words = _("Choose filters that leave up to %(most)s patents.") % {"most": f"{MOST:,}"}
        messages.info(request, words)
        return HttpResponseRedirect(reverse("portfolio") + view.address())
    name = _("From your portfolio")
    made = make_list("renew", rows, name=name, language=get_language() or "en", by=actor, at=now())
    return HttpResponseRedirect(reverse("list", args=[made.reference]))


def _file(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _declared(slug: str) -> TransactionType:
    try:
        declared = type_named(slug)
    except NoSuchType:
        raise Http404 from None
    if not declared.by_list:
        raise Http404
    return declared
