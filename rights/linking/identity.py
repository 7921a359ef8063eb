"""Proof by verified identity: name and postcode must equal those of the one natural person who owns the right."""

import unicodedata
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from core import audit
from core.actor import Applicant
from rights.linking.contacts import contacts_on_record
from rights.linking.granting import after_working_days, grant
from rights.linking.problems import NoSuchProof
from rights.linking.proofs import sole_person
from rights.models import LinkRequest, Proof, Relation, Right
from rights.statuses import Purpose

State = LinkRequest.State


def prove_by_identity(
    request: LinkRequest, *, names: Iterable[str], postcodes: Iterable[str], by: Applicant, at: datetime
) -> LinkRequest:
    """Takes the current names and current postcodes of a verified identity.

    A match makes a link that waits five working days from the telling of the contact on record. A person called like
    the owner is not the owner: without the same postcode, or for any other owner, staff decide.

    Raises:
        NoSuchProof: if the request is past being proved.
    """
    with transaction.atomic():
        request = LinkRequest.everything.select_for_update().select_related("right").get(pk=request.pk)
        if request.state not in (State.ASKED, State.CODE_SENT) or request.relation != Relation.OWNER:
            raise NoSuchProof
        request.proof = Proof.IDENTITY
        if is_the_owner(request.right, names=names, postcodes=postcodes):
            grant(request, active_from=after_working_days(at), by=by, at=at)
        else:
            _hand_to_staff(request, by=by, at=at)
    return request


def is_the_owner(right: Right, *, names: Iterable[str], postcodes: Iterable[str]) -> bool:
    """Whether a name *and* a postcode equal those of the sole natural proprietor."""
    owner = sole_person(right)
    address = next((c for c in contacts_on_record(right) if c.purpose == Purpose.PROPRIETOR), None)
    if owner is None or address is None or not address.postcode:
        return False
    same_name = plain(owner.name) in {plain(name) for name in names}
    return same_name and plain_postcode(address.postcode) in {plain_postcode(code) for code in postcodes}


def plain(name: str) -> str:
    """A name for comparison: one case, one space between words, no punctuation; letters that only look alike differ."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    letters = "".join(letter if letter.isalnum() else " " if letter in "-. " else "" for letter in folded)
    return " ".join(letters.split())


def plain_postcode(code: str) -> str:
    """A postcode for comparison: capitals without spaces."""
    return "".join(code.upper().split())


def _hand_to_staff(request: LinkRequest, *, by: Applicant, at: datetime) -> None:
    request.state = State.WITH_STAFF
    request.why = "The verified identity and the register do not agree"
    request.save(update_fields=["proof", "state", "why"])
    audit.note("link-identity-differs", by=by, at=at, subject=request.right.number)
