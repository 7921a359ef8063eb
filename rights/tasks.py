"""What workers do for the register."""

from celery import shared_task

from core.clock import now
from rights.linking import activate_due


@shared_task(name="rights.activate_links", ignore_result=True)
def activate_links(**kwargs: object) -> int:
    """Makes links whose five working days are over."""
    return activate_due(at=now())
