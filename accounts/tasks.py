"""What workers do for accounts: forget what nobody comes back to."""

from celery import shared_task

from accounts import sessions, typed
from accounts.api_clients.allowing import forget_old_tokens
from core import repeats
from core.clock import now


@shared_task(name="accounts.forget_old", ignore_result=True)
def forget_old(**_old: object) -> int:
    """Deletes ended sign-ins, what was typed before them, old tokens, and answers kept for repeats."""
    at = now()
    forget_old_tokens()
    return sessions.forget_old(at=at) + typed.forget_expired(at=at) + repeats.forget_old(at=at)
