"""The weekly journal: the list of issues, an issue as a page, and as files for machines."""

import csv
from datetime import date
from io import StringIO

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.http import require_safe

from accounts.requests import SiteRequest
from core.design.paging import numbered
from core.tables import harmless
from portal.shown.journal import HEADERS, headings, rows
from rights.exports.legal_status import legal_status_xml
from rights.journal.issues import notices_in, statuses_in
from rights.models import JournalIssue

PAGE = 52


@require_safe
def issues(request: SiteRequest) -> HttpResponse:
    """The issues, newest first, a year to the page."""
    pages = Paginator(JournalIssue.objects.order_by("-number"), PAGE)
    page = pages.get_page(request.GET.get("page"))
    paging = numbered(page.number, pages.num_pages, "?page={}".format)
    return render(request, "journal/issues.html", {"page": page, "paging": paging})


@require_safe
def issue(request: SiteRequest, day: date) -> HttpResponse:
    """One issue."""
    found = _issue(day)
    context = {"issue": found, "headings": headings(notices_in(found))}
    return render(request, "journal/issue.html", context)


@require_safe
def issue_csv(request: SiteRequest, day: date) -> HttpResponse:
    """One issue as comma-separated values, in English whatever the page's language."""
    found, written = _issue(day), StringIO()
    lines = csv.writer(written)
    lines.writerow(HEADERS)
    with override("en"):
        lines.writerows([harmless(cell) for cell in row] for row in rows(notices_in(found)))
    return _file("\ufeff" + written.getvalue(), found, "csv", "text/csv; charset=utf-8")


@require_safe
def issue_xml(request: SiteRequest, day: date) -> HttpResponse:
    """One issue as WIPO ST.96 legal status."""
    found = _issue(day)
    with override("en"):
        right_statuses = list(statuses_in(notices_in(found), published_on=found.published_on))
    if not right_statuses:
        raise Http404
    return _file(legal_status_xml(right_statuses, made_on=found.published_on), found, "xml", "application/xml")


def _issue(day: date) -> JournalIssue:
    found = JournalIssue.objects.filter(published_on=day).first()
    if found is None:
        raise Http404
    return found


def _file(content: str | bytes, found: JournalIssue, ending: str, kind: str) -> HttpResponse:
    name = f"journal-{found.published_on.isoformat()}.{ending}"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
