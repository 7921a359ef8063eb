"""What workers do about money at their appointed times."""

from celery import shared_task

from core.clock import now
from payments import disputing, sweeping


@shared_task(name="payments.sweep", ignore_result=True)
def sweep(**_old: object) -> int:
    """Every few minutes: looks at what nobody came back with news of."""
    return sweeping.sweep(now())


@shared_task(name="payments.look_for_disputes", ignore_result=True)
def look_for_disputes(**_old: object) -> int:
    """Every day: asks Pay for card disputes."""
    return disputing.look_for_disputes(at=now())
