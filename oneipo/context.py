"""What every template is told about who is here."""

from typing import Any

from django.urls import reverse

from accounts.models import AccountSession
from accounts.requests import SiteRequest
from core.actor import Applicant, Officer
from oneipo.middleware.sessions import STAFF
from oneipo.navigation import destinations


def who_is_here(request: SiteRequest) -> dict[str, Any]:
    """Context processor: the actor, the organisation acted for, and the addresses that differ at the two doors."""
    actor = getattr(request, "actor", None)
    session: AccountSession | None = getattr(request, "account_session", None)
    at_staff_door = getattr(request, "door", "") == STAFF
    prefix = "staff:" if at_staff_door else ""
    return {
        "actor": actor,
        "navigation": destinations(actor, session.organisation if session else None),
        "home_address": reverse("staff:home") if at_staff_door else "",
        "is_signed_in": isinstance(actor, Applicant | Officer),
        "signed_in_as": session.user.email if session else "",
        "organisation_name": session.organisation.name if session and session.organisation else "",
        "switch_address": reverse("organisations") if getattr(session, "may_switch", False) else "",
        "sign_out_address": reverse(f"{prefix}sign-out"),
        "keep_address": reverse(f"{prefix}keep-typed"),
        "stay_address": reverse(f"{prefix}stay-signed-in"),
        "timeout_ended_address": reverse(f"{prefix}signed-out"),
    }
