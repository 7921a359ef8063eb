"""What workers do for the register."""

from celery import shared_task

from core.clock import now
from rights.linking import activate_due
from rights.portfolio.telling import tell_changed


@shared_task(name="rights.activate_links", ignore_result=True)
def activate_links(**kwargs: object) -> int:
    """Makes links whose five working days are over."""
    return activate_due(at=now())


@shared_task(name="rights.tell_changed_portfolios", ignore_result=True)
def tell_changed_portfolios(**_old: object) -> int:
    """Tells firms' systems whose portfolio changed since they were last told."""
    return tell_changed(at=now())
