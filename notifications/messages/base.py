"""What a message is: a frozen dataclass for each template, so that none can be sent with a field missing."""

from dataclasses import dataclass, fields
from typing import ClassVar

from django.conf import settings


@dataclass(frozen=True)
class Message:
    """Subclasses name their template and declare its fields as texts."""

    template: ClassVar[str]
    statutory: ClassVar[bool] = False
    personal: ClassVar[bool] = False
    """Whether nobody else of the organisation reads it, because it tells of money."""
    secret: ClassVar[str] = ""
    """A field that our own copy never holds, such as a one-time code."""

    def shown(self) -> dict[str, str]:
        """The fields as our own copy shows them."""
        return self.personalisation() | ({self.secret: "••••••"} if self.secret else {})

    def personalisation(self) -> dict[str, str]:
        """The fields by name, with the service's address for every message."""
        return {field.name: str(getattr(self, field.name)) for field in fields(self)} | {
            "service_url": settings.PUBLIC_URL
        }
