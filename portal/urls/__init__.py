"""Every address of the customer pages, one module for each part."""

from importlib import import_module

PARTS = ["accounts", "agreements", "content", "journal", "linking", "messages", "payments", "rights", "transactions"]

urlpatterns = [pattern for part in PARTS for pattern in import_module(f"portal.urls.{part}").urlpatterns]
