"""What the office learns from its work: why it asks and refuses, how much was right first time, what samples found."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from accounts.roles import OfficePermission, demand
from casework.models import Case, CaseEvent, QualitySample, Stands
from core.actor import Officer
from core.days import end_of, start_of

AGAIN = ("asked", "opened-again", "undone")


@dataclass(frozen=True)
class Findings:
    """One period. ``right_first_time`` of ``done`` requests needed no question and were not opened again.

    ``reasons`` counts refusals by the name of the standard text, ``channels`` requests by how they came.
    """

    done: int
    right_first_time: int
    reasons: dict[str, int]
    channels: dict[str, int]
    checked: int
    found_right: int

    @property
    def first_time_percent(self) -> int | None:
        """None where nothing was done."""
        return round(100 * self.right_first_time / self.done) if self.done else None

    @property
    def quality_percent(self) -> int | None:
        """None where nothing was looked at."""
        return round(100 * self.found_right / self.checked) if self.checked else None


def findings(*, first: date, last: date, by: Officer) -> Findings:
    """Of the London days from ``first`` to ``last``, in five queries however many cases.

    Raises:
        NotPermitted.
    """
    demand(by, OfficePermission.SEE_REPORTS)
    since, until = start_of(first), end_of(last)
    closed = Case.objects.visible_to(by).filter(
        kind="filing", stands=Stands.DONE, closed_at__gte=since, closed_at__lt=until
    )
    events = CaseEvent.objects.visible_to(by)
    again = events.filter(name__in=AGAIN).values("case")
    samples = QualitySample.objects.visible_to(by).filter(checked_at__gte=since, checked_at__lt=until)
    looked = samples.aggregate(all=Count("pk"), right=Count("pk", filter=Q(result="right")))
    came = Case.objects.visible_to(by).filter(kind="filing", opened_at__gte=since, opened_at__lt=until)
    channels = came.exclude(channel="").values_list("channel").annotate(Count("pk")).order_by()
    refused = events.filter(name="decided", at__gte=since, at__lt=until, details__accept=False)
    reasons = Counter(code for said in refused.values_list("details", flat=True) for code in said.get("reasons", ()))
    return Findings(
        done=closed.count(),
        right_first_time=closed.exclude(pk__in=again).count(),
        reasons=dict(reasons.most_common()),
        channels=dict(channels),
        checked=looked["all"],
        found_right=looked["right"],
    )
