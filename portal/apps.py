"""Customer pages, as a Django app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Pages for owners and attorneys."""

    name = "portal"
    default_auto_field = "django.db.models.BigAutoField"
