"""What a stored file looks like."""

from rest_framework import serializers

from api.kernel.shapes import Shape
from core.models import StoredFile


class Upload(Shape):
    """One file, as ``multipart/form-data``."""

    file = serializers.FileField(help_text="PDF, DOCX, ODT, JPEG or PNG; up to 25 MB.")


class File(Shape):
    """A stored file."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    mediaType = serializers.CharField()
    size = serializers.IntegerField(help_text="Bytes.")
    state = serializers.ChoiceField(StoredFile.State.values, help_text="It opens once it was scanned.")
    givenAt = serializers.DateTimeField()
