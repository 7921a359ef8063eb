"""What a filer sends on their own while the office has the filing: evidence that follows, or a message.

Evidence for a restoration may follow the application (the office's practice, RAPS 1.04); here it may follow any request
until that is decided.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.actor import Actor, Permission, System, label, may
from core.models import StoredFile
from core.office import tell_office
from transactions.kind import Visibility
from transactions.models import FilerNote, Filing, FilingDocument
from transactions.services.giving import NoSuchFile
from transactions.states import IN_THE_OFFICE, State
from transactions.workflow import CannotMove, is_filer, lock, move

EVIDENCE = "note-"
MOST = 50
INTAKE = System("intake")
ADDED = "The customer sent something after the first officer looked."


class NothingSent(ValueError):
    """There is neither a text nor a document."""


def may_send_more(actor: Actor, filing: Filing) -> bool:
    """Whether the filing waits in the office and is the actor's own."""
    is_permitted = filing.organisation_id is None or may(actor, Permission.SUBMIT)
    return filing.state in IN_THE_OFFICE and is_filer(actor, filing) and is_permitted


def send_more(filing: Filing, text: str, *, files: Sequence[UUID] = (), by: Actor, at: datetime) -> FilerNote:
    """Adds a message with stored files of the actor's own to the filing, and tells the office; changes no state.

    Raises:
        NothingSent, NoSuchFile.
        CannotMove: if it is decided, not the actor's, or has had very many messages already.
    """
    if not text.strip() and not files:
        raise NothingSent
    with transaction.atomic():
        locked = lock(filing)
        number = FilerNote.everything.filter(filing=locked).count() + 1
        if not may_send_more(by, locked) or number > MOST:
            raise CannotMove(_("Nothing more can be sent about this request."))
        said = text.strip()[:5000] or _("Documents")
        note = FilerNote.everything.create(filing=locked, number=number, text=said, at=at, by=label(by))
        _give(note, files, by=by, at=at)
        if locked.state == State.RECOMMENDED:
            void_recommendation(locked, at=at)
        audit.note("more-sent", by=by, at=at, subject=locked.reference)
        tell_office("filing", locked.reference, version=f"note-{number}", at=at)
    return note


def void_recommendation(filing: Filing, *, at: datetime) -> Filing:
    """What a first officer recommended does not count once something was added; their check stays in the history."""
    changes = {"prepared_by": None, "recommends": ""}
    return move(filing, "void-recommendation", by=INTAKE, at=at, why=ADDED, changes=changes)


def _give(note: FilerNote, files: Sequence[UUID], *, by: Actor, at: datetime) -> None:
    found = list(StoredFile.objects.visible_to(by).filter(reference__in=files)) if files else []
    if len(found) != len(set(files)):
        raise NoSuchFile
    for file in found:
        FilingDocument.everything.create(
            filing=note.filing,
            evidence=f"{EVIDENCE}{note.number}",
            file=file,
            visibility=Visibility.PRIVATE,
            given_at=at,
            given_by=label(by),
        )
