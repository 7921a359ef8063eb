"""What stands behind the walls that an organisation puts up within itself."""

from django.db import models


class BehindWall(models.Model):
    """One thing of an organisation, by its reference or number, that stands behind the wall with the key.

    Links carry their wall themselves; this says it of what hangs on them: requests, payments, messages, audit events.
    """

    organisation_id = models.UUIDField()
    subject = models.CharField(max_length=80)
    wall_key = models.CharField(max_length=24)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation_id", "subject", "wall_key"], name="behind_wall_once")
        ]

    def __str__(self) -> str:
        return f"{self.subject} behind {self.wall_key}"
