"""The addresses of the journal."""

from django.urls import path

import core.days_in_addresses  # noqa: F401  registers the converter for days
from api.journal import views

urlpatterns = [
    path("journal/issues", views.IssueList.as_view(), name="api-journal"),
    path("journal/issues/<day:day>", views.OneIssue.as_view(), name="api-journal-issue"),
]
