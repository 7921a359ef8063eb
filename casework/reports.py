"""Figures about the flow of the office's work, by team: never about a person."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q

from accounts.roles import OfficePermission, demand
from casework.models import Case, CaseEvent, Stands, Team
from core.actor import Officer
from core.days import end_of, start_of

AGES = ((0, 5), (6, 10), (11, 20), (21, 60), (61, None))
"""Buckets of calendar days since an open case was received."""


@dataclass(frozen=True)
class Flow:
    """One team in a period: what came, what was done, how much of that in time, and how long it took in days."""

    team: Team | None
    came: int
    done: int
    on_time: int
    asked: int
    average_days: float | None

    @property
    def on_time_percent(self) -> int | None:
        """Of what was done; None where nothing was."""
        return round(100 * self.on_time / self.done) if self.done else None


@dataclass(frozen=True)
class Age:
    """How many open cases have waited so long."""

    from_days: int
    to_days: int | None
    count: int


def flow(*, first: date, last: date, by: Officer) -> list[Flow]:
    """Every team's figures for the London days from ``first`` to ``last``, in three queries however many cases.

    Raises:
        NotPermitted.
    """
    demand(by, OfficePermission.SEE_REPORTS)
    since, until = start_of(first), end_of(last)
    came = _counted(Q(opened_at__gte=since, opened_at__lt=until), by)
    closed = Q(closed_at__gte=since, closed_at__lt=until)
    done = _counted(closed, by)
    in_time = _counted(closed & (Q(days_left__gte=0) | Q(days_left=None)), by)
    asked, taken = _asked(closed, by), _average_days(closed, by)
    teams: list[Team | None] = [*Team.objects.visible_to(by).order_by("place"), None]
    rows = [
        Flow(team, came.get(key, 0), done.get(key, 0), in_time.get(key, 0), asked.get(key, 0), taken.get(key))
        for team in teams
        for key in [team.pk if team else None]
    ]
    return [row for row in rows if row.team or row.came or row.done]


def ages(*, at: datetime, by: Officer) -> list[Age]:
    """How long open cases have waited, in calendar days.

    Raises:
        NotPermitted.
    """
    demand(by, OfficePermission.SEE_REPORTS)
    counted = {str(start): Count("pk", filter=_received(start, end, at)) for start, end in AGES}
    found = Case.objects.visible_to(by).open().aggregate(**counted)
    return [Age(start, end, found[str(start)]) for start, end in AGES]


def _received(start: int, end: int | None, at: datetime) -> Q:
    latest = Q(received_at__lte=at - timedelta(days=start))
    return latest if end is None else latest & Q(received_at__gt=at - timedelta(days=end + 1))


def _counted(wanted: Q, by: Officer) -> dict[int | None, int]:
    rows = Case.objects.visible_to(by).filter(wanted).values("team").annotate(number=Count("pk")).order_by()
    return {row["team"]: row["number"] for row in rows}


def _asked(closed: Q, by: Officer) -> dict[int | None, int]:
    """Done cases whose customer had to be asked at least once."""
    asked = CaseEvent.objects.visible_to(by).filter(name="asked").values("case")
    return _counted(closed & Q(pk__in=asked), by)


def _average_days(closed: Q, by: Officer) -> dict[int | None, float]:
    took = ExpressionWrapper(F("closed_at") - F("received_at"), output_field=DurationField())
    rows = Case.objects.visible_to(by).filter(closed, stands=Stands.DONE).values("team")
    averages = rows.annotate(took=Avg(took)).order_by()
    return {row["team"]: row["took"] / timedelta(days=1) for row in averages if row["took"] is not None}
