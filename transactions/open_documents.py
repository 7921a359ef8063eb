"""Documents that were filed about a right, for whoever may open them.

What is filed is open to the public (Patents Act 1977 s.118; the scope of Patents Rules 2007 r.51 is to be confirmed by
the office) unless the filer kept it to itself or to the parties, and not before the 14 days in which confidentiality
can be asked for are over (r.53). A document for which that is asked is hidden at once, and for good once it was
accepted, about whichever right it was filed as well; its giver and the office still open it.
"""

from collections.abc import Iterable, Sequence
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
from transactions.models import Filing, FilingDocument, FilingRight
from transactions.models.access import whose
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
    return [_told(row) for row in _shown(_open(right, by, at=at).order_by("-given_at", "-pk")[:MOST], by)]


def open_document(right: Right, reference: UUID, *, by: Actor, at: datetime) -> tuple[StoredFile, BinaryIO]:
    """The file and its content, to be closed by the caller.

    Raises:
        NotOpen: for whoever may not open it, as for what is not there.
    """
    if not _shown(_open(right, by, at=at).filter(file__reference=reference), by):
        raise NotOpen
    return open_file(reference, by=KEEPER)


def _open(right: Right, by: Actor, *, at: datetime) -> QuerySet[FilingDocument]:
    return _rows(right).filter(_open_to(right, by, at=at)).select_related("file", "filing")


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
    own = whose(by, "filing__")
    if not Link.objects.visible_to(by).active().filter(right=right, organisation_id=asking).exists():
        return own | public if is_public else own
    shared = Q(visibility__in=[Visibility.PARTIES, Visibility.REGISTER]) & ~Q(filing__state=State.AWAITING_PAYMENT)
    return own | shared


def _shown(found: Iterable[FilingDocument], by: Actor) -> list[FilingDocument]:
    """Without what is hidden from the reader."""
    rows = list(found)
    hidden = _hidden(rows)
    return [row for row in rows if _is_shown(row, hidden, by)]


def _is_shown(row: FilingDocument, hidden: frozenset[str], by: Actor) -> bool:
    """What is hidden is seen by its giver and the office alone."""
    if str(row.file.reference) not in hidden or isinstance(by, Officer | System):
        return True
    return row.filing.organisation_id is not None and row.filing.organisation_id == organisation_of(by)


def _hidden(rows: Sequence[FilingDocument]) -> frozenset[str]:
    """References of files that open or accepted filings keep from everybody else.

    Such a filing names one right, but its document may have been filed about several, or be used again about others.
    """
    slugs = [declared.slug for declared in all_types() if type(declared).hides is not TransactionType.hides]
    with_it = FilingDocument.everything.filter(file__in=[row.file_id for row in rows]).values("filing")
    rights = FilingRight.everything.filter(filing__in=with_it).values("right")
    there = Filing.everything.filter(type__in=slugs, state__in=[*UNDECIDED, State.RECORDED])
    asked = there.filter(rights__right__in=rights).distinct()
    return frozenset().union(*(type_named(filing.type).hides(filing.claims) for filing in asked))


def _what(row: FilingDocument) -> str:
    """What the evidence is called; an answer to the office's question by the filing's own name."""
    declared = type_named(row.filing.type)
    return next((str(one.title) for one in declared.evidence if one.key == row.evidence), str(declared.title))


def _told(row: FilingDocument) -> OpenDocument:
    return OpenDocument(row, row.filing, _what(row))
