"""One-time codes to the contact on record: hashed, single use, expiring, locked after five tries, limited."""

import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction

from core import audit
from core.actor import Acting
from core.references import ALPHABET, new_reference
from rights.linking.asking import demand_may_link
from rights.linking.contacts import EMAIL, LETTER
from rights.linking.granting import grant_all
from rights.linking.limits import keep_limits
from rights.linking.offers import Offer, locked_offer, published_only
from rights.linking.problems import CodeOver, WrongCode
from rights.linking.proofs import holdings
from rights.linking.telling import tell_code
from rights.models import Link, LinkCodeSending, LinkRequest, Proof

TRIES = 5
LASTS = {EMAIL: timedelta(minutes=30), LETTER: timedelta(days=21)}
LENGTH = {EMAIL: 6, LETTER: 8}
State = LinkRequest.State


def send_code(request: LinkRequest, key: str, *, by: Acting, at: datetime) -> list[LinkRequest]:
    """Sends one fresh code for the request and all others that share the contact; those sent before stop working.

    ``key`` names the option. Returns the requests that the code will prove.

    Raises:
        NoSuchProof: if the contact may not prove this link, or the request is past it.
        TooMany: past a limit.
        NotPermitted: for a member who may not prepare.
    """
    with transaction.atomic():
        offer = locked_offer(request, key, by=by, at=at)
        keep_limits(offer.requests, offer.option, by=by, at=at)
        code, batch = new_code(offer.option.channel), new_reference("COD")
        _store(offer, code, batch, at=at)
        _count(offer, batch, by=by, at=at)
        expires_at = at + LASTS[offer.option.channel]
        tell_code(offer, code, by=by, batch=batch, expires_at=expires_at, at=at)
        for number in offer.numbers:
            audit.note("link-code-sent", by=by, at=at, subject=number, details={"channel": offer.option.channel})
    return list(offer.requests)


def enter_code(request: LinkRequest, typed: str, *, by: Acting, at: datetime) -> list[Link]:
    """Compares what was typed; the right code makes all its links at once and never works again.

    Raises:
        WrongCode: with the tries that are left.
        CodeOver: once expired, used or locked.
        NotPermitted: for a member who may not prepare.
    """
    demand_may_link(by)
    with transaction.atomic():
        batch = _locked_batch(request, by=by, at=at)
        hashed = hash_code(batch[0].reference, typed)
        if hmac.compare_digest(batch[0].code_hash, hashed):
            return grant_all(published_only(batch), active_from=at, by=by, at=at)
        left = _count_try(batch, at=at)
        audit.note("link-code-wrong", by=by, at=at, subject=request.right.number)
    raise WrongCode(left) if left else CodeOver


def new_code(channel: str) -> str:
    """Six digits by email, eight letters and digits by post."""
    alphabet = "0123456789" if channel == EMAIL else ALPHABET
    return "".join(secrets.choice(alphabet) for _ in range(LENGTH[channel]))


def hash_code(reference: str, typed: str) -> str:
    """Keyed with the service's secret and the request, so that a stolen table tells no code."""
    plain = "".join(letter for letter in typed.upper() if letter.isalnum())[:20]
    return hmac.new(settings.SECRET_KEY.encode(), f"link:{reference}:{plain}".encode(), sha256).hexdigest()


def _locked_batch(request: LinkRequest, *, by: Acting, at: datetime) -> list[LinkRequest]:
    """The requests that the code proves, the one it was entered for among them.

    Raises:
        CodeOver: if it can prove that one no longer.
    """
    own = LinkRequest.objects.visible_to(by)
    batch = own.filter(pk=request.pk).values_list("batch", flat=True).first()
    waiting = own.filter(batch=batch or "-", state=State.CODE_SENT, expires_at__gt=at)
    rows = list(waiting.select_for_update(of=("self",)).select_related("right").order_by("pk"))
    if request.pk not in {row.pk for row in rows}:
        raise CodeOver
    return rows


def _store(offer: Offer, code: str, batch: str, *, at: datetime) -> None:
    held = holdings([row.right_id for row in offer.requests])
    contact = offer.option.contact
    named = [contact.name] if contact else []
    for row in offer.requests:
        row.proof, row.state, row.tries, row.batch = Proof.CODE, State.CODE_SENT, 0, batch
        row.code_hash = hash_code(row.reference, code)
        row.code_sent_to, row.code_purpose = offer.option.hint, contact.purpose if contact else ""
        row.stands_for = held[row.right_id].stands_for(row.relation, *named)
        row.expires_at = at + LASTS[offer.option.channel]
        row.decided_at = None
        row.save()


def _count(offer: Offer, batch: str, *, by: Acting, at: datetime) -> None:
    LinkCodeSending.objects.bulk_create(
        LinkCodeSending(
            request=row,
            right_id=row.right_id,
            organisation_id=by.organisation_id,
            channel=offer.option.channel,
            batch=batch,
            address_digest=offer.option.address,
            sent_at=at,
        )
        for row in offer.requests
    )


def _count_try(batch: Sequence[LinkRequest], *, at: datetime) -> int:
    """One try less; at none the code is locked, and the count is kept although the answer was wrong."""
    tries = batch[0].tries + 1
    for row in batch:
        row.tries = tries
        if tries >= TRIES:
            row.state, row.code_hash, row.decided_at = State.LOCKED, "", at
        row.save(update_fields=["tries", "state", "code_hash", "decided_at"])
    return max(TRIES - tries, 0)
