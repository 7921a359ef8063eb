"""What certificates look like."""

from rest_framework import serializers

from api.kernel.shapes import Shape
from transactions.parts import CertificateKind


class IssuedCertificate(Shape):
    """One certificate. It holds nothing but what is public."""

    code = serializers.CharField(help_text="Anybody can have it confirmed by this.")
    kind = serializers.ChoiceField(CertificateKind.values)
    number = serializers.CharField()
    title = serializers.CharField(allow_blank=True)
    filing = serializers.CharField()
    issuedOn = serializers.DateField()
    years = serializers.ListField(child=serializers.IntegerField(), help_text="Renewed; empty for an extract.")
    nextRenewalDate = serializers.DateField(allow_null=True)
    page = serializers.CharField(help_text="Where people confirm it.")
    pdf = serializers.CharField()


class Certificates(Shape):
    """All of a request."""

    items = IssuedCertificate(many=True)


class Bundle(Shape):
    """All certificates of a long request, drawn in the background."""

    size = serializers.IntegerField()
    drawn = serializers.IntegerField()
    isReady = serializers.BooleanField()
