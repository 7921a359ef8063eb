"""Who stands on the register for a right and how they are reached; persons' particulars lie apart from history.

These rows are written by the register's door only, beside their right, which its entries' own foreign key holds: so
that millions can be imported, the database does not look for the right of each again.
"""

from uuid import uuid4

from django.db import models

from core.append_only import append_only
from rights.models.children import OfRightQuerySet
from rights.models.right import Right
from rights.statuses import PartyRole, Purpose


class ParticularsQuerySet(OfRightQuerySet["Particulars"]):
    """Particulars of the rights that the actor sees."""


class PartyQuerySet(OfRightQuerySet["Party"]):
    """Parties of the rights that the actor sees."""


class ContactQuerySet(OfRightQuerySet["Contact"]):
    """Contacts of the rights that the actor sees."""


class Particulars(models.Model):
    """A person's name and address as some entry holds them, by reference and salted digest; kept like the entry itself.

    ``body`` is canonical JSON. Once withheld it is shown to nobody, in no page, export, or replay of history.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    right = models.ForeignKey(Right, on_delete=models.PROTECT, related_name="particulars", db_constraint=False)
    body = models.TextField()
    salt = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)
    withheld_at = models.DateTimeField(null=True)

    everything = models.Manager()
    objects = ParticularsQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        triggers = append_only(but=["withheld_at"])

    def __str__(self) -> str:
        return str(self.id)


class Party(models.Model):
    """One proprietor, applicant, inventor, agent, licensee or mortgagee, in the register's order.

    ``interest`` is the number of the licence or security that a licensee or mortgagee holds, 0 for anybody else.
    """

    right = models.ForeignKey(
        Right, on_delete=models.PROTECT, related_name="parties", db_index=False, db_constraint=False
    )
    role = models.CharField(max_length=12, choices=PartyRole)
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=250)
    person = models.BooleanField(default=False)
    company_number = models.CharField(max_length=20, default="", blank=True)
    share = models.CharField(max_length=20, default="", blank=True)
    since_on = models.DateField()
    interest = models.PositiveSmallIntegerField(default=0, db_default=0)
    particulars = models.ForeignKey(
        Particulars, null=True, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )

    everything = models.Manager()
    objects = PartyQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["right", "role", "place"], name="party_place")]

    def __str__(self) -> str:
        return self.name


class Contact(models.Model):
    """The address on record for one purpose; ``stands_since`` is the London day on which it was entered."""

    right = models.ForeignKey(
        Right, on_delete=models.PROTECT, related_name="contacts", db_index=False, db_constraint=False
    )
    purpose = models.CharField(max_length=16, choices=Purpose)
    name = models.CharField(max_length=250)
    particulars = models.ForeignKey(
        Particulars, null=True, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    stands_since = models.DateField()

    everything = models.Manager()
    objects = ContactQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["right", "purpose"], name="contact_for_purpose")]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.name}"
