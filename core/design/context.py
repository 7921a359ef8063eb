"""What every page is told about the site: brand, names, languages; never the time."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _


def design(request: HttpRequest) -> dict[str, Any]:
    """Context processor. ``session_ends_at`` is what the middleware that ends idle sessions left on the request."""
    return {
        "door_base": "office/narrow.html" if getattr(request, "door", "") == "staff" else "base.html",
        "branding": getattr(settings, "BRANDING", "generic"),
        "is_sandbox": getattr(settings, "SANDBOX", False),
        "govuk_assets": getattr(settings, "GOVUK_ASSETS_URL", "/assets/"),
        "service_name": _("Manage intellectual property rights"),
        "source_code_url": getattr(settings, "SOURCE_CODE_URL", ""),
        "help_email": getattr(settings, "HELP_EMAIL", ""),
        "languages": toggle(),
        "session_ends_at": getattr(request, "session_ends_at", None),
        "idle_seconds": getattr(settings, "IDLE_SECONDS", 600),
        "warning_seconds": getattr(settings, "IDLE_WARNING_SECONDS", 120),
    }


def toggle() -> list[tuple[str, str]]:
    """The languages to offer, each in its own name; none where Welsh is not shown yet (setting ``WELSH_SHOWN``)."""
    return [("en", "English"), ("cy", "Cymraeg")] if getattr(settings, "WELSH_SHOWN", True) else []
