"""The audit log's one door: who looked or did, written beside what they did."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from core.actor import Actor, label, organisation_of
from core.models.audit import AuditEvent


def note(
    verb: str, *, by: Actor, at: datetime, subject: str = "", reason: str = "", details: Mapping[str, Any] | None = None
) -> None:
    """Appends one event; ``subject`` is a reference or number, ``details`` hold no personal data."""
    AuditEvent.objects.create(
        at=at,
        actor=label(by),
        organisation_id=organisation_of(by),
        verb=verb,
        subject=subject,
        reason=reason,
        details=dict(details or {}),
    )
