"""Every address of the office pages, one module for each part."""

from importlib import import_module

app_name = "staff"

PARTS = ["sign_in", "queues", "cases", "looking", "keyed", "leading"]

urlpatterns = [pattern for part in PARTS for pattern in import_module(f"staff.urls.{part}").urlpatterns]
