"""Proof by a signed authority, which an officer decides."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from core import audit
from core.actor import Applicant, NotPermitted, Officer, label
from core.models import StoredFile
from rights.linking.granting import grant
from rights.linking.problems import AlreadyLinked, NoSuchProof
from rights.linking.telling import tell_concerned, tell_refused
from rights.models import Link, LinkRequest, Proof

State = LinkRequest.State
DECIDING_ROLES = frozenset({"formalities_officer", "team_leader"})


def give_authority(request: LinkRequest, *, file_reference: UUID, by: Applicant, at: datetime) -> LinkRequest:
    """Hands a signed authority to staff; those concerned are told at once.

    Raises:
        NoSuchProof: if the request is past being proved, or the file is not the account's own.
    """
    with transaction.atomic():
        request = LinkRequest.everything.select_for_update().select_related("right").get(pk=request.pk)
        own = StoredFile.objects.visible_to(by).filter(reference=file_reference).exists()
        if request.state in (State.GRANTED, State.WAITING, State.FROZEN, State.REFUSED) or not own:
            raise NoSuchProof
        request.proof, request.state, request.file_reference = Proof.AUTHORITY, State.WITH_STAFF, file_reference
        request.save(update_fields=["proof", "state", "file_reference"])
        audit.note("link-authority-given", by=by, at=at, subject=request.right.number)
        tell_concerned(request, at=at)
    return request


def decide(reference: str, *, accept: bool, by: Officer, why: str, at: datetime) -> LinkRequest:
    """An officer's decision on a request that waits for staff.

    Raises:
        NotPermitted: for an officer without a deciding role.
        NoSuchProof: if the request does not wait for staff.
        LinkRequest.DoesNotExist: for an unknown reference.
    """
    if not by.roles & DECIDING_ROLES:
        raise NotPermitted("Only formalities officers and team leaders decide link requests.")
    with transaction.atomic():
        request = LinkRequest.everything.select_for_update().select_related("right").get(reference=reference)
        if request.state != State.WITH_STAFF:
            raise NoSuchProof
        request.why = why
        if accept:
            _demand_unlinked(request)
            grant(request, active_from=at, by=by, at=at)
        else:
            _refuse(request, by=by, at=at)
    return request


def _demand_unlinked(request: LinkRequest) -> None:
    same = Link.everything.filter(
        right=request.right, organisation_id=request.organisation_id, relation=request.relation
    )
    if same.exclude(state=Link.State.ENDED).exists():
        raise AlreadyLinked


def _refuse(request: LinkRequest, *, by: Officer, at: datetime) -> None:
    request.state, request.decided_at, request.decided_by = State.REFUSED, at, label(by)
    request.save()
    audit.note("link-refused", by=by, at=at, subject=request.right.number, reason=request.why)
    tell_refused(request, at=at)
