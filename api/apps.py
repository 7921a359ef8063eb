"""The public API, as a Django app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The API that firms plug into."""

    name = "api"
    default_auto_field = "django.db.models.BigAutoField"
