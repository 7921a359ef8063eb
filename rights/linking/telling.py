"""Telling those concerned by a link: whoever was linked before, and the contact on record."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.contact import Person, people_of
from core.days import LONDON
from notifications.messages import LinkActive, LinkFrozen, LinkRefused, LinkRequested, LinkWaiting
from notifications.messages.base import Message
from notifications.recipients import Recipient
from notifications.services import tell
from rights.linking.contacts import contacts_on_record
from rights.models import Link, LinkRequest, NotMeToken, Proof

TOKEN_LASTS = timedelta(days=28)


def tell_concerned(request: LinkRequest, *, at: datetime) -> None:
    """Tells everybody linked before and every contact on record, each with an address to say "this was not me"."""
    right = request.right
    recipients = {contact.digest: contact.recipient() for contact in contacts_on_record(right)}
    for organisation_id in _linked_before(request):
        recipients |= {str(person.user_id): to for person, to in _people(organisation_id)}
    for mark, recipient in recipients.items():
        message = LinkRequested(
            right_number=right.number,
            title=right.title,
            how=proof_words(request),
            takes_effect=effect_words(request, at=at),
            not_me_url=f"{settings.PUBLIC_URL}/not-me/{new_token(request, at=at)}/",
        )
        key = f"link:{request.reference}:{request.state}:{mark}"
        tell(message, to=recipient, key=key, about=right.number, at=at)


def tell_linked(request: LinkRequest, *, at: datetime) -> None:
    """Tells the account itself: linked now, or from a day on."""
    right = request.right
    if request.state == LinkRequest.State.WAITING and request.effective_at:
        day = request.effective_at.astimezone(LONDON)
        words = f"{day.day} {day:%B %Y}"
        _tell_account(request, LinkWaiting(right.number, right.title, words), "waiting", at=at)
    else:
        _tell_account(request, LinkActive(right.number, right.title), "active", at=at)


def tell_refused(request: LinkRequest, *, at: datetime) -> None:
    """Tells the account why the office did not make the link."""
    _tell_account(request, LinkRefused(request.right.number, request.why), "refused", at=at)


def tell_frozen(request: LinkRequest, *, at: datetime) -> None:
    """Tells the account that somebody objected."""
    _tell_account(request, LinkFrozen(request.right.number), "frozen", at=at)


def new_token(request: LinkRequest, *, at: datetime) -> str:
    """A fresh secret for a "this was not me" address; only its digest is kept."""
    token = secrets.token_urlsafe(24)
    NotMeToken.objects.create(digest=digest_of(token), request=request, made_at=at, expires_at=at + TOKEN_LASTS)
    return token


def digest_of(token: str) -> str:
    """What is stored of a token."""
    return sha256(token.encode()).hexdigest()


def proof_words(request: LinkRequest) -> str:
    """How the link was proved, for those who are told."""
    words = {
        Proof.CODE: _("with a one-time code sent to the contact on the register"),
        Proof.IDENTITY: _("with a verified identity that matches the owner on the register"),
        Proof.AUTHORITY: _("with a signed authority, which the office checks"),
    }
    return str(words[Proof(request.proof)])


def effect_words(request: LinkRequest, *, at: datetime) -> str:
    """When the link takes effect, for those who are told."""
    if request.effective_at is None:
        return _("after the office has checked it")
    if request.effective_at <= at:
        return _("at once")
    day = request.effective_at.astimezone(LONDON)
    return f"{day.day} {day:%B %Y}"


def _linked_before(request: LinkRequest) -> list[UUID]:
    links = Link.everything.filter(right=request.right, state=Link.State.ACTIVE)
    others = links.exclude(organisation_id=request.organisation_id)
    return list(others.values_list("organisation_id", flat=True).distinct())


def _people(organisation_id: UUID) -> list[tuple[Person, Recipient]]:
    return [
        (person, Recipient(person.email, (), person.name, person.language, organisation_id, person.user_id))
        for person in people_of(organisation_id)
    ]


def _tell_account(request: LinkRequest, message: Message, what: str, *, at: datetime) -> None:
    for person, recipient in _people(request.organisation_id):
        key = f"link-{what}:{request.reference}:{person.user_id}"
        tell(message, to=recipient, key=key, about=request.right.number, at=at)
