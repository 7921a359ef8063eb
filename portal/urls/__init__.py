"""Every address of the customer pages, one module for each part."""

from importlib import import_module

PARTS = [
    "accounts", "agreements", "clients", "content", "journal", "linking", "messages", "money", "organisations",
    "payments", "rights", "transactions",
]  # fmt: skip

urlpatterns = [pattern for part in PARTS for pattern in import_module(f"portal.urls.{part}").urlpatterns]
