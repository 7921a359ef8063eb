"""The kernel's tables."""

from core.models.audit import AuditEvent
from core.models.clock import DemonstrationClock
from core.models.files import StoredFile
from core.models.outbox import OutboxMessage

__all__ = ["AuditEvent", "DemonstrationClock", "OutboxMessage", "StoredFile"]
