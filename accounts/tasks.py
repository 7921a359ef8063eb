"""What workers do for accounts: forget what nobody comes back to."""

from celery import shared_task

from accounts import sessions, typed
from core.clock import now


@shared_task(name="accounts.forget_old", ignore_result=True)
def forget_old(**_old: object) -> int:
    """Deletes ended sign-ins and what was typed before them, when their time is over."""
    at = now()
    return sessions.forget_old(at=at) + typed.forget_expired(at=at)
