"""The register, as a Django app."""

from django.apps import AppConfig


class RightsConfig(AppConfig):
    """Rights, entries, links and reminders."""

    name = "rights"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Makes the checks known, and who keeps the promises about the register."""
        from rights import checks, keepers  # noqa: F401, PLC0415
