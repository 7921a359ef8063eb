"""What was sent to people about a case, with what became of it."""

from datetime import datetime

from django.db.models import Q
from django.utils import translation

from accounts.roles import OfficePermission, demand
from casework.models import Case
from core import audit
from core.actor import Officer
from core.days import legal_day
from core.pdf import pdf_of
from notifications.markdown import as_html
from notifications.models import Notice

MOST = 100


def messages_about(case: Case, *, by: Officer) -> list[Notice]:
    """Newest first, the last hundred of very many.

    Raises:
        NotPermitted.
    """
    demand(by, OfficePermission.SEE_WORK)
    return list(Notice.objects.visible_to(by).filter(about=case.about).order_by("-created_at", "-pk")[:MOST])


def message_of(case: Case, reference: str, *, by: Officer, at: datetime) -> Notice | None:
    """One of them; the look is in the audit log.

    Raises:
        NotPermitted.
    """
    demand(by, OfficePermission.SEE_WORK)
    about = Q(about=case.about) | Q(reference=case.about)
    found = Notice.objects.visible_to(by).filter(about, reference=reference[:20]).first()
    if found is not None:
        audit.note("message-read", by=by, at=at, subject=case.reference, details={"message": found.reference})
    return found


def message_pdf(notice: Notice, *, large: bool) -> bytes:
    """A message as a letter of one to a few pages, to print and post; ``large`` in 18 points.

    Raises:
        NoPdfHere.
    """
    with translation.override(notice.language):
        context = {
            "notice": notice,
            "body": as_html(notice.body),
            "lines": notice.address.get("lines", []),
            "on": legal_day(notice.created_at),
            "large": large,
        }
        return pdf_of("documents/message.html", context)
