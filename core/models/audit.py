"""Who looked or did: append-only, without foreign keys, never read by business code."""

from django.db import models

from core.append_only import append_only


class AuditEvent(models.Model):
    """One look or act; ``details`` holds references and field names, never the data itself."""

    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    organisation_id = models.UUIDField(null=True)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, default="")
    reason = models.CharField(max_length=500, default="")
    details = models.JSONField(default=dict)

    class Meta:
        triggers = append_only()
        indexes = [
            models.Index(fields=["subject", "at"], name="audit_subject"),
            models.Index(fields=["organisation_id", "at"], name="audit_organisation"),
            models.Index(fields=["actor", "at"], name="audit_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.verb} {self.subject}"
