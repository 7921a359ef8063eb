"""The daily run as a task."""

from celery import shared_task

from core.clock import now
from oneipo.site.daily import run_daily


@shared_task(name="site.close_day", ignore_result=True)
def close_day(**kwargs: object) -> None:
    """Closes the London day that is over and does what the new one asks for; harmless to repeat."""
    run_daily(at=now())
