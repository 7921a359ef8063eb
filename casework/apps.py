"""The office's work, as a Django app."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Cases, teams, rules and service standards."""

    name = "casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registers who keeps the promises about the office's work."""
        from casework import keepers  # noqa: F401, PLC0415  models must be loaded first
