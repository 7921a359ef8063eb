"""Documents that were filed about a right, for whoever may open them.

What is filed is open to the public (Patents Act 1977 s.118) unless the filer kept it to itself or to the parties, and
not before the 14 days in which confidentiality can be asked for are over (Patents Rules 2007 r.53). A document for
which that is asked is hidden at once, and for good once it was accepted; its giver and the office still open it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import BinaryIO
from uuid import UUID

from django.db.models import Q, QuerySet

from core.actor import Actor, Officer, System, organisation_of
from core.files import open_file
from core.models import StoredFile
from rights.models import Link, Right
from transactions.kind import TransactionType, Visibility
from transactions.models import Filing, FilingDocument
from transactions.registry import all_types, type_named
from transactions.states import UNDECIDED, State

KEEPER = System("documents")
CLOSED_FOR = timedelta(days=14)
MOST = 200


class NotOpen(LookupError):
    """There is no such document about the right, or not for this reader."""


@dataclass(frozen=True)
class OpenDocument:
    """One document with the filing that it came with; ``what`` is what the evidence is called there."""

    document: FilingDocument
    filing: Filing
    what: str

    @property
    def file(self) -> StoredFile:
        """The stored file."""
        return self.document.file


def documents_about(right: Right, *, by: Actor, at: datetime) -> list[OpenDocument]:
    """What the actor may open, newest first; clean files only, each once."""
    hidden = _hidden(right)
    rows = _rows(right).filter(_open_to(right, by, at=at)).select_related("file", "filing")
    found = [row for row in rows.order_by("-given_at", "-pk")[:MOST] if _is_shown(row, hidden, by)]
    return [OpenDocument(row, row.filing, _what(row)) for row in found]


def open_document(right: Right, reference: UUID, *, by: Actor, at: datetime) -> tuple[StoredFile, BinaryIO]:
    """The file and its content, to be closed by the caller.

    Raises:
        NotOpen: for whoever may not open it, as for what is not there.
    """
    if not any(one.file.reference == reference for one in documents_about(right, by=by, at=at)):
        raise NotOpen
    return open_file(reference, by=KEEPER)


def _rows(right: Right) -> QuerySet[FilingDocument]:
    about = FilingDocument.everything.filter(filing__rights__right=right, filing__rights__left_out=False)
    return about.filter(removed_at=None, file__state=StoredFile.State.CLEAN).exclude(filing__submitted_at=None)


def _open_to(right: Right, by: Actor, *, at: datetime) -> Q:
    """By visibility: to anyone once it is recorded and 14 days old, to the parties once it was received."""
    if isinstance(by, Officer | System):
        return Q()
    is_public = right.published_on is not None and not right.is_withheld
    public = Q(visibility=Visibility.REGISTER, filing__state=State.RECORDED, filing__received_at__lte=at - CLOSED_FOR)
    asking = organisation_of(by)
    if asking is None:
        return public if is_public else Q(pk=None)
    own = Q(filing__organisation_id=asking)
    if not Link.everything.filter(right=right, organisation_id=asking, state=Link.State.ACTIVE).exists():
        return own | public if is_public else own
    shared = Q(visibility__in=[Visibility.PARTIES, Visibility.REGISTER]) & ~Q(filing__state=State.AWAITING_PAYMENT)
    return own | shared


def _is_shown(row: FilingDocument, hidden: frozenset[str], by: Actor) -> bool:
    """What is hidden is seen by its giver and the office alone."""
    if str(row.file.reference) not in hidden or isinstance(by, Officer | System):
        return True
    return row.filing.organisation_id is not None and row.filing.organisation_id == organisation_of(by)


def _hidden(right: Right) -> frozenset[str]:
    """References of files that open or accepted filings of this right keep from everybody else."""
    slugs = [declared.slug for declared in all_types() if type(declared).hides is not TransactionType.hides]
    asked = Filing.everything.filter(type__in=slugs, state__in=[*UNDECIDED, State.RECORDED], rights__right=right)
    return frozenset().union(*(type_named(filing.type).hides(filing.claims) for filing in asked))


def _what(row: FilingDocument) -> str:
    """What the evidence is called; an answer to the office's question by the filing's own name."""
    declared = type_named(row.filing.type)
    return next((str(one.title) for one in declared.evidence if one.key == row.evidence), str(declared.title))
