"""Teams, and the walls around them: what is behind a closed team's wall is there for nobody else."""

from django.db import models
from django.db.models import Q

from accounts.models.organisations import Organisation
from accounts.models.users import User
from core.references import new_reference


def new_team_key() -> str:
    """What a team is called in addresses, and the key of its wall."""
    return new_reference("TEAM")


class OrganisationTeam(models.Model):
    """People of one organisation who work together; a closed one stands behind a wall.

    A team of the kind ``file`` is the people to whom one client file is open, and is shown with that file alone.
    """

    class Kind(models.TextChoices):
        """What it holds together."""

        TEAM = "team"
        FILE = "file"

    key = models.CharField(max_length=24, unique=True, default=new_team_key)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="teams")
    kind = models.CharField(max_length=4, choices=Kind, default=Kind.TEAM)
    name = models.CharField(max_length=60)
    is_closed = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class OrganisationTeamMember(models.Model):
    """One person in a team, from when until when."""

    team = models.ForeignKey(OrganisationTeam, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "user"], condition=Q(until_at=None), name="in_team_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.team_id}"
