"""What messages look like."""

from rest_framework import serializers

from api.kernel.shapes import Page, Shape
from notifications.models.notices import Notice


class MailboxMessage(Shape):
    """One message without its text."""

    reference = serializers.CharField()
    subject = serializers.CharField(allow_blank=True)
    about = serializers.CharField(allow_blank=True, help_text="The right, request or payment that it is about.")
    channel = serializers.ChoiceField(Notice.Channel.values, help_text="How it went out beside the mailbox.")
    isStatutory = serializers.BooleanField(help_text="Whether the law demands it.")
    language = serializers.CharField()
    createdAt = serializers.DateTimeField()
    readAt = serializers.DateTimeField(allow_null=True)


class MailboxMessages(Page):
    """One page of messages."""

    items = MailboxMessage(many=True)


class WholeMailboxMessage(MailboxMessage):
    """The same with its text, in Markdown."""

    body = serializers.CharField(allow_blank=True)
