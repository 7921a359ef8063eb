"""The addresses of lists."""

from django.urls import path

from api.lists import views

ONE = "lists/<slug:reference>"
urlpatterns = [
    path("lists", views.AllLists.as_view(), name="api-lists"),
    path(ONE, views.OneList.as_view(), name="api-list"),
    path(f"{ONE}/lines", views.Lines.as_view(), name="api-list-lines"),
    path(f"{ONE}/lines/<int:place>", views.OneLine.as_view(), name="api-list-line"),
    path(f"{ONE}/checks", views.Checks.as_view(), name="api-list-checks"),
    path(f"{ONE}/filing", views.FilingOfList.as_view(), name="api-list-filing"),
    path(f"{ONE}/outcome", views.OutcomeOfList.as_view(), name="api-list-outcome"),
]
