"""What the organisation looks like."""

from rest_framework import serializers

from accounts.api_clients.scopes import Scope
from accounts.models import Organisation as Account
from api.kernel.shapes import Money, Page, Shape
from core.actor import Permission


class OrganisationRules(Shape):
    """The rules that bind whoever acts for the organisation."""

    needsTwoPeople = serializers.BooleanField(help_text="Nothing is sent by the person who wrote it.")
    spendingLimit = Money(allow_null=True, help_text="What one person may pay in a London day; null for any amount.")


class CallingClient(Shape):
    """The system or tool that calls."""

    clientId = serializers.CharField()
    name = serializers.CharField(allow_blank=True)
    kind = serializers.ChoiceField(["system", "tool"], help_text="A system acts by itself, a tool for a person.")
    scopes = serializers.ListField(child=serializers.ChoiceField(list(Scope)), help_text="Of this token.")
    permissions = serializers.ListField(child=serializers.ChoiceField(list(Permission)))
    maySend = serializers.BooleanField(help_text="Whether it may send requests without a person.")
    spendingLimit = Money(allow_null=True, help_text="What it may pay by itself in a London day; null for nothing.")


class Organisation(Shape):
    """The organisation and what the caller may do for it."""

    name = serializers.CharField()
    kind = serializers.ChoiceField(Account.Kind.values)
    companyNumber = serializers.CharField(allow_blank=True)
    sandbox = serializers.BooleanField(help_text="Whether this is a sandbox, where nothing is real.")
    rules = OrganisationRules()
    client = CallingClient()


class Member(Shape):
    """Somebody who belongs to the organisation."""

    name = serializers.CharField()
    email = serializers.CharField()
    role = serializers.CharField()
    permissions = serializers.ListField(child=serializers.ChoiceField(list(Permission)))
    joinedAt = serializers.DateTimeField()


class Members(Shape):
    """All of them, in the order of joining."""

    items = Member(many=True)


class ClientFile(Shape):
    """One client of the account."""

    reference = serializers.CharField()
    name = serializers.CharField()
    billingReference = serializers.CharField(allow_blank=True)
    needsApproval = serializers.BooleanField(help_text="Nothing is sent for it before the owner has approved.")
    isClosed = serializers.BooleanField(help_text="Whether it stands behind a wall.")
    rights = serializers.IntegerField(help_text="How many rights it holds.")


class ClientFiles(Page):
    """One page of client files."""

    items = ClientFile(many=True)


class ContactAtClient(Shape):
    """Somebody at the client."""

    name = serializers.CharField()
    email = serializers.CharField(allow_blank=True)
    phone = serializers.CharField(allow_blank=True)
    role = serializers.CharField(allow_blank=True)


class WholeClientFile(ClientFile):
    """The same with notes, team and contacts."""

    notes = serializers.CharField(allow_blank=True)
    team = serializers.CharField(allow_null=True, help_text="The name of the team that looks after it.")
    isArchived = serializers.BooleanField()
    contacts = ContactAtClient(many=True)
