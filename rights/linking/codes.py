"""One-time codes to the contact on record: hashed, single use, expiring, locked after five tries, limited."""

import hmac
import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from core import audit
from core.actor import Applicant
from core.days import LONDON, legal_day
from core.references import ALPHABET
from notifications.messages import LinkCode
from notifications.services import tell
from rights.linking.contacts import OnRecord, mask_email, mask_letter
from rights.linking.granting import grant
from rights.linking.problems import CodeOver, NoSuchProof, TooMany, WrongCode
from rights.linking.proofs import coded_contacts
from rights.models import Link, LinkCodeSending, LinkRequest, Proof

TRIES = 5
LASTS = {"email": timedelta(minutes=30), "letter": timedelta(days=21)}
LENGTH = {"email": 6, "letter": 8}
BETWEEN = timedelta(minutes=1)
EMAILS_TO_AN_ADDRESS_A_DAY = 5
CODES_OF_AN_ORGANISATION_A_DAY = 100
LETTERS_FOR_A_RIGHT_A_WEEK = 2
State = LinkRequest.State


def send_code(request: LinkRequest, *, channel: str, purpose: str, by: Applicant, at: datetime) -> LinkRequest:
    """Sends a fresh code; the one before stops working.

    Raises:
        NoSuchProof: if the contact may not prove this link, or the request is past it.
        TooMany: past a limit.
    """
    with transaction.atomic():
        request = _locked(request)
        contact = _contact_for(request, channel, purpose, at=at)
        _keep_limits(request, contact, channel, at=at)
        code = new_code(channel)
        _store(request, contact, channel, code, at=at)
        LinkCodeSending.objects.create(
            request=request, right=request.right, organisation_id=request.organisation_id,
            channel=channel, address_digest=contact.digest, sent_at=at,
        )  # fmt: skip
        _tell(request, contact, channel, code, at=at)
        audit.note("link-code-sent", by=by, at=at, subject=request.right.number, details={"channel": channel})
    return request


def enter_code(request: LinkRequest, typed: str, *, by: Applicant, at: datetime) -> Link:
    """Compares what was typed; the right code makes the link at once and never works again.

    Raises:
        WrongCode: with the tries that are left.
        CodeOver: once expired, used or locked.
    """
    with transaction.atomic():
        request = _locked(request)
        if request.state != State.CODE_SENT or request.expires_at is None or request.expires_at <= at:
            raise CodeOver
        matches = hmac.compare_digest(request.code_hash, hash_code(request.reference, typed))
        if matches:
            return grant(request, active_from=at, by=by, at=at)
        left = _count_try(request)
    audit.note("link-code-wrong", by=by, at=at, subject=request.right.number)
    raise WrongCode(left) if left else CodeOver


def new_code(channel: str) -> str:
    """Six digits by email, eight letters and digits by post."""
    alphabet = "0123456789" if channel == "email" else ALPHABET
    return "".join(secrets.choice(alphabet) for _ in range(LENGTH[channel]))


def hash_code(reference: str, typed: str) -> str:
    """Keyed with the service's secret and the request, so that a stolen table tells no code."""
    plain = "".join(letter for letter in typed.upper() if letter.isalnum())[:20]
    return hmac.new(settings.SECRET_KEY.encode(), f"link:{reference}:{plain}".encode(), sha256).hexdigest()


def _locked(request: LinkRequest) -> LinkRequest:
    return LinkRequest.everything.select_for_update().select_related("right").get(pk=request.pk)


def _contact_for(request: LinkRequest, channel: str, purpose: str, *, at: datetime) -> OnRecord:
    if request.state not in (State.ASKED, State.CODE_SENT, State.EXPIRED) or channel not in LASTS:
        raise NoSuchProof
    for contact in coded_contacts(request.right, request.relation, on=legal_day(at)):
        if contact.purpose == purpose and (contact.email if channel == "email" else contact.lines):
            return contact
    raise NoSuchProof


def _keep_limits(request: LinkRequest, contact: OnRecord, channel: str, *, at: datetime) -> None:
    sendings = LinkCodeSending.objects.all()
    if sendings.filter(request=request, sent_at__gt=at - BETWEEN).exists():
        raise TooMany(_("We sent a code less than a minute ago. Wait a minute before you ask for another."))
    day = sendings.filter(sent_at__gt=at - timedelta(days=1))
    if day.filter(organisation_id=request.organisation_id).count() >= CODES_OF_AN_ORGANISATION_A_DAY:
        raise TooMany
    if channel == "email" and day.filter(address_digest=contact.digest).count() >= EMAILS_TO_AN_ADDRESS_A_DAY:
        raise TooMany
    week = sendings.filter(right=request.right, channel="letter", sent_at__gt=at - timedelta(days=7))
    if channel == "letter" and week.count() >= LETTERS_FOR_A_RIGHT_A_WEEK:
        raise TooMany(_("Two letters went out for this patent within a week. Wait for them, or choose another proof."))


def _store(request: LinkRequest, contact: OnRecord, channel: str, code: str, *, at: datetime) -> None:
    request.proof, request.state, request.tries = Proof.CODE, State.CODE_SENT, 0
    request.code_hash = hash_code(request.reference, code)
    request.code_sent_to = mask_email(contact.email) if channel == "email" else mask_letter(contact)
    request.code_purpose = contact.purpose
    request.expires_at = at + LASTS[channel]
    request.save()


def _tell(request: LinkRequest, contact: OnRecord, channel: str, code: str, *, at: datetime) -> None:
    organisation = Organisation.objects.get(pk=request.organisation_id)
    until = (at + LASTS[channel]).astimezone(LONDON)
    message = LinkCode(
        right_number=request.right.number,
        code=code,
        valid_until=f"{until:%H:%M} on {until.day} {until:%B %Y}",
        account_name=organisation.name,
    )
    key = f"link-code:{request.reference}:{at.isoformat()}"
    tell(message, to=contact.recipient(by_letter=channel == "letter"), key=key, about=request.right.number, at=at)


def _count_try(request: LinkRequest) -> int:
    """One try less; at none the code is locked, and the count is kept although the answer was wrong."""
    request.tries += 1
    if request.tries >= TRIES:
        request.state, request.code_hash = State.LOCKED, ""
    request.save(update_fields=["tries", "state", "code_hash"])
    return TRIES - request.tries
