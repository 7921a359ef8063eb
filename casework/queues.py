"""The lists of the office's work, each page by key, with the counts that leaders look at."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from accounts.roles import OfficePermission, allows
from casework.models import OURS, Case, Mention, Stands, Team, TeamMember
from casework.models.cases import CaseQuerySet
from core.actor import Officer
from core.keyset import Cursor, Slice, read_slice

PER_PAGE = 25
NONE = (0, 0, 0)
IS_OURS = Q(stands__in=OURS)


@dataclass(frozen=True)
class TeamCounts:
    """One team's open work: everything, what nobody has, what is late."""

    team: Team | None
    open: int
    unallocated: int
    overdue: int


def my_cases(by: Officer) -> CaseQuerySet:
    """What the officer has, whoever's turn it is."""
    return Case.objects.visible_to(by).open().filter(allocated_to=by.user_id)


def mentions_of(by: Officer) -> CaseQuerySet:
    """Cases with a note that names the officer and that they have not opened since."""
    unseen = Mention.objects.visible_to(by).filter(user_id=by.user_id, seen_at=None)
    return Case.objects.visible_to(by).filter(pk__in=unseen.values("note__case_id"))


def available(by: Officer) -> CaseQuerySet:
    """What nobody has and is the office's turn, in the teams of the officer; second checks of one's own are not."""
    rows = Case.objects.visible_to(by).filter(IS_OURS, team__in=my_teams(by), allocated_to=None)
    return rows.exclude(stands=Stands.SECOND_CHECK, prepared_by=by.user_id)


def of_team(team: Team, *, by: Officer) -> CaseQuerySet:
    """Everything open of one team."""
    return Case.objects.visible_to(by).open().filter(team=team)


def all_open(by: Officer) -> CaseQuerySet:
    """All the office's open work."""
    return Case.objects.visible_to(by).open()


def on_the_same_right(case: Case, *, by: Officer) -> list[Case]:
    """Other open cases about the right of a case, in the order in which they were received."""
    if not case.number:
        return []
    rows = Case.objects.visible_to(by).open().filter(number=case.number).exclude(pk=case.pk)
    return list(rows.select_related("team", "allocated_to").order_by("received_at", "pk")[:10])


def my_teams(by: Officer) -> list[Team]:
    """The teams to which the officer belongs, in the office's order; one who belongs to none works for all."""
    joined = TeamMember.objects.visible_to(by).filter(user_id=by.user_id, left_at=None, team__closed_at=None)
    mine = [one.team for one in joined.select_related("team").order_by("team__place", "team__slug")]
    works = allows(by, OfficePermission.WORK)
    return mine or (list(Team.objects.visible_to(by).filter(closed_at=None)) if works else [])


def counts(by: Officer, *, on: date) -> list[TeamCounts]:
    """Every team's counts, in one query for all; cases of no team stand last."""
    rows = (
        all_open(by)
        .values("team")
        .annotate(
            open=Count("pk"),
            unallocated=Count("pk", filter=IS_OURS & Q(allocated_to=None)),
            overdue=Count("pk", filter=Q(due_on__lt=on)),
        )
    )
    found = {row["team"]: (row["open"], row["unallocated"], row["overdue"]) for row in rows.order_by()}
    teams = [TeamCounts(one, *found.pop(one.pk, NONE)) for one in Team.objects.visible_to(by).order_by("place")]
    return [*teams, *(TeamCounts(None, *numbers) for numbers in found.values())]


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to, as it stands in an address; what makes no sense narrows nothing."""

    kind: str = ""
    stands: str = ""
    only: str = ""
    topic: str = ""
    stage: str = ""

    def narrow(self, rows: CaseQuerySet, *, on: date) -> CaseQuerySet:
        """The rows that are wanted."""
        if self.kind:
            rows = rows.filter(kind=self.kind)
        if self.topic:
            rows = rows.filter(topic=self.topic[:60])
        if self.stage:
            rows = rows.filter(stage=self.stage[:40])
        if self.stands in OPEN_STANDS:
            rows = rows.filter(stands=self.stands)
        return rows.filter(ONLY[self.only](on)) if self.only in ONLY else rows


OPEN_STANDS = [stands for stands in Stands if stands != Stands.DONE]
ONLY: dict[str, Callable[[date], Q]] = {
    "overdue": lambda on: Q(due_on__lt=on),
    "today": lambda on: Q(due_on=on),
    "free": lambda _: IS_OURS & Q(allocated_to=None),
    "flagged": lambda _: Q(urgent=True) | ~Q(flags=[]),
}
"""Further ways to narrow a list, each a comparison with the London day."""


def page_of(rows: CaseQuerySet, cursor: Cursor | None) -> Slice:
    """One page, what is to be done first at the front."""
    with_people = rows.select_related("team", "allocated_to")
    return read_slice(with_people, column="rank", descending=False, cursor=cursor, size=PER_PAGE)
