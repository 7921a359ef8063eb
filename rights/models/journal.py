"""The journal's issues: each holds the register's entries since the one before."""

from django.db import models

from core.append_only import append_only


class JournalIssue(models.Model):
    """One issue: the entries after ``after_entry_id`` up to ``last_entry_id``; public, so it needs no actor."""

    number = models.PositiveIntegerField(unique=True)
    published_on = models.DateField(unique=True)
    after_entry_id = models.BigIntegerField()
    last_entry_id = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.number}: {self.published_on}"
