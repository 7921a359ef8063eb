"""Instructions: what an owner wants done about the next renewal of a right, asked by or told to who looks after it."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from core.actor import Actor, Officer, System, organisation_of, shut_out_of
from core.references import new_reference
from core.scoping import ScopedQuerySet
from rights.models.links import Link
from rights.models.right import Right


def new_instruction_reference() -> str:
    """What an instruction is called in addresses."""
    return new_reference("INS")


class InstructionQuerySet(ScopedQuerySet["Instruction"]):
    """Seen by the two accounts between which it is, but for whom a wall shuts out from the right."""

    def narrow(self, actor: Actor) -> Self:
        if isinstance(actor, Officer | System):
            return self.all()
        organisation, shut_out = organisation_of(actor), sorted(shut_out_of(actor))
        if organisation is None:
            return self.none()
        mine = self.filter(Q(firm_id=organisation) | Q(owner_id=organisation))
        behind = Link.everything.filter(
            right_id=OuterRef("right_id"), organisation_id=organisation, wall_key__in=shut_out
        )
        return mine.exclude(Exists(behind)) if shut_out else mine


class Answer(models.TextChoices):
    """What the owner wants."""

    NONE = "", _("Not answered")
    RENEW = "renew", _("Renew")
    LAPSE = "lapse", _("Do not renew")
    OTHER = "other", _("Something else")


WAITS = Q(answer="", ended_at=None)
IN_FORCE = ~Q(answer="") & Q(ended_at=None)


class Instruction(models.Model):
    """About one right, between who looks after it (``firm``) and its owner's account, where it has one.

    ``asked_at`` is None where the owner told it unasked. What was asked together shares ``batch``. It is in force once
    it is answered and until ``ended_at``, when a later one took its place or it was withdrawn. ``reminded_on`` are the
    days on which somebody was reminded. ``answerer`` is the account that answers: the owner's, else the firm for it.
    ``answered_for`` is the account that said it: what the owner said itself only the owner takes back.
    """

    Answer = Answer

    reference = models.CharField(max_length=24, unique=True, default=new_instruction_reference)
    batch = models.CharField(max_length=24)
    right = models.ForeignKey(Right, on_delete=models.PROTECT, related_name="+")
    firm = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=1000, default="", blank=True)
    due_on = models.DateField(null=True)
    asked_at = models.DateTimeField(null=True)
    asked_by = models.CharField(max_length=80, default="", blank=True)
    reminded_on = models.JSONField(default=list)
    answer = models.CharField(max_length=5, choices=Answer, default="", blank=True)
    words = models.CharField(max_length=1000, default="", blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=80, default="", blank=True)
    answered_for = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    answerer = models.GeneratedField(
        expression=Coalesce("owner_id", "firm_id"), output_field=models.UUIDField(), db_persist=True
    )

    everything = models.Manager()
    objects = InstructionQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["right", "firm"], condition=Q(answer="", ended_at=None), name="asked_once_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["right", "firm"], condition=~Q(answer="") & Q(ended_at=None), name="one_instruction_in_force"
            ),
        ]
        indexes = [
            models.Index(fields=["answerer", "due_on", "id"], condition=WAITS, name="instruction_to_answer"),
            models.Index(fields=["firm", "due_on", "id"], condition=WAITS, name="instruction_asked"),
            models.Index(fields=["firm", "-answered_at", "-id"], condition=IN_FORCE, name="instruction_in_force"),
            models.Index(fields=["owner", "-answered_at", "-id"], condition=~Q(answer=""), name="instruction_given"),
            models.Index(fields=["firm", "-ended_at", "-id"], condition=~Q(ended_at=None), name="instruction_over"),
            models.Index(fields=["due_on"], condition=Q(answer="", ended_at=None), name="instruction_due"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.answer}"

    @property
    def is_owners_word(self) -> bool:
        """Whether the owner said it in its own account."""
        return self.answer != "" and self.owner_id is not None and self.answered_for == self.owner_id
