"""Money, as a Django app."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """Payments, attempts, the ledger and refunds."""

    name = "payments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registers who keeps the promises about money."""
        from payments import keepers  # noqa: F401, PLC0415  models must be loaded first
        from payments.deposits import checking  # noqa: PLC0415

        checking.register()
