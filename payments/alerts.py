"""Raising a task for the office where a machine may not decide about money."""

from datetime import datetime

import structlog

from core import audit
from core.actor import Officer, System, label
from core.office import tell_office
from payments.models import AlertKind, MoneyAlert, Payment

log = structlog.get_logger(__name__)


def raise_alert(payment: Payment, kind: AlertKind, *, key: str, about: str, at: datetime) -> None:
    """Writes the alert once for its payment, kind and key."""
    alert, is_new = MoneyAlert.everything.get_or_create(
        payment=payment, kind=kind, key=key, defaults={"about": about, "raised_at": at}
    )
    if is_new:
        log.error("money-alert", kind=str(kind), payment=payment.reference)
        audit.note("money-alert", by=System("payments"), at=at, subject=payment.reference, reason=str(kind))
        tell_office("money-alert", str(alert.pk), version="raised", at=at)


def resolve_alert(alert: MoneyAlert, *, by: Officer, at: datetime, reason: str) -> None:
    """An officer has dealt with it."""
    alert.resolved_at, alert.resolved_by = at, label(by)
    alert.save(update_fields=["resolved_at", "resolved_by"])
    tell_office("money-alert", str(alert.pk), version="resolved", at=at)
    audit.note("money-alert-resolved", by=by, at=at, subject=alert.payment.reference, reason=reason)
