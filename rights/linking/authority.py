"""Proof by a signed authority, which an officer decides."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from core import audit
from core.actor import Applicant
from core.models import StoredFile
from core.references import new_reference
from rights.linking.offers import locked_offer, published_only
from rights.linking.problems import NoSuchProof, TooMany
from rights.linking.proofs import holdings
from rights.linking.queries import hold_names
from rights.linking.staff import tell_staff
from rights.linking.telling import tell_concerned
from rights.models import LinkRequest, Proof

State = LinkRequest.State
AUTHORITIES_FOR_A_RIGHT_A_WEEK = 5
SEVERAL = _("We got several authorities for %(number)s this week. Choose another proof, or try again in a week.")


def give_authority(request: LinkRequest, *, file_reference: UUID, by: Applicant, at: datetime) -> list[LinkRequest]:
    """Hands a signed authority for the request, and all that are open with it, to staff; those concerned are told.

    Raises:
        NoSuchProof: if the request is past being proved, or the file is not the account's own.
        TooMany: past the limit for a right.
        NotPermitted: for a member who may not prepare.
    """
    with transaction.atomic():
        requests = published_only(locked_offer(request, Proof.AUTHORITY, by=by, at=at).requests)
        if not StoredFile.objects.visible_to(by).filter(reference=file_reference).exists():
            raise NoSuchProof
        _keep_limit(requests, by=by, at=at)
        held, batch = holdings([row.right_id for row in requests]), new_reference("AUT")
        name = Organisation.objects.get(pk=by.organisation_id).name
        for row in requests:
            row.proof, row.state, row.batch, row.code_hash = Proof.AUTHORITY, State.WITH_STAFF, batch, ""
            row.file_reference = file_reference
            row.stands_for = held[row.right_id].stands_for(row.relation, name)
            row.save()
            audit.note("link-authority-given", by=by, at=at, subject=row.right.number)
        tell_concerned(requests, at=at)
        tell_staff(requests, at=at)
    return list(requests)


def _keep_limit(requests: Sequence[LinkRequest], *, by: Applicant, at: datetime) -> None:
    """Each authority is told to those concerned, by letter if need be, so a right has so many a week and no more."""
    hold_names([f"right {row.right_id}" for row in requests], by=by)
    lately = LinkRequest.everything.filter(proof=Proof.AUTHORITY, asked_at__gt=at - timedelta(days=7))
    for row in requests:
        given = lately.filter(right_id=row.right_id).exclude(file_reference=None)
        if given.count() >= AUTHORITIES_FOR_A_RIGHT_A_WEEK:
            raise TooMany(SEVERAL % {"number": row.right.number})
