"""Who acts, as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, organisations and their sign-ins."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registers the checks of keys and secrets."""
        from accounts import checks  # noqa: F401, PLC0415  needs the app registry
