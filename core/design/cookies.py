"""Lists the cookies that the service sets, by the names that this site gives them."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Cookie:
    """One cookie: its name, what it is for, and when it ends."""

    name: str
    purpose: str
    ends: str


def cookies() -> list[Cookie]:
    """The cookies of this site; all are needed for it to work."""
    closing = _("When you close your browser")
    staff = getattr(settings, "STAFF_SESSION_COOKIE_NAME", "staff-session")
    visitor = getattr(settings, "VISITOR_COOKIE_NAME", "visitor")
    return [
        Cookie(
            settings.SESSION_COOKIE_NAME,
            _("Keeps you signed in, and keeps your place while you sign in"),
            _hours(settings.SESSION_COOKIE_AGE),
        ),
        Cookie(settings.CSRF_COOKIE_NAME, _("Makes sure that forms are sent by you"), _days(settings.CSRF_COOKIE_AGE)),
        Cookie(
            settings.LANGUAGE_COOKIE_NAME,
            _("Remembers whether you chose English or Welsh"),
            _days(settings.LANGUAGE_COOKIE_AGE),
        ),
        Cookie(visitor, _("Lets you finish what you began without signing in"), closing),
        Cookie(staff, _("Keeps office staff signed in"), _hours(settings.SESSION_COOKIE_AGE)),
    ]


def _hours(seconds: int) -> str:
    return _("After %d hours") % (seconds // 3600)


def _days(seconds: int) -> str:
    return _("After %d days") % (seconds // 86400)
