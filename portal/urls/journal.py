"""Addresses of the weekly journal."""

from django.urls import path

import core.days_in_addresses  # noqa: F401  registers the converter for days
from portal.views import journal

urlpatterns = [
    path("journal/", journal.issues, name="journal"),
    path("journal/<day:day>/", journal.issue, name="journal-issue"),
    path("journal/<day:day>.csv", journal.issue_csv, name="journal-issue-csv"),
    path("journal/<day:day>.xml", journal.issue_xml, name="journal-issue-xml"),
]
