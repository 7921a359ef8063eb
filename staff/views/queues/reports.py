"""How the teams' work flows, for leaders: a sentence first, then the tables, and the same as CSV."""

import csv
from datetime import date, timedelta

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.requests import SiteRequest
from accounts.roles import OfficePermission
from casework.findings import findings
from casework.reports import Flow, ages, flow
from casework.texts import Use, current, title_of
from core.clock import now
from core.days import legal_day
from staff.pages import here, needs
from staff.shown.charts import charts_of

PERIODS = {"7": 7, "28": 28, "91": 91}


@require_GET
@needs(OfficePermission.SEE_REPORTS)
def report(request: SiteRequest) -> HttpResponse:
    """The figures of a period that ends today."""
    days, first, last = _period(request)
    by = here(request)
    rows, found = flow(first=first, last=last, by=by), findings(first=first, last=last, by=by)
    done, in_time = sum(row.done for row in rows), sum(row.on_time for row in rows)
    context = {
        "rows": rows,
        "ages": ages(at=now(), by=by),
        "found": found,
        "charts": charts_of(rows, found, texts={one.slug: title_of(one) for one in current(by=by, use=Use.REFUSAL)}),
        "first": first,
        "last": last,
        "done": done,
        "percent": round(100 * in_time / done) if done else None,
        "links": [
            {"text": _("Last %(days)s days") % {"days": days_}, "href": f"?days={key}", "current": days_ == days}
            for key, days_ in PERIODS.items()
        ],
        "days": days,
        "section": "reports",
    }
    return TemplateResponse(request, "office/report.html", context)


@require_GET
@needs(OfficePermission.SEE_REPORTS)
def report_csv(request: SiteRequest) -> HttpResponse:
    """The same figures, one row for each team."""
    _days, first, last = _period(request)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="work-{first.isoformat()}-{last.isoformat()}.csv"'
    writer = csv.writer(response)
    writer.writerow(["from", "to", "team", "came", "done", "done_in_time", "customer_asked", "average_days"])
    for row in flow(first=first, last=last, by=here(request)):
        writer.writerow([first.isoformat(), last.isoformat(), *_cells(row)])
    return response


def _cells(row: Flow) -> list[object]:
    average = "" if row.average_days is None else f"{row.average_days:.1f}"
    return [row.team.slug if row.team else "", row.came, row.done, row.on_time, row.asked, average]


def _period(request: SiteRequest) -> tuple[int, date, date]:
    days = PERIODS.get(request.GET.get("days", ""), 28)
    last = legal_day(now())
    return days, last - timedelta(days=days - 1), last
