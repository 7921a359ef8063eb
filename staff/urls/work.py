"""The addresses of lists of work."""

from django.urls import path

from staff.views.work import allocate, lists, next_best, reports, shortcuts

urlpatterns = [
    path("", lists.mine, name="home"),
    path("shortcuts/", shortcuts.shortcuts_page, name="shortcuts"),
    path("work/available/", lists.available_work, name="available"),
    path("work/next/", next_best.take_next, name="take-next"),
    path("reports/", reports.report, name="report"),
    path("reports/work.csv", reports.report_csv, name="report-csv"),
    path("work/mentions/", lists.mentions, name="mentions"),
    path("work/all/", lists.all_work, name="all-work"),
    path("work/teams/", lists.teams, name="teams"),
    path("work/allocate/", allocate.allocate_ticked, name="allocate"),
    path("work/teams/<slug:team>/allocate/", allocate.allocate_first, name="allocate-team"),
    path("work/teams/<slug:team>/", lists.team_queue, name="team"),
]
