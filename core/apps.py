"""The shared kernel as a Django app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Holds the outbox, the audit log, stored files and the demonstration clock."""

    name = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Makes known who keeps the kernel's own promises."""
        from core.files import scanning  # noqa: F401, PLC0415  needs the app registry
