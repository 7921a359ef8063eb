"""Gives a stored file to a draft as evidence, and takes it away again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from core.actor import Actor, label
from core.models import StoredFile
from core.walls import follow
from transactions.kind import Evidence, Visibility
from transactions.models import Filing, FilingDocument
from transactions.registry import type_named
from transactions.services.answering import demand_draft, wrote


class UnknownEvidence(LookupError):
    """The type asks for no such document."""


class NoSuchFile(LookupError):
    """The actor has no such file."""


def give(
    filing: Filing,
    evidence_key: str,
    file_reference: UUID,
    *,
    by: Actor,
    at: datetime,
    visibility: Visibility | None = None,
) -> FilingDocument:
    """Adds one of the actor's own stored files; the same file again changes nothing.

    Raises:
        UnknownEvidence, NoSuchFile, CannotMove, NotPermitted.
    """
    wanted = _evidence_of(filing, evidence_key)
    file = StoredFile.objects.visible_to(by).filter(reference=file_reference).first()
    if file is None:
        raise NoSuchFile
    with transaction.atomic():
        draft = demand_draft(filing, by=by)
        wrote(draft, by)
        document, _ = FilingDocument.everything.get_or_create(
            filing=draft,
            evidence=wanted.key,
            file=file,
            removed_at=None,
            defaults={"visibility": visibility or wanted.visibility, "given_at": at, "given_by": label(by)},
        )
        follow(draft.organisation_id, str(file.reference), of=draft.reference)
    return document


def remove(filing: Filing, file_reference: UUID, *, by: Actor, at: datetime) -> bool:
    """Takes a document out of a draft; the file itself stays with the account."""
    with transaction.atomic():
        draft = demand_draft(filing, by=by)
        given = FilingDocument.everything.filter(filing=draft, file__reference=file_reference, removed_at=None)
        wrote(draft, by)
        return given.update(removed_at=at) > 0


def _evidence_of(filing: Filing, key: str) -> Evidence:
    for evidence in type_named(filing.type).evidence:
        if evidence.key == key:
            return evidence
    raise UnknownEvidence(key)
