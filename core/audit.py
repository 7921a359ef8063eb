"""The audit log's one door: who looked or did, written beside what they did."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from core.actor import Actor, Applicant, label, organisation_of
from core.models.audit import AuditEvent


def note_for(organisation_id: UUID, verb: str, *, by: Actor, at: datetime, subject: str = "") -> None:
    """The same for something that the service itself did for an organisation."""
    AuditEvent.objects.create(at=at, actor=label(by), organisation_id=organisation_id, verb=verb, subject=subject)


def note(
    verb: str, *, by: Actor, at: datetime, subject: str = "", reason: str = "", details: Mapping[str, Any] | None = None
) -> None:
    """Appends one event; ``subject`` is a reference or number, ``details`` hold no personal data.

    The tool through which a person acted is remembered beside the person.
    """
    tool = {"tool": by.tool} if isinstance(by, Applicant) and by.tool else {}
    AuditEvent.objects.create(
        at=at,
        actor=label(by),
        organisation_id=organisation_of(by),
        verb=verb,
        subject=subject,
        reason=reason,
        details={**(details or {}), **tool},
    )
