"""The filing: one request to change what the register says of one or many rights."""

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from accounts.models import Organisation
from transactions.models.access import FiledQuerySet
from transactions.states import OPEN, State


def answers_stay() -> list[pgtrigger.Trigger]:
    """PostgreSQL itself refuses to change the answers of what is no longer a draft."""
    changed = pgtrigger.Q(old__answers__df=pgtrigger.F("new__answers"))
    submitted = ~pgtrigger.Q(old__state=State.DRAFT.value)
    return [pgtrigger.Protect(name="answers_stay", operation=pgtrigger.Update, condition=changed & submitted)]


class Filing(models.Model):
    """What somebody asks for. ``answers`` are their claims; only acceptance turns them into facts.

    ``type`` is the name of a transaction type. ``written_by`` is everybody who began it or changed it.
    ``step_versions`` counts the savings of each step, so that a page
    opened before another saving is noticed. ``chosen`` keeps in words what was chosen of what the register offered, for
    the day on which it no longer does. ``quoted_on`` is the London day to which the amounts belong.
    ``by_list``: it came of a list and may be about thousands of rights.
    ``along_with`` is shared by the filings of one set: several changes to the same rights, prepared and sent together.
    While facts of a wait or an end are still being entered, ``entering`` names it and ``entered_to`` is the id of the
    last right that has them. ``waits_for`` names those who have not agreed yet, ``assigned_to`` is the colleague who
    goes on with it. While others are waited for, ``stage_began_on`` and ``stage_ends_on`` say since when and how long.
    Amounts and payment are those of the present round of paying: the first is for the submission, each later one for
    the wait that ``payment_stage`` names. ``paid_before`` has each earlier payment that was used, with its pence.
    Of what the office keyed in: ``on_behalf_of`` asks, ``post_to`` are the lines of a postal address where they want
    letters, ``keyed_why`` says why it did not come online, ``caller_check`` how a caller was identified.
    ``prepared_by`` and ``decided_by`` are officers. ``received_at`` says whether it came in time and which of two
    comes first.
    """

    class Channel(models.TextChoices):
        """How it reached the office."""

        ONLINE = "online"
        API = "api"
        PAPER = "paper"
        PHONE = "phone"

    reference = models.CharField(max_length=24, unique=True)
    type = models.CharField(max_length=60)
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    stage = models.CharField(max_length=40, default="")
    stage_began_on = models.DateField(null=True)
    stage_ends_on = models.DateField(null=True)
    route = models.CharField(max_length=12, default="")
    entering = models.CharField(max_length=40, default="")
    entered_to = models.BigIntegerField(default=0)

    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="filings")
    visitor = models.CharField(max_length=64, default="")
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.ONLINE)
    language = models.CharField(max_length=2, default="en")
    on_behalf_of = models.CharField(max_length=200, default="")
    email = models.CharField(max_length=254, default="")

    answers = models.JSONField(default=dict)
    answers_version = models.PositiveIntegerField(default=0)
    written_by = models.JSONField(default=list)
    step_versions = models.JSONField(default=dict)
    chosen = models.JSONField(default=dict)
    found = models.JSONField(default=dict)

    post_to = models.JSONField(default=list)
    large_print = models.BooleanField(default=False)
    keyed_why = models.CharField(max_length=300, default="")
    caller_check = models.CharField(max_length=300, default="")

    by_list = models.BooleanField(default=False)
    along_with = models.CharField(max_length=24, default="")
    assigned_to = models.UUIDField(null=True)
    waits_for = models.CharField(max_length=500, default="")

    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=80)
    changed_at = models.DateTimeField()
    received_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.CharField(max_length=80, default="")
    ended_at = models.DateTimeField(null=True)

    quoted_on = models.DateField(null=True)
    amount_pence = models.PositiveBigIntegerField(default=0)
    payment_round = models.PositiveSmallIntegerField(default=1)
    payment_stage = models.CharField(max_length=40, default="")
    paid_before = models.JSONField(default=list)
    payment_reference = models.CharField(max_length=24, default="")
    paid_on = models.DateField(null=True)

    recommends = models.CharField(max_length=8, default="")
    prepared_by = models.UUIDField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_why = models.CharField(max_length=2000, default="")

    everything = models.Manager["Filing"]()
    objects = FiledQuerySet["Filing"].as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        triggers = answers_stay()
        constraints = [
            models.CheckConstraint(
                name="preparer_is_not_approver",
                condition=Q(prepared_by=None) | Q(decided_by=None) | ~Q(prepared_by=F("decided_by")),
            ),
            models.CheckConstraint(
                name="two_officers_for_two_person",
                condition=~Q(route="two-person", state__in=[State.ACCEPTED, State.RECORDED])
                | Q(prepared_by__isnull=False, decided_by__isnull=False),
            ),
            models.CheckConstraint(name="filing_state_is_known", condition=Q(state__in=State.values)),
        ]
        indexes = [
            models.Index(fields=["organisation", "-changed_at", "-id"], name="filing_by_account"),
            models.Index(
                fields=["organisation", "-changed_at", "-id"], condition=Q(state__in=sorted(OPEN)), name="filing_open"
            ),
            models.Index(Upper("email"), name="filing_by_email"),
            models.Index(fields=["along_with"], name="filing_by_set", condition=~Q(along_with="")),
            models.Index(fields=["visitor"], name="filing_by_visitor", condition=~Q(visitor="")),
            models.Index(fields=["state", "stage_ends_on"], name="filing_waiting"),
            models.Index(fields=["state", "received_at"], name="filing_queue"),
        ]

    def __str__(self) -> str:
        return self.reference

    def answers_of(self, step_key: str) -> dict[str, Any]:
        """What was answered on one page; empty where it was not reached."""
        found: dict[str, Any] = self.answers.get(step_key, {})
        return found

    @property
    def claims(self) -> dict[str, dict[str, Any]]:
        """The answers together with what the declared look-ups found."""
        return {**self.answers, **self.found}
