"""The base of everything that the API reads and writes, and the few shapes that every part uses."""

from typing import Any

from rest_framework import serializers


class Shape(serializers.Serializer[Any]):
    """Fields are named as they are sent, in lowerCamelCase. A body with a member that nobody reads is refused."""

    def to_internal_value(self, data: Any) -> Any:
        """The members that are declared.

        Raises:
            ValidationError: for a member that is not, because a misspelt one would be lost without a word.
        """
        read = super().to_internal_value(data)
        unknown = sorted(set(data) - set(self.fields)) if isinstance(data, dict) else []
        if unknown:
            text = "There is no such member"
            raise serializers.ValidationError({name: [text] for name in unknown}, code="unknownMember")
        return read


class Money(Shape):
    """An amount of money, in whole pence."""

    amount = serializers.IntegerField(help_text="Pence.")
    currency = serializers.CharField(default="GBP", help_text="ISO 4217.")


class Page(Shape):
    """What every page of a list has beside its ``items``."""

    limit = serializers.IntegerField()
    offset = serializers.IntegerField()
    totalCount = serializers.IntegerField(required=False)
    nextCursor = serializers.CharField(required=False)
    next = serializers.CharField(required=False)


class Fault(Shape):
    """One of several faults."""

    code = serializers.CharField()
    message = serializers.CharField()
    target = serializers.CharField(required=False, help_text="JSON pointer of the member that has the fault.")


class ErrorBody(Shape):
    """What went wrong."""

    code = serializers.CharField(help_text="For programs: stable, in lowerCamelCase.")
    message = serializers.CharField(help_text="For people, in the language that Accept-Language asks for.")
    target = serializers.CharField(required=False, help_text="The parameter, header or member that is wrong.")
    details = Fault(many=True, required=False)
    status = serializers.IntegerField(help_text="The HTTP status again.")
    moreInfo = serializers.CharField(help_text="The page that says what to do about errors of this code.")
    correlationId = serializers.CharField(help_text="Quote it when you write to us.")


class Error(Shape):
    """Every error has this shape."""

    error = ErrorBody()


def money(pence: int) -> dict[str, Any]:
    """Pence as ``Money``."""
    return {"amount": pence, "currency": "GBP"}
