"""Proceedings that the register tells of while they last, and how each stands: restoration, surrender, cancellation."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _


class Procedure(models.TextChoices):
    """What was asked for."""

    RESTORATION = "restoration", _("Application to restore")
    SURRENDER = "surrender", _("Offer to surrender")
    LICENCES_OF_RIGHT_CANCELLATION = "licences-of-right-cancellation", _("Application to cancel licences of right")
    CORRECTION = "correction", _("Request to correct a document")
    RECTIFICATION = "rectification", _("Request to rectify the register")


class ProcedureStage(models.TextChoices):
    """How it stands; the last three end it."""

    APPLIED = "applied", _("Applied for")
    ADVERTISED = "advertised", _("Advertised")
    OPPOSED = "opposed", _("Opposed")
    MINDED_TO_REFUSE = "minded-to-refuse", _("The office is minded to refuse it")
    HEARING = "hearing", _("Hearing asked for")
    OFFERED = "offered", _("Offered")
    ACCEPTED = "accepted", _("Accepted")
    COMPLETED = "completed", _("Completed")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


CLOSED = frozenset({ProcedureStage.COMPLETED, ProcedureStage.REFUSED, ProcedureStage.WITHDRAWN})
"""Stages that end a proceeding."""


@dataclass(frozen=True, slots=True)
class ProcedureState:
    """One proceeding on a right: since when, and how it stands since when.

    ``protects_from`` and ``protects_until`` bound the time in which others could begin in good faith what they may go
    on with after a restoration (s.28A(4) to (7)).
    """

    procedure: str
    stage: str
    began_on: date
    moved_on: date
    protects_from: date | None = None
    protects_until: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it has not ended."""
        return self.stage not in CLOSED
