"""What needs doing in a portfolio: comparisons with the London day, never words that age."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet, Subquery

from core.actor import Actor
from rights.calendar import months_after
from rights.models import Link, Relation
from rights.patents.timetable import LATE_MONTHS, RESTORATION_MONTHS
from rights.rulebook import rulebook
from rights.statuses import Status

COUNTED_TO = 1000
DUE, LATE, RESTORABLE = "due", "late", "restorable"
NEEDS = (DUE, LATE, RESTORABLE)
MONTHS_AHEAD = 3


@dataclass(frozen=True)
class NeedsDoing:
    """How many rights need something, each counted no further than one beyond a thousand."""

    due: int
    late: int
    restorable: int

    @property
    def anything(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.due or self.late or self.restorable)


class _Counted(Subquery):
    """How many rows a query gives that was cut off at a number."""

    template = "(SELECT count(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def needs_doing(actor: Actor, *, on: date) -> NeedsDoing:
    """All counts in one statement; an account without links has nothing to do."""
    each = once_each(actor)
    counts = {need: _Counted(each.filter(needing(need, on=on)).values("pk")[: COUNTED_TO + 1]) for need in NEEDS}
    found = Link.objects.visible_to(actor).active().annotate(**counts).values(*NEEDS)[:1]
    return NeedsDoing(**found[0]) if found else NeedsDoing(0, 0, 0)


def soonest(actor: Actor, *, on: date, at_most: int = 5) -> list[Link]:
    """The rights whose renewal is late or due within three months, the most pressing first."""
    pressing = once_each(actor).filter(needing(LATE, on=on) | needing(DUE, on=on))
    return list(pressing.order_by("renews_on", "id")[:at_most])


def once_each(actor: Actor) -> QuerySet[Link]:
    """The account's active links; of a right that it both owns and represents, the owner's."""
    links: QuerySet[Link] = Link.objects.visible_to(actor).active()
    as_owner = links.filter(right_id=OuterRef("right_id"), relation=Relation.OWNER)
    return links.filter(Q(relation=Relation.OWNER) | ~Exists(as_owner))


def needing(need: str, *, on: date) -> Q:
    """The links that need something on the day; weekends and holidays are honoured (s.120)."""
    timely, horizon = first_still_timely(on), months_after(on, MONTHS_AHEAD)
    granted = Q(status=Status.GRANTED)
    if need == DUE:
        return granted & Q(due_on__gte=timely, due_on__lte=horizon) & _renewed_between(timely, horizon, months=1)
    if need == LATE:
        late = Q(due_on__lt=timely, late_until__gte=timely)
        return granted & late & _renewed_between(timely, timely, months=1 + LATE_MONTHS)
    lapsed = Q(status__in=[Status.GRANTED, Status.CEASED])
    restorable = Q(late_until__lt=timely, restore_by__gte=timely)
    return lapsed & restorable & _renewed_between(timely, timely, months=1 + RESTORATION_MONTHS)


def _renewed_between(day: date, last: date, *, months: int) -> Q:
    """Follows from the other dates, which lie at most so many months after the renewal date; it leads to the index."""
    return Q(next_renewal_on__gte=months_after(day, -months), next_renewal_on__lte=last)


def first_still_timely(on: date) -> date:
    """The earliest nominal last day that, moved past closed days, is not before ``on``."""
    calendar = rulebook().calendar
    while not calendar.is_open(on - timedelta(days=1)):
        on -= timedelta(days=1)
    return on
