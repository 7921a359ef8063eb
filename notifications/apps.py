"""What we tell people, as a Django app."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Messages and their deliveries."""

    name = "notifications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Makes the keeper of promised notices known."""
        from notifications import keepers, sending  # noqa: F401, PLC0415
        from notifications.webhooks import sending as calling  # noqa: F401, PLC0415
