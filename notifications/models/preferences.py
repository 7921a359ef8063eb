"""Which reminders an organisation wants; what the law demands is sent whatever stands here."""

from django.db import models


class ReminderPreference(models.Model):
    """No row means every reminder, by email and in the mailbox."""

    organisation_id = models.UUIDField(primary_key=True)
    days_before = models.JSONField(default=list)
    by_email = models.BooleanField(default=True)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.organisation_id)
