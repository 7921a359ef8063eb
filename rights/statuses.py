"""How the register says that a right stands, and what kinds of party and contact it holds."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """The office's words for how a right stands on the register."""

    PENDING = "pending", _("Pending")
    PUBLISHED = "published", _("Application published")
    GRANTED = "granted", _("Granted")
    CEASED = "ceased", _("Ceased")
    RESTORATION_APPLIED = "restoration-applied", _("Ceased, restoration applied for")
    EXPIRED = "expired", _("Expired")
    SURRENDERED = "surrendered", _("Surrendered")
    REVOKED = "revoked", _("Revoked")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    DEEMED_WITHDRAWN = "deemed-withdrawn", _("Deemed withdrawn")
    REFUSED = "refused", _("Refused")
    TERMINATED = "terminated", _("Terminated before grant")
    VOID = "void", _("Void, no translation filed")


class PartyRole(models.TextChoices):
    """What a person or company is to a right."""

    PROPRIETOR = "proprietor", _("Proprietor")
    APPLICANT = "applicant", _("Applicant")
    INVENTOR = "inventor", _("Inventor")
    AGENT = "agent", _("Agent")
    LICENSEE = "licensee", _("Licensee")
    MORTGAGEE = "mortgagee", _("Mortgagee")


class Devolution(models.TextChoices):
    """How a right came from one owner to the next (s.30, s.33(3))."""

    ASSIGNMENT = "assignment", _("Assignment")
    MERGER = "merger", _("Merger")
    SUCCESSION = "succession", _("Succession by operation of law")
    DEATH = "death", _("Death of the owner")
    COURT_ORDER = "court-order", _("Order of a court or of the comptroller")


class Purpose(models.TextChoices):
    """What an address on the register is for; reminders have one of their own (Patents Rules 2007 r.39(3)(a))."""

    PROPRIETOR = "proprietor", _("Proprietor's address")
    SERVICE = "service", _("Address for service")
    RENEWAL_REMINDER = "renewal-reminder", _("Address for renewal reminders")


ENDED = frozenset(
    {
        Status.SURRENDERED,
        Status.REVOKED,
        Status.WITHDRAWN,
        Status.DEEMED_WITHDRAWN,
        Status.REFUSED,
        Status.TERMINATED,
        Status.VOID,
    }
)
"""Statuses that a right does not leave by itself, entered by the fact ``Ended``."""
