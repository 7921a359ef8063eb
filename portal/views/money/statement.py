"""Statements of the deposit account for any span of days: as a page, as CSV, as PDF."""

import csv
from collections.abc import Iterator
from datetime import date

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.requests import SiteRequest
from core.clock import now
from core.days import legal_day
from core.pdf import NoPdfHere, pdf_of
from core.tables import BYTE_ORDER_MARK, Echo, harmless
from payments.deposits.accounts import account_of
from payments.deposits.statements import Statement, lines_as_rows, statement
from portal.pages import signed_in


@require_GET
def page(request: SiteRequest) -> HttpResponse:
    """The statement to read."""
    told = _told(request)
    span = f"?from={told.first.isoformat()}&to={told.last.isoformat()}"
    return render(request, "money/statement.html", {"told": told, "span": span, "section": "money"})


@require_GET
def as_csv(request: SiteRequest) -> StreamingHttpResponse:
    """The statement for a spreadsheet."""
    told = _told(request)
    response = StreamingHttpResponse(_lines(told), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_name(told)}.csv"'
    return response


@require_GET
def as_pdf(request: SiteRequest) -> HttpResponse:
    """The statement as a document; the page where this machine cannot make one."""
    told = _told(request)
    try:
        content = pdf_of("documents/statement.html", {"told": told})
    except NoPdfHere:
        return redirect(f"/money/statement/?from={told.first.isoformat()}&to={told.last.isoformat()}")
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{_name(told)}.pdf"'
    return response


def _told(request: SiteRequest) -> Statement:
    actor = signed_in(request)
    account = account_of(actor)
    if account is None:
        raise Http404
    today = legal_day(now())
    first, last = _day(request, "from", today.replace(day=1)), _day(request, "to", today)
    return statement(account, min(first, last), max(first, last), by=actor)


def _day(request: SiteRequest, name: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return otherwise


def _name(told: Statement) -> str:
    return f"{told.account.reference}-{told.first.isoformat()}-{told.last.isoformat()}"


def _lines(told: Statement) -> Iterator[str]:
    writer = csv.writer(Echo(), quoting=csv.QUOTE_ALL)
    yield BYTE_ORDER_MARK
    heading = [
        _("Number"),
        _("Written on"),
        _("Counts from"),
        _("What"),
        _("Payment"),
        _("For"),
        _("Pounds"),
        _("Balance"),
    ]
    yield writer.writerow(heading)
    for row in lines_as_rows(told):
        yield writer.writerow([harmless(cell) for cell in row])
