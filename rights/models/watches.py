"""Watches on rights: who wants to hear of which kinds of entries."""

from django.db import models

from rights.models.right import Right


class Watch(models.Model):
    """While it lasts the register's door tells of every entry of the ``kinds``; ``about`` says on whose behalf."""

    right = models.ForeignKey(Right, on_delete=models.CASCADE, related_name="+", db_index=False)
    about = models.CharField(max_length=120)
    kinds = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["right", "about"], name="right_watched_once_for_a_cause")]
        indexes = [models.Index(fields=["about"], name="watch_by_cause")]

    def __str__(self) -> str:
        return f"{self.about} watches {self.right_id}"
