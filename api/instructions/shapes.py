"""What instructions look like."""

from rest_framework import serializers

from api.kernel.shapes import Page, Shape
from rights.models.instructions import Answer

ANSWERS = [one.value for one in Answer if one.value]
AT_ONCE, LONGEST = 500, 60


class Instruction(Shape):
    """About one right, between who looks after it (``firm``) and its owner's account, where it has one."""

    reference = serializers.CharField()
    right = serializers.CharField()
    firm = serializers.CharField()
    owner = serializers.CharField(allow_null=True)
    question = serializers.CharField(allow_blank=True)
    dueDate = serializers.DateField(allow_null=True)
    askedAt = serializers.DateTimeField(allow_null=True, help_text="Null where it was told unasked.")
    answer = serializers.ChoiceField(ANSWERS, allow_null=True)
    words = serializers.CharField(allow_blank=True)
    answeredAt = serializers.DateTimeField(allow_null=True)
    endedAt = serializers.DateTimeField(allow_null=True)
    isInForce = serializers.BooleanField()


class Instructions(Page):
    """One page of instructions."""

    items = Instruction(many=True)


class InstructionQuestion(Shape):
    """About which rights owners are asked what, and by when."""

    rights = serializers.ListField(
        child=serializers.CharField(max_length=LONGEST), min_length=1, max_length=AT_ONCE, help_text="Numbers."
    )
    question = serializers.CharField(required=False, allow_blank=True, max_length=1000)
    dueDate = serializers.DateField(help_text="The day by which the answer is needed.")


class AskedInstructions(Shape):
    """One instruction for each right, which waits for its answer."""

    items = Instruction(many=True)


class InstructionAnswer(Shape):
    """What is to be done."""

    answer = serializers.ChoiceField(ANSWERS)
    words = serializers.CharField(required=False, allow_blank=True, max_length=1000)


class GivenInstruction(InstructionAnswer):
    """What is to be done with which rights."""

    rights = serializers.ListField(
        child=serializers.CharField(max_length=LONGEST), min_length=1, max_length=AT_ONCE, help_text="Numbers."
    )


class InstructionsInForce(Shape):
    """How many instructions are in force now."""

    inForce = serializers.IntegerField()
