"""The site: settings, addresses and the Celery app; it knows every other package and is known by none."""

from oneipo.celery import app as celery_app

__all__ = ["celery_app"]
