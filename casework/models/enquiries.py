"""What people write to the office about besides their rights: complaints, and requests for their own data."""

from django.db import models

from accounts.models import Organisation
from casework.models.access import OfficeQuerySet


class EnquiryQuerySet(OfficeQuerySet["Enquiry"]):
    """Read by the office."""


class Enquiry(models.Model):
    """One complaint or one request under data protection law, as it came, with what was answered.

    ``about`` is the reference or number that it is about, if any. ``identity_checked`` says how staff made sure who
    asks, before a person's data go anywhere.
    """

    class Kind(models.TextChoices):
        """What is wanted."""

        COMPLAINT = "complaint"
        ACCESS = "access"
        CORRECTION = "correction"
        ERASURE = "erasure"

    class Channel(models.TextChoices):
        """How it came."""

        ONLINE = "online"
        PAPER = "paper"
        PHONE = "phone"
        EMAIL = "email"

    reference = models.CharField(max_length=24, unique=True)
    kind = models.CharField(max_length=12, choices=Kind)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.ONLINE)
    language = models.CharField(max_length=2, default="en")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    email = models.CharField(max_length=254, default="", blank=True)
    address = models.CharField(max_length=500, default="", blank=True)
    about = models.CharField(max_length=40, default="", blank=True)
    text = models.CharField(max_length=5000)
    received_at = models.DateTimeField()
    noted_by = models.CharField(max_length=80)
    identity_checked = models.CharField(max_length=300, default="", blank=True)
    answer = models.CharField(max_length=5000, default="", blank=True)
    outcome = models.CharField(max_length=20, default="", blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=80, default="", blank=True)

    everything = models.Manager["Enquiry"]()
    objects = EnquiryQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        indexes = [
            models.Index(fields=["received_at"], condition=models.Q(answered_at=None), name="enquiry_unanswered")
        ]

    def __str__(self) -> str:
        return self.reference
