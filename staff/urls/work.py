"""The addresses of lists of work."""

from django.urls import path

from staff.views.work import lists, next_best

urlpatterns = [
    path("", lists.mine, name="home"),
    path("work/available/", lists.available_work, name="available"),
    path("work/next/", next_best.take_next, name="take-next"),
    path("work/all/", lists.all_work, name="all-work"),
    path("work/teams/", lists.teams, name="teams"),
    path("work/teams/<slug:team>/", lists.team_queue, name="team"),
]
