"""What workers do for notifications."""

from celery import shared_task

from core.clock import now
from notifications.sending import ask_about_silent


@shared_task(name="notifications.ask_about_silent", ignore_result=True)
def ask_about_silent_notices(**kwargs: object) -> int:
    """Asks Notify about messages whose receipt never came."""
    return ask_about_silent(at=now())
