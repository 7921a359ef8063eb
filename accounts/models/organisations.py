"""Organisations, and who belongs to them; an account of one's own is an organisation of one."""

from uuid import uuid4

from django.db import models

from accounts.models.users import User


class Organisation(models.Model):
    """What links, drafts, documents and money belong to.

    ``hands_over_drafts``: when it stops representing an owner, the owner goes on with its drafts.
    """

    class Kind(models.TextChoices):
        """What kind of account it is."""

        PERSON = "person"
        COMPANY = "company"
        FIRM = "firm"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=8, choices=Kind)
    name = models.CharField(max_length=200)
    company_number = models.CharField(max_length=8, default="")
    created_at = models.DateTimeField()
    hands_over_drafts = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One person in one organisation, with what they may do there."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    permissions = models.JSONField(default=list)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"], condition=models.Q(left_at=None), name="member_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.organisation_id}"
