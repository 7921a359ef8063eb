"""Addresses of those who act for an owner."""

from django.urls import path

from portal.views import representatives

urlpatterns = [
    path("representatives/", representatives.list_all, name="representatives"),
    path("representatives/asked/<slug:batch>/", representatives.answer, name="representative-answer"),
    path("representatives/<uuid:firm>/", representatives.one_firm, name="representative"),
]
