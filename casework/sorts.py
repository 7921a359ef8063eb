"""The sorts of work: how many cases of each are open, with nobody and late, and in which stage their requests are."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from accounts.roles import OfficePermission, demand
from casework.models import Case
from casework.queues import IS_OURS
from core.actor import Officer
from rights.models import Hold

HOLDS_SHOWN = 200


@dataclass(frozen=True)
class Sort:
    """One kind, and one topic of it, in one stage of its requests; ``case`` is any of them, for the title."""

    kind: str
    topic: str
    stage: str
    open: int
    unallocated: int
    overdue: int


def sorts(*, on: date, by: Officer) -> list[Sort]:
    """Every sort that has open cases, in one query.

    Raises:
        NotPermitted.
    """
    demand(by, OfficePermission.SEE_WORK)
    rows = Case.objects.visible_to(by).open().values("kind", "topic", "stage").order_by("kind", "topic", "stage")
    counted = rows.annotate(
        open=Count("pk"),
        unallocated=Count("pk", filter=IS_OURS & Q(allocated_to=None)),
        overdue=Count("pk", filter=Q(due_on__lt=on)),
    )
    return [Sort(**row) for row in counted]


def holds(*, by: Officer) -> list[Hold]:
    """Rights on which changes are on hold, the latest first, the first two hundred of very many.

    Raises:
        NotPermitted.
    """
    demand(by, OfficePermission.SEE_WORK)
    rows = Hold.objects.filter(lifted_at=None).select_related("right")
    return list(rows.order_by("-pk")[:HOLDS_SHOWN])
