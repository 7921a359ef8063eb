"""Every address of the customer pages, one module for each part."""

from importlib import import_module

PARTS = [
    "accounts", "agreements", "automatic", "clients", "content", "instructions", "journal", "linking", "lists",
    "messages", "money", "organisations", "payments", "representatives", "rights", "systems", "tracking",
    "transactions",
]  # fmt: skip

urlpatterns = [pattern for part in PARTS for pattern in import_module(f"portal.urls.{part}").urlpatterns]
