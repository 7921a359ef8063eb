"""The organisation's log: who did what for it, for its members to read, without what is behind a wall to the reader."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import Membership, User
from core.actor import Applicant, shut_out_of
from core.models.audit import AuditEvent
from core.walls import open_to

LOOKS = ("right-opened", "client-file-opened")
"""Who only looked is reported by file, not here."""


def log_of(by: Applicant, *, person: str = "", since: datetime | None = None) -> QuerySet[AuditEvent]:
    """What was done for the actor's organisation, the newest first.

    ``person`` is a user's id. What stands behind a wall to the actor is not there, nor are the walls themselves.
    """
    shut_out = shut_out_of(by)
    events = AuditEvent.objects.filter(open_to(by, "subject"), organisation_id=by.organisation_id)
    events = events.exclude(verb__in=LOOKS).exclude(subject__in=shut_out)
    if person:
        events = events.filter(Q(actor=f"user:{person}"))
    if since:
        events = events.filter(at__gte=since)
    return events.order_by("-at", "-pk")


def names_of(by: Applicant) -> dict[str, str]:
    """What the people are called who ever belonged to the actor's organisation, by the label of their acts."""
    ever = Membership.objects.filter(organisation_id=by.organisation_id).values("user_id")
    rows = User.objects.filter(pk__in=ever).values_list("pk", "name", "email")
    return {f"user:{pk}": name or email for pk, name, email in rows}


def opened(
    subjects: Iterable[QuerySet[Any, Any]], *, by: Applicant, at: datetime, days: int = 365
) -> QuerySet[AuditEvent]:
    """Who opened the things (queries that give their names), for those to whom they are open; the newest first."""
    about = reduce(or_, (Q(subject__in=names) for names in subjects))
    events = AuditEvent.objects.filter(open_to(by, "subject"), about, organisation_id=by.organisation_id)
    return events.filter(verb__in=LOOKS, at__gte=at - timedelta(days=days)).order_by("-at", "-pk")
