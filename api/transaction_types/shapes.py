"""What a type of request looks like."""

from rest_framework import serializers

from api.kernel.shapes import Shape
from transactions.parts import Visibility


class Document(Shape):
    """A document that may have to be given."""

    key = serializers.CharField()
    title = serializers.CharField()
    says = serializers.CharField(help_text="What it must be.")
    isAlwaysNeeded = serializers.BooleanField()
    visibility = serializers.ChoiceField(
        [str(one) for one in Visibility], help_text="Who may open it, unless the filer says otherwise."
    )


class TypeInShort(Shape):
    """One type of request."""

    type = serializers.CharField(help_text="Its name in every call.")
    title = serializers.CharField()
    summary = serializers.CharField()
    topic = serializers.CharField()
    mayFile = serializers.ListField(child=serializers.CharField(), help_text="owner, representative, party, anyone.")
    mostRights = serializers.IntegerField(help_text="In one request.")
    isByList = serializers.BooleanField(help_text="Whether a list may ask for up to 10,000 rights at once.")
    needsFreshSignIn = serializers.BooleanField(help_text="A system prepares it; a person sends it in the browser.")


class Types(Shape):
    """All of them."""

    items = TypeInShort(many=True)


class TypeInFull(TypeInShort):
    """One type with everything that it asks."""

    answersSchema = serializers.DictField(
        help_text="JSON Schema (2020-12) of `answers`; choices may depend on the rights."
    )
    documents = Document(many=True)
    declaration = serializers.CharField(help_text="What whoever submits confirms.")
    before = serializers.CharField(help_text="What to know first.", allow_blank=True)
    takes = serializers.CharField(help_text="How long it takes.")
