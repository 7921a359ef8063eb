"""The addresses of lists of work."""

from django.urls import path

from staff.views.queues import allocate, next_best, reports, shortcuts, showing, sorts

urlpatterns = [
    path("", showing.mine, name="home"),
    path("shortcuts/", shortcuts.shortcuts_page, name="shortcuts"),
    path("queues/available/", showing.available_work, name="available"),
    path("queues/next/", next_best.take_next, name="take-next"),
    path("reports/", reports.report, name="report"),
    path("reports/flow.csv", reports.report_csv, name="report-csv"),
    path("queues/mentions/", showing.mentions, name="mentions"),
    path("queues/all/", showing.all_work, name="all-work"),
    path("queues/sorts/", sorts.sorts_page, name="sorts"),
    path("queues/holds/", sorts.holds_page, name="holds"),
    path("queues/teams/", showing.teams, name="teams"),
    path("queues/allocate/", allocate.allocate_ticked, name="allocate"),
    path("queues/teams/<slug:team>/allocate/", allocate.allocate_first, name="allocate-team"),
    path("queues/teams/<slug:team>/", showing.team_queue, name="team"),
]
