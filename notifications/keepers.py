"""Keeps what accounts promise: people are told of invitations, of who has joined, and of looser rules."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import Invitation, RulesProposal, User
from accounts.organising.inviting import INVITED, JOINED, token_of
from accounts.organising.proposals import DECIDED, PROPOSED, administrators_of
from core.days import legal_day
from core.design.formats import day_words, pounds
from core.outbox import keeps
from notifications.messages.base import Message
from notifications.messages.organisations import Invited, MemberJoined, RulesConfirmed, RulesProposed, RulesRejected
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


@keeps(PROPOSED)
def tell_proposed(payload: dict[str, Any], *, at: datetime) -> None:
    """Tells every other administrator that looser rules wait for one of them; nothing where that is over."""
    found = _proposal(payload)
    if found.outcome:
        return
    for one in _others(found, but=found.proposed_by_id):
        with translation.override(one.language):
            ends_on = day_words(legal_day(found.ends_at))
            message = RulesProposed(name=_called(found.proposed_by), ends_on=ends_on, **_rules_in_words(found))
            _tell_administrator(one, message, found, "proposed", at=at)


@keeps(DECIDED)
def tell_decided(payload: dict[str, Any], *, at: datetime) -> None:
    """Tells every administrator but the one who decided what became of it."""
    found = _proposal(payload)
    if found.ended_by is None:
        return
    for one in _others(found, but=found.ended_by_id):
        with translation.override(one.language):
            name, said = _called(found.ended_by), _rules_in_words(found)
            is_confirmed = found.outcome == found.Outcome.CONFIRMED
            message = RulesConfirmed(name=name, **said) if is_confirmed else RulesRejected(said["organisation"], name)
            _tell_administrator(one, message, found, "decided", at=at)


def _proposal(payload: dict[str, Any]) -> RulesProposal:
    rows = RulesProposal.objects.select_related("organisation", "proposed_by", "ended_by")
    return rows.get(reference=payload["reference"])


def _others(proposal: RulesProposal, *, but: UUID | None) -> list[User]:
    return [one.user for one in administrators_of(proposal.organisation_id) if one.user_id != but]


def _called(user: User) -> str:
    return user.name or user.email


def _rules_in_words(proposal: RulesProposal) -> dict[str, str]:
    limit = proposal.spending_limit_pence
    return {
        "organisation": proposal.organisation.name,
        "two_people": _("Yes") if proposal.needs_two_people else _("No"),
        "limit": _("Any amount") if limit is None else pounds(limit),
    }


def _tell_administrator(user: User, message: Message, proposal: RulesProposal, occasion: str, *, at: datetime) -> None:
    to = Recipient(user.email, (), user.name, user.language, proposal.organisation_id, user.pk)
    key = f"{proposal.reference}:{occasion}:{user.pk}"
    tell(message, to=to, key=key, about=proposal.reference, at=at)


def _invitation(payload: dict[str, Any]) -> Invitation | None:
    rows = Invitation.objects.filter(reference=payload["reference"])
    return rows.select_related("organisation", "role", "invited_by", "accepted_by").first()
