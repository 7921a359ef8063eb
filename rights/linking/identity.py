"""Proof by verified identity: name and postcode must equal those of the one natural person who owns the right."""

import unicodedata
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.one_login.identity import VerifiedIdentity
from core import audit
from core.actor import Applicant
from core.references import new_reference
from rights.linking.activating import objection_ends
from rights.linking.granting import grant_all
from rights.linking.offers import locked_offer, published_only
from rights.linking.proofs import Holding, holdings
from rights.linking.staff import tell_staff
from rights.linking.telling import tell_concerned
from rights.models import LinkRequest, Proof
from rights.statuses import Purpose

State = LinkRequest.State


def prove_by_identity(
    request: LinkRequest, *, identity: VerifiedIdentity, by: Applicant, at: datetime
) -> list[LinkRequest]:
    """Compares the proved identity with every open request that it may prove; returns those requests.

    A match makes a link that waits five working days from the telling of the contact on record. A person called like
    the owner is not the owner: without the same postcode, staff decide.

    Raises:
        NoSuchProof: if the request is past being proved, or its right has not one natural person as its owner.
        NotPermitted: for a member who may not prepare.
    """
    with transaction.atomic():
        requests = published_only(locked_offer(request, Proof.IDENTITY, by=by, at=at).requests)
        held, batch = holdings([row.right_id for row in requests]), new_reference("IDY")
        for row in requests:
            row.proof, row.batch, row.code_hash = Proof.IDENTITY, batch, ""
            row.stands_for = held[row.right_id].stands_for(row.relation)
        proved = [row for row in requests if is_the_owner(held[row.right_id], identity)]
        _grant(proved, held, by=by, at=at)
        _hand_to_staff([row for row in requests if row not in proved], held, identity, by=by, at=at)
    return list(requests)


def is_the_owner(held: Holding, identity: VerifiedIdentity) -> bool:
    """Whether the current name *and* a current postcode equal those of the sole natural proprietor."""
    return _has_the_name(held, identity) and _has_the_postcode(held, identity)


def current_name(identity: VerifiedIdentity) -> str:
    """The parts of the name that holds now; earlier names do not count."""
    return " ".join(value for _, value in identity.name_parts)


def plain(name: str) -> str:
    """A name for comparison: one case, one space between words, no punctuation; letters that only look alike differ."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    letters = "".join(letter if letter.isalnum() else " " if letter in "-. " else "" for letter in folded)
    return " ".join(letters.split())


def plain_postcode(code: str) -> str:
    """A postcode for comparison: capitals without spaces."""
    return "".join(code.upper().split())


def _has_the_name(held: Holding, identity: VerifiedIdentity) -> bool:
    owner = held.sole_person
    return owner is not None and plain(owner.name) != "" and plain(owner.name) == plain(current_name(identity))


def _has_the_postcode(held: Holding, identity: VerifiedIdentity) -> bool:
    address = held.contact(Purpose.PROPRIETOR)
    here = plain_postcode(address.postcode) if address else ""
    return here != "" and here in {plain_postcode(one.postcode) for one in identity.addresses if one.is_current}


def _grant(proved: Sequence[LinkRequest], held: dict[int, Holding], *, by: Applicant, at: datetime) -> None:
    """Five working days where the contact gets an email, and longer where it gets a letter."""
    for by_post in (False, True):
        rows = [row for row in proved if _is_told_by_post(held[row.right_id]) == by_post]
        if rows:
            grant_all(rows, active_from=objection_ends(at, by_post=by_post), by=by, at=at)


def _is_told_by_post(held: Holding) -> bool:
    return not any(contact.email for contact in held.contacts if contact.purpose != Purpose.RENEWAL_REMINDER)


def _hand_to_staff(
    differing: Sequence[LinkRequest],
    held: dict[int, Holding],
    identity: VerifiedIdentity,
    *,
    by: Applicant,
    at: datetime,
) -> None:
    for row in differing:
        row.state = State.WITH_STAFF
        row.why = _difference(held[row.right_id], identity)
        row.save()
        audit.note("link-identity-differs", by=by, at=at, subject=row.right.number)
    tell_concerned(differing, at=at)
    tell_staff(differing, at=at)


def _difference(held: Holding, identity: VerifiedIdentity) -> str:
    """What staff are told; it holds nothing of the identity itself."""
    if _has_the_name(held, identity):
        return "The name is that of the owner on the register, the postcode is another one"
    if _has_the_postcode(held, identity):
        return "The postcode is that of the owner on the register, the name is another one"
    return "Neither the name nor the postcode is that of the owner on the register"
