"""The site as a Django app, so that its commands and checks are found."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Commands that reach across every app: the demonstration, the clock, the checks."""

    name = "oneipo.site"
    label = "site"
