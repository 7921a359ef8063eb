"""A member lets a tool act for them, sees which tools do, and stops one; who leaves an organisation stops them all."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from oauth2_provider.models import clear_expired, get_access_token_model, get_grant_model, get_refresh_token_model

from accounts.models import ApiClient, Membership
from core import audit
from core.actor import Applicant


class NoSuchTool(LookupError):
    """There is no such tool, or it is none of an organisation to which the person belongs."""


def tool_for(client_id: str, *, by: Applicant) -> ApiClient:
    """A tool that the person may let act for them, in whichever of their organisations it is.

    Raises:
        NoSuchTool.
    """
    own = Membership.objects.filter(user_id=by.user_id, left_at=None).values("organisation_id")
    rows = ApiClient.objects.filter(client_id=client_id, organisation_id__in=own, revoked_at=None)
    found = rows.exclude(authorization_grant_type=ApiClient.GRANT_CLIENT_CREDENTIALS).select_related("organisation")
    tool = found.first()
    if tool is None:
        raise NoSuchTool(client_id)
    return tool


def note_allowed(tool: ApiClient, *, by: Applicant, at: datetime) -> None:
    """Remembers in the log of the tool's organisation that the person let it act for them."""
    audit.note("api-tool-allowed", by=_there(tool, by), at=at, subject=tool.reference)


def tools_of(by: Applicant) -> Sequence[ApiClient]:
    """The tools that act for the person, in all of their organisations, by name."""
    tokens = (get_refresh_token_model().objects.filter(revoked=None), get_access_token_model().objects.all())
    held = [rows.filter(user_id=by.user_id).values("application_id") for rows in tokens]
    rows = ApiClient.objects.filter(Q(pk__in=held[0]) | Q(pk__in=held[1]), revoked_at=None)
    return list(rows.select_related("organisation").order_by("name", "pk"))


def stop(reference: str, *, by: Applicant, at: datetime) -> ApiClient:
    """Ends what one of them was given for the person, at once.

    Raises:
        NoSuchTool.
    """
    tool = next((one for one in tools_of(by) if one.reference == reference), None)
    if tool is None:
        raise NoSuchTool(reference)
    with transaction.atomic():
        _end(user_id=by.user_id, application=tool)
        audit.note("api-tool-stopped", by=_there(tool, by), at=at, subject=tool.reference)
    return tool


def end_all_of(user_id: UUID, organisation_id: UUID) -> None:
    """Nothing that the person let act for them in the organisation does so any longer, should they come back or not."""
    _end(user_id=user_id, application__organisation_id=organisation_id)


def forget_old_tokens() -> None:
    """Deletes tokens and codes that are good for nothing any more."""
    clear_expired()


def _end(**which: Any) -> None:
    for model in (get_grant_model(), get_refresh_token_model(), get_access_token_model()):
        model.objects.filter(**which).delete()


def _there(tool: ApiClient, by: Applicant) -> Applicant:
    return replace(by, organisation_id=tool.organisation_id)
