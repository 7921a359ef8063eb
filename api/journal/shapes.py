"""What the journal looks like."""

from rest_framework import serializers

from api.kernel.shapes import Page, Shape
from rights.journal.sections import Section


class Issue(Shape):
    """One issue."""

    number = serializers.IntegerField()
    publicationDate = serializers.DateField()
    href = serializers.CharField(help_text="Where its notices are.")


class Issues(Page):
    """A page of them."""

    items = Issue(many=True)


class NoticeInJournal(Shape):
    """One notice."""

    section = serializers.ChoiceField(Section.values)
    number = serializers.CharField()
    kind = serializers.CharField()
    inventionTitle = serializers.CharField(allow_blank=True)
    owner = serializers.CharField(allow_blank=True)
    title = serializers.CharField(help_text="What happened, in words.")
    text = serializers.CharField(allow_blank=True, help_text="Names, numbers and amounts.")
    effectiveDate = serializers.DateField()
    detailedEventCode = serializers.CharField(allow_null=True, help_text="WIPO ST.27, where it has a code for it.")


class IssueInFull(Shape):
    """An issue with every notice, by heading and number."""

    number = serializers.IntegerField()
    publicationDate = serializers.DateField()
    items = NoticeInJournal(many=True)
