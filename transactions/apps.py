"""Requests to change the register, as a Django app."""

from django.apps import AppConfig


class TransactionsConfig(AppConfig):
    """Filings, their moves and outcomes."""

    name = "transactions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registers what keeps promises, and the checks of types and ledger."""
        from transactions import checks, keepers, ledger_check  # noqa: F401, PLC0415  they need the app registry

        ledger_check.register()
