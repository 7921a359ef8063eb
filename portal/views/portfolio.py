"""The portfolio: the account's rights as a list that is searched, filtered, sorted, ticked and taken away as CSV."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.requests import SiteRequest
from core.clock import now
from core.days import legal_day
from core.tables import BYTE_ORDER_MARK, Echo
from notifications.mailbox import unread
from portal.pages import signed_in
from portal.shown import portfolio as shown
from portal.shown.figures import figures
from portal.shown.forms import filter_fields, kept
from rights.linking.listing import undecided
from rights.portfolio import View, clients_of, needs_doing, page_and_count
from rights.portfolio.export import export_rows
from rights.portfolio.lists import COUNTED_TO
from rights.shown.words import patents_counted

FEW = 3
MOST_TICKED = 50
FILTERS = frozenset({"need", "status", "kind", "relation", "client", "sort", "size", "col"})


@require_safe
def portfolio(request: SiteRequest) -> HttpResponse:
    """One page of the list; an address that leads beyond its end leads to its beginning."""
    actor, on = signed_in(request), legal_day(now())
    view = View.of(request.GET)
    page, count = page_and_count(actor, view, on=on)
    if view.cursor and not page.links:
        return redirect(reverse("portfolio") + view.address())
    listed = shown.rows(page.links, on=on)
    context = {
        "section": "portfolio",
        "view": view,
        "is_linking": undecided(by=actor).exists(),
        "figures": figures(needs_doing(actor, on=on), unread=unread(actor)),
        "rows": listed,
        "headings": shown.headings(view),
        "count": patents_counted(count, at_most=COUNTED_TO),
        "is_large": view.is_filtered or count > FEW,
        "any_payable": any(row.is_payable for row in listed),
        "most_ticked": MOST_TICKED,
        "paging": shown.paging(view, page),
        "ends": shown.ends(view, page),
        "export": reverse("portfolio-export") + view.address(),
        **_filters(view, clients_of(actor)),
    }
    return render(request, "rights/portfolio.html", context)


def _filters(view: View, clients: list[str]) -> dict[str, Any]:
    return {
        "fields": filter_fields(view, clients),
        "chosen": shown.chosen(view),
        "clear": reverse("portfolio"),
        "keep": list(kept(view, without=FILTERS)),
        "keep_filters": list(kept(view, without=frozenset({"q"}))),
    }


@require_safe
def export(request: SiteRequest) -> StreamingHttpResponse:
    """The list with its filters as CSV, streamed, so that 50,000 rights need no more memory than ten."""
    actor, on = signed_in(request), legal_day(now())
    lines = _lines(export_rows(actor, View.of(request.GET), on=on))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="portfolio-{on.isoformat()}.csv"'
    return response


def _lines(rows: Iterable[list[str]]) -> Iterator[str]:
    """Every cell quoted, so that no separator of any spreadsheet splits one; marked as UTF-8 for those that guess."""
    writer = csv.writer(Echo(), quoting=csv.QUOTE_ALL)
    yield BYTE_ORDER_MARK
    for row in rows:
        yield writer.writerow(row)
