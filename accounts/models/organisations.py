"""Organisations, the roles that they compose, and who belongs to them; an account of one's own is one of one."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Upper
from django.utils.translation import gettext_lazy as _

from accounts.models.users import User
from core.append_only import append_only
from core.references import new_reference


def new_role_reference() -> str:
    """What a role is called in addresses."""
    return new_reference("ROL")


def new_invitation_reference() -> str:
    """What an invitation is called in addresses and messages."""
    return new_reference("INV")


class Organisation(models.Model):
    """What links, drafts, documents and money belong to.

    ``hands_over_drafts``: when it stops representing an owner, the owner goes on with its drafts.
    ``needs_two_people``: nothing is sent by the person who wrote it. ``spending_limit_pence``: what one person may pay
    in a London day without a second one, or None for no limit.
    """

    class Kind(models.TextChoices):
        """What kind of account it is."""

        PERSON = "person", _("A person")
        COMPANY = "company", _("A company")
        FIRM = "firm", _("A firm of attorneys or other representatives")
        BODY = "body", _("A university, NHS trust, charity or other body")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=8, choices=Kind)
    name = models.CharField(max_length=200)
    company_number = models.CharField(max_length=8, default="")
    created_at = models.DateTimeField()
    hands_over_drafts = models.BooleanField(default=False)
    needs_two_people = models.BooleanField(default=False)
    spending_limit_pence = models.PositiveBigIntegerField(null=True)

    def __str__(self) -> str:
        return self.name


class OrganisationRole(models.Model):
    """A role that an administrator composed of permissions."""

    reference = models.CharField(max_length=24, unique=True, default=new_role_reference)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="roles")
    name = models.CharField(max_length=60)
    permissions = ArrayField(models.CharField(max_length=20), default=list)
    created_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation", Lower("name"), condition=Q(retired_at=None), name="role_named_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One person in one organisation, with the role that says what they may do there."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.ForeignKey(OrganisationRole, on_delete=models.PROTECT, related_name="memberships")
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


class Invitation(models.Model):
    """Somebody was asked to join, by the email address with which they must sign in."""

    reference = models.CharField(max_length=24, unique=True, default=new_invitation_reference)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200)
    role = models.ForeignKey(OrganisationRole, on_delete=models.PROTECT, related_name="+")
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation",
                Upper("email"),
                condition=Q(accepted_at=None, cancelled_at=None),
                name="invited_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class ResponsibleOfficer(models.Model):
    """Who answered for the organisation from when; the newest row says who does now. Never changed, only followed."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="responsible_officers")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    since_at = models.DateTimeField()
    named_by = models.CharField(max_length=80)

    class Meta:
        triggers = append_only()
        indexes = [models.Index(fields=["organisation", "-since_at"], name="responsible_latest")]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.organisation_id}"
