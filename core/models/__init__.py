"""The kernel's tables."""

from core.models.audit import AuditEvent
from core.models.clock import DemonstrationClock
from core.models.files import StoredFile
from core.models.outbox import OutboxMessage
from core.models.repeats import KeptAnswer
from core.models.walls import BehindWall

__all__ = ["AuditEvent", "BehindWall", "DemonstrationClock", "KeptAnswer", "OutboxMessage", "StoredFile"]
