"""Telling those concerned by links: whoever was linked before, the contact on record, and the account itself."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.utils.translation import override

from core.actor import Acting
from notifications.messages import LinkActive, LinkCode, LinkFrozen, LinkRefused, LinkRequested, LinkWaiting
from notifications.recipients import Recipient
from notifications.services import Telling, tell, tell_many
from rights.linking import words
from rights.linking.concerned import people, recipients_of
from rights.linking.contacts import LETTER
from rights.linking.offers import Offer
from rights.models import LinkRequest, NotMeToken

TOKEN_LASTS = timedelta(days=28)
State = LinkRequest.State
MessageOf = type[LinkActive] | type[LinkWaiting] | type[LinkRefused] | type[LinkFrozen]


@dataclass(frozen=True)
class Told:
    """One recipient with the requests that concern them; ``key`` begins with the kind of recipient."""

    key: str
    to: Recipient
    requests: list[LinkRequest]


def tell_code(offer: Offer, code: str, *, by: Acting, batch: str, expires_at: datetime, at: datetime) -> None:
    """One email or letter with one code, which lists what it proves; our own copy never holds the code."""
    contact = offer.option.contact
    assert contact is not None  # codes go to contacts only
    to = contact.recipient(by_letter=offer.option.channel == LETTER)
    with override(to.language):
        message = LinkCode(
            patents=words.patents(offer.requests),
            code=code,
            valid_until=words.until(expires_at),
            account_name=words.account(offer.requests),
        )
        tell(message, to=to, key=f"link-code:{batch}", about=words.about(offer.requests), at=at)


def tell_concerned(requests: Sequence[LinkRequest], *, at: datetime) -> None:
    """Tells everybody linked before and the contacts on record, each with an address to say "this was not me"."""
    name = words.account(requests)
    for told in _concerned(requests):
        first = told.requests[0]
        key = f"link:{first.reference}:{first.state}:{told.key}"
        with override(told.to.language):
            message = LinkRequested(
                what=words.what(told.requests),
                details=words.details(told.requests),
                account_name=name,
                as_whom=words.relation(first),
                how=words.proof(first),
                takes_effect=words.effect(first, at=at),
                not_me_url=f"{settings.PUBLIC_URL}/not-me/{new_token(told.requests, told_key=key, at=at)}/",
            )
            about, numbers = words.about(told.requests), words.numbers(told.requests)
            tell(message, to=told.to, key=key, about=about, at=at, concerns=numbers)


def tell_linked(requests: Sequence[LinkRequest], *, at: datetime) -> None:
    """Tells the account itself: linked now, or from a day on."""
    if not requests:
        return
    first = requests[0]
    if first.state == State.WAITING and first.effective_at:
        _tell_account(requests, "waiting", LinkWaiting, at=at, effective_on=words.day(first.effective_at))
    else:
        _tell_account(requests, "active", LinkActive, at=at)


def tell_refused(request: LinkRequest, *, at: datetime) -> None:
    """Tells the account why the office did not make the link."""
    _tell_account([request], "refused", LinkRefused, at=at, reason=request.why)


def tell_frozen(requests: Sequence[LinkRequest], *, at: datetime) -> None:
    """Tells the account that somebody objected."""
    _tell_account(requests, "frozen", LinkFrozen, at=at)


def new_token(requests: Iterable[LinkRequest], *, told_key: str, at: datetime) -> str:
    """A fresh secret for a "this was not me" address; only its digest is kept."""
    token = secrets.token_urlsafe(24)
    row = NotMeToken.objects.create(digest=digest_of(token), told_key=told_key, made_at=at, expires_at=at + TOKEN_LASTS)
    row.requests.add(*requests)
    return token


def digest_of(token: str) -> str:
    """What is stored of a token."""
    return sha256(token.encode()).hexdigest()


def _concerned(requests: Sequence[LinkRequest]) -> list[Told]:
    found: dict[str, Told] = {}
    for request in requests:
        for key, to in recipients_of(request):
            found.setdefault(key, Told(key, to, [])).requests.append(request)
    return list(found.values())


def _tell_account(
    requests: Sequence[LinkRequest], event: str, message_of: MessageOf, *, at: datetime, **more: str
) -> None:
    first = requests[0]
    tellings = []
    for person, to in people(first.organisation_id):
        with override(to.language):
            message = message_of(what=words.what(requests), details=words.details(requests), **more)
            key = f"link-{event}:{first.reference}:{at:%Y%m%d%H%M%S}:{person}"
            tellings.append(Telling(message, to, key, words.about(requests), words.numbers(requests)))
    tell_many(tellings, at=at)
