"""The states of a filing, and which of them are open or ended."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a filing is; ``received`` and ``accepted`` last for moments, unless many rights have to be recorded."""

    DRAFT = "draft", _("Draft")
    AWAITING_PAYMENT = "awaiting-payment", _("Waiting for your payment")
    TAKING_PAYMENT = "taking-payment", _("Payment being taken")
    RECEIVED = "received", _("Received")
    AWAITING_AGREEMENT = "awaiting-agreement", _("Waiting for others to agree")
    IN_QUEUE = "in-queue", _("With the office")
    AWAITING_ANSWER = "awaiting-answer", _("The office has a question")
    RECOMMENDED = "recommended", _("With the office, second check")
    WAITING = "waiting", _("Waiting")
    ACCEPTED = "accepted", _("Accepted, being recorded")
    RECORDED = "recorded", _("Recorded")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Outcome(models.TextChoices):
    """What became of one right of a filing."""

    DONE = "done", _("Done")
    NOT_DONE = "not-done", _("Not done")


UNDECIDED = frozenset(
    {
        State.RECEIVED,
        State.AWAITING_AGREEMENT,
        State.IN_QUEUE,
        State.AWAITING_ANSWER,
        State.RECOMMENDED,
        State.WAITING,
        State.ACCEPTED,
    }
)
"""Received and not yet decided or recorded: a later filing on the same part of a right waits for these."""

IN_THE_OFFICE = frozenset(
    {State.AWAITING_AGREEMENT, State.IN_QUEUE, State.AWAITING_ANSWER, State.RECOMMENDED, State.WAITING}
)
"""With the office, or waiting there for somebody else."""

UNFINISHED = frozenset({State.DRAFT, State.AWAITING_PAYMENT})
ENDED = frozenset({State.RECORDED, State.REFUSED, State.WITHDRAWN})
OPEN = frozenset(State) - ENDED
