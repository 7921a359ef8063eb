"""Registers the design app, so that its template tags are found."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """The design system, shared by every front door."""

    name = "core.design"
    label = "design"
