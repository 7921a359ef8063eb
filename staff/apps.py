"""Office pages, as a Django app."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    """Pages for officers."""

    name = "staff"
    default_auto_field = "django.db.models.BigAutoField"
