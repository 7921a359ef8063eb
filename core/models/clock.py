"""The demonstration clock's one row: how far it is ahead of the real one."""

from django.db import models


class DemonstrationClock(models.Model):
    """Read in development only; production's clock has no row and looks for none."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    ahead_seconds = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_demonstration_clock")]

    def __str__(self) -> str:
        return f"{self.ahead_seconds} s ahead"
