"""Client files: the clients of an account with the rights that it looks after for each, seen by that account alone."""

from typing import Self

from django.db import models

from accounts.models import Organisation
from core.actor import Actor, shut_out_of
from core.references import new_reference
from core.scoping import ScopedQuerySet
from rights.models.owned import OfOrganisationQuerySet


def new_client_reference() -> str:
    """What a client file is called in addresses."""
    return new_reference("CLI")


class ClientFileQuerySet(OfOrganisationQuerySet["ClientFile"]):
    """An organisation's own files, but for those behind a wall to the actor; the office reads none."""

    def narrow(self, actor: Actor) -> Self:
        shut_out = sorted(shut_out_of(actor))
        mine = super().narrow(actor)
        return mine.exclude(wall_key__in=shut_out) if shut_out else mine


class ClientFile(models.Model):
    """One client. ``team_key`` is the team that looks after it, ``own_wall`` the wall that was put around it alone.

    ``wall_key`` is the wall behind which it stands, if one of the two is closed: its own before its team's.
    ``needs_approval``: nothing is sent for it before the owner has approved.
    """

    reference = models.CharField(max_length=24, unique=True, default=new_client_reference)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=60)
    billing_reference = models.CharField(max_length=60, default="", blank=True)
    notes = models.CharField(max_length=2000, default="", blank=True)
    team_key = models.CharField(max_length=24, default="", blank=True)
    own_wall = models.CharField(max_length=24, default="", blank=True)
    wall_key = models.CharField(max_length=24, default="", blank=True)
    needs_approval = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True)

    everything = models.Manager()
    objects = ClientFileQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        indexes = [models.Index(fields=["organisation", "name", "id"], name="client_file_by_name")]

    def __str__(self) -> str:
        return self.name


class OfClientFile(ScopedQuerySet["ClientContact"]):
    """Rows of a client file are seen with it."""

    def narrow(self, actor: Actor) -> Self:
        return self.filter(file__in=ClientFile.objects.visible_to(actor))


class ClientContact(models.Model):
    """Somebody at the client: whom the account writes to, outside this service or in it."""

    file = models.ForeignKey(ClientFile, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=200)
    email = models.EmailField(max_length=254, default="", blank=True)
    phone = models.CharField(max_length=40, default="", blank=True)
    role = models.CharField(max_length=100, default="", blank=True)

    everything = models.Manager()
    objects = OfClientFile.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"

    def __str__(self) -> str:
        return self.name
