"""Answers that were given to programs, kept for a day so that a repeated call changes nothing twice."""

from django.db import models


class KeptAnswer(models.Model):
    """One call that changes something, by whoever made it and the key that they gave it.

    ``fingerprint`` is of the call itself: the same key with another call is a mistake. ``sealed`` is the answer,
    encrypted; empty while the call is being answered, by whoever holds ``begun_at``.
    """

    caller = models.CharField(max_length=120)
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    begun_at = models.DateTimeField()
    sealed = models.BinaryField(default=bytes)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["caller", "key"], name="answered_once")]
        indexes = [models.Index(fields=["begun_at"], name="kept_answer_by_age")]

    def __str__(self) -> str:
        return f"{self.caller} {self.key}"
