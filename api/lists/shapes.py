"""What lists look like, and what is sent to make and change one."""

from rest_framework import serializers

from api.kernel.shapes import Money, Page, Shape
from transactions.lists.reading import MOST
from transactions.models.lists import Verdict

VERDICTS = [one for one in Verdict.values if one]


class NewRow(Shape):
    """One right."""

    number = serializers.CharField(max_length=60, allow_blank=True, help_text="However typed.")
    ownReference = serializers.CharField(max_length=60, required=False, allow_blank=True)


class NewList(Shape):
    """What is asked for all of the rights. The body may also be a CSV or XLSX file, with `type` in the address."""

    type = serializers.SlugField(max_length=60, help_text="A type with `isByList`.")
    name = serializers.CharField(max_length=150, required=False)
    language = serializers.ChoiceField(["en", "cy"], required=False)
    rows = serializers.ListField(child=NewRow(), min_length=1, max_length=MOST)


class ChangedList(Shape):
    """Another name."""

    name = serializers.CharField(max_length=150)


class Counts(Shape):
    """Lines by what the dry run says of them."""

    ready = serializers.IntegerField()
    blocked = serializers.IntegerField()
    unknown = serializers.IntegerField()
    twice = serializers.IntegerField()
    leftOut = serializers.IntegerField()


class ListOfRights(Shape):
    """A list and how far the dry run is."""

    reference = serializers.CharField()
    type = serializers.CharField()
    name = serializers.CharField()
    state = serializers.ChoiceField(["checking", "checked", "sent"])
    size = serializers.IntegerField()
    checked = serializers.IntegerField(help_text="At how many lines the dry run has looked.")
    checkedOn = serializers.DateField(allow_null=True, help_text="The London day of the prices.")
    counts = Counts()
    total = Money(help_text="Of the lines that are ready.")
    filing = serializers.CharField(allow_null=True)
    createdAt = serializers.DateTimeField()


class ListsOfRights(Shape):
    """The lists that are not requests yet, the newest fifty."""

    items = ListOfRights(many=True)


class LineOfList(Shape):
    """One line with what the dry run says of it."""

    place = serializers.IntegerField()
    typed = serializers.CharField(allow_blank=True)
    ownReference = serializers.CharField(allow_null=True)
    number = serializers.CharField(allow_null=True, help_text="Of the right that is meant.")
    verdict = serializers.ChoiceField(VERDICTS, allow_null=True)
    price = Money()
    why = serializers.CharField(allow_null=True, help_text="Why not, or what to know.")
    isLeftOut = serializers.BooleanField()


class LinesOfList(Page):
    """A page of lines."""

    items = LineOfList(many=True)


class ChangedLine(Shape):
    """Another number, or whether the line is left out."""

    number = serializers.CharField(max_length=60, required=False)
    isLeftOut = serializers.BooleanField(required=False)


class OutcomeOfLine(Shape):
    """What became of a line."""

    line = serializers.IntegerField()
    typed = serializers.CharField(allow_blank=True)
    ownReference = serializers.CharField(allow_blank=True)
    number = serializers.CharField(allow_blank=True)
    title = serializers.CharField(allow_blank=True)
    outcome = serializers.CharField(help_text="In words.")
    why = serializers.CharField(allow_blank=True)
    pounds = serializers.CharField(help_text="With two decimals.")
    certificate = serializers.CharField(allow_blank=True, help_text="Its code.")
    nextRenewalDate = serializers.DateField(allow_null=True)


class OutcomesOfLines(Shape):
    """Every line."""

    items = OutcomeOfLine(many=True)
