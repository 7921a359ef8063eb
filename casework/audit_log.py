"""The audit log as auditors read it; reading it is in it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from accounts.models import User
from accounts.roles import OfficePermission, demand
from core import audit
from core.actor import Officer
from core.days import end_of, start_of
from core.keyset import Cursor, Slice, read_slice
from core.models import AuditEvent

PER_PAGE = 50
OFFICER, CUSTOMER = "officer", "user"


@dataclass(frozen=True)
class Asked:
    """What is looked for: a person by email or name, a reference or number, an act, and London days."""

    who: str = ""
    subject: str = ""
    verb: str = ""
    from_on: date | None = None
    until_on: date | None = None


def look(asked: Asked, cursor: Cursor | None, *, by: Officer, at: datetime) -> Slice:
    """One page of events, newest first.

    Raises:
        NotPermitted.
    """
    demand(by, OfficePermission.READ_AUDIT)
    audit.note("audit-log-read", by=by, at=at, subject=asked.subject[:80], details={"verb": asked.verb})
    rows = AuditEvent.objects.filter(_who(asked.who), _when(asked))
    rows = rows.filter(subject=asked.subject.strip()) if asked.subject.strip() else rows
    rows = rows.filter(verb=asked.verb) if asked.verb else rows
    return read_slice(rows, column="id", descending=True, cursor=cursor, size=PER_PAGE)


def verbs(*, by: Officer) -> list[str]:
    """Every act that the log knows.

    Raises:
        NotPermitted.
    """
    demand(by, OfficePermission.READ_AUDIT)
    return list(AuditEvent.objects.order_by("verb").values_list("verb", flat=True).distinct())


def _who(text: str) -> Q:
    if not text.strip():
        return Q()
    people = User.objects.filter(Q(email__iexact=text.strip()) | Q(name__iexact=text.strip()))
    kinds = {User.Kind.STAFF: OFFICER, User.Kind.CUSTOMER: CUSTOMER}
    return Q(actor__in=[f"{kinds[User.Kind(one.kind)]}:{one.pk}" for one in people])


def _when(asked: Asked) -> Q:
    since = Q(at__gte=start_of(asked.from_on)) if asked.from_on else Q()
    until = Q(at__lt=end_of(asked.until_on)) if asked.until_on else Q()
    return since & until
