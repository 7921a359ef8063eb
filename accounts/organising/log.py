"""The organisation's log: who did what for it, for its members to read, without what is behind a wall to the reader."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import ApiClient, Membership, User
from core.actor import Applicant, shut_out_of
from core.models.audit import AuditEvent
from core.walls import open_to

LOOKS = ("right-opened", "client-file-opened")
"""Who only looked is reported by file, not here."""

MACHINE = "machine:"
TOKENS = ("api-token",)
"""What a program gets every ten minutes is in its own log."""


def log_of(
    by: Applicant, *, actor: str = "", since: datetime | None = None, tokens: bool = False
) -> QuerySet[AuditEvent]:
    """What was done for the actor's organisation, the newest first.

    ``actor`` is the label of one who acted; ``tokens`` has those too that programs were given. What stands behind a
    wall to the reader is not there, nor are the walls themselves.
    """
    shut_out = shut_out_of(by)
    events = AuditEvent.objects.filter(open_to(by, "subject"), organisation_id=by.organisation_id)
    events = events.exclude(verb__in=LOOKS).exclude(subject__in=shut_out)
    if not tokens:
        events = events.exclude(verb__in=TOKENS)
    if actor:
        events = events.filter(actor=actor)
    if since:
        events = events.filter(at__gte=since)
    return events.order_by("-at", "-pk")


def names_of(by: Applicant) -> dict[str, str]:
    """What the people and systems are called that ever belonged to the actor's organisation, by label of their acts."""
    ever = Membership.objects.filter(organisation_id=by.organisation_id).values("user_id")
    rows = User.objects.filter(pk__in=ever).values_list("pk", "name", "email")
    systems = ApiClient.objects.filter(organisation_id=by.organisation_id).values_list("client_id", "name")
    people = {f"user:{pk}": name or email for pk, name, email in rows}
    return people | {f"{MACHINE}{client}": name for client, name in systems}


def tools_of(by: Applicant) -> dict[str, str]:
    """What the tools of the actor's organisation are called, by the id that stands beside what people did with them."""
    return dict(ApiClient.objects.filter(organisation_id=by.organisation_id).values_list("client_id", "name"))


def opened(
    subjects: Iterable[QuerySet[Any, Any]], *, by: Applicant, at: datetime, days: int = 365
) -> QuerySet[AuditEvent]:
    """Who opened the things (queries that give their names), for those to whom they are open; the newest first."""
    about = reduce(or_, (Q(subject__in=names) for names in subjects))
    events = AuditEvent.objects.filter(open_to(by, "subject"), about, organisation_id=by.organisation_id)
    return events.filter(verb__in=LOOKS, at__gte=at - timedelta(days=days)).order_by("-at", "-pk")
