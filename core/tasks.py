"""What workers do for the kernel: keep the promises that are due."""

from celery import shared_task

from core.clock import now
from core.outbox.relay import keep_due


@shared_task(name="core.relay", ignore_result=True)
def relay(**kwargs: object) -> int:
    """Keeps due promises; takes and ignores old arguments, so that a deploy may mix versions."""
    return keep_due(now=now)
