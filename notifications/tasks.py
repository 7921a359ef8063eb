"""What workers do for notifications."""

from celery import shared_task

from core.clock import now
from notifications.sending import ask_about_silent
from notifications.webhooks.keeping import forget_old


@shared_task(name="notifications.ask_about_silent", ignore_result=True)
def ask_about_silent_notices(**kwargs: object) -> int:
    """Asks Notify about messages whose receipt never came."""
    return ask_about_silent(at=now())


@shared_task(name="notifications.forget_old_deliveries", ignore_result=True)
def forget_old_deliveries(**kwargs: object) -> int:
    """Deletes what is older than 30 days from the logs of webhooks."""
    return forget_old(at=now())
