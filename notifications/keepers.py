"""Keeps what accounts promise: people are told of invitations, and of who has joined."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import translation

from accounts.models import Invitation
from accounts.organising.inviting import INVITED, JOINED, token_of
from core.days import legal_day
from core.design.formats import day_words
from core.outbox import keeps
from notifications.messages.organisations import Invited, MemberJoined
from notifications.recipients import Recipient
from notifications.services import tell


@keeps(INVITED)
def tell_invited(payload: dict[str, Any], *, at: datetime) -> None:
    """Sends the invited person the address with which they join; nothing where it was taken back meanwhile."""
    found = _invitation(payload)
    if found is None or found.cancelled_at or found.accepted_at:
        return
    with translation.override(payload["language"]):
        message = Invited(
            organisation=found.organisation.name,
            invited_by=found.invited_by.name or found.invited_by.email,
            role=found.role.name,
            expires_on=day_words(legal_day(found.expires_at)),
            join_url=f"{settings.PUBLIC_URL}/join/{token_of(found)}/",
        )
    to = Recipient(email=found.email, name=found.name, language=payload["language"])
    tell(message, to=to, key=f"{found.reference}:invited", about=found.reference, at=at)


@keeps(JOINED)
def tell_joined(payload: dict[str, Any], *, at: datetime) -> None:
    """Tells whoever invited them."""
    found = _invitation(payload)
    if found is None or found.accepted_by is None:
        return
    host = found.invited_by
    name = found.accepted_by.name or found.accepted_by.email
    message = MemberJoined(organisation=found.organisation.name, name=name, role=found.role.name)
    to = Recipient(host.email, (), host.name, host.language, found.organisation_id, host.pk)
    tell(message, to=to, key=f"{found.reference}:joined", about=found.reference, at=at)


def _invitation(payload: dict[str, Any]) -> Invitation | None:
    rows = Invitation.objects.filter(reference=payload["reference"])
    return rows.select_related("organisation", "role", "invited_by", "accepted_by").first()
