"""The addresses of reference data."""

from django.urls import path

from api.reference import fees, views

urlpatterns = [
    path("reference-data/fees", fees.FeeList.as_view(), name="api-fees"),
    path("reference-data/excluded-days", views.ExcludedDayList.as_view(), name="api-excluded-days"),
    path("reference-data/codes/<slug:name>", views.CodeList.as_view(), name="api-codes"),
]
