"""A team's board: who is there, how much each has, how much each can take, and sharing out by that."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q

from accounts.models import User
from accounts.roles import OfficePermission, demand
from casework.models import Absence, Case, Team, TeamMember
from casework.queues import IS_OURS
from casework.taking import give_first
from core.actor import Officer
from core.days import legal_day


@dataclass(frozen=True)
class Seat:
    """One member of a team: how many open cases they have that are the office's turn, and how many are overdue.

    ``a_day`` is what the team plans with; ``away_until`` the last day of an absence that covers the day.
    """

    user: User
    has: int
    overdue: int
    a_day: int
    away_until: date | None = None

    @property
    def room(self) -> int:
        """How many more cases they can take today."""
        return 0 if self.away_until else max(self.a_day - self.has, 0)


def board_of(team: Team, *, on: date, by: Officer) -> list[Seat]:
    """Everybody in the team by name, in three queries however many cases there are.

    Raises:
        NotPermitted.
    """
    demand(by, OfficePermission.SEE_WORK)
    members = TeamMember.objects.visible_to(by).filter(team=team, left_at=None).select_related("user")
    people = list(members.order_by("user__name", "pk"))
    ids = [one.user_id for one in people]
    counted = Case.objects.visible_to(by).open().filter(IS_OURS, allocated_to__in=ids).values("allocated_to").order_by()
    late = Count("pk", filter=Q(due_on__lt=on))
    has = {row["allocated_to"]: (row["number"], row["late"]) for row in counted.annotate(number=Count("pk"), late=late)}
    away = _away(ids, on=on, by=by)
    return [Seat(one.user, *has.get(one.user_id, (0, 0)), one.cases_a_day, away.get(one.user_id)) for one in people]


def share_out(team: Team, *, by: Officer, at: datetime) -> int:
    """Gives the team's free cases to those who are there and have room, the emptiest first; returns how many.

    Raises:
        NotPermitted.
    """
    demand(by, OfficePermission.ALLOCATE)
    with transaction.atomic():
        Team.everything.select_for_update().get(pk=team.pk)
        return sum(
            1 for user in _turns(board_of(team, on=legal_day(at), by=by)) if give_first(team, user, by=by, at=at)
        )


def _turns(seats: Sequence[Seat]) -> Iterator[User]:
    """Whose turn it is, one case at a time, until nobody has room."""
    left = {seat.user.pk: seat for seat in seats if seat.room}
    while left:
        seat = max(left.values(), key=lambda one: (one.room, one.user.name))
        yield seat.user
        left[seat.user.pk] = replace(seat, has=seat.has + 1)
        left = {key: one for key, one in left.items() if one.room}


def _away(ids: Sequence[UUID], *, on: date, by: Officer) -> dict[UUID, date]:
    rows = Absence.objects.visible_to(by).filter(user_id__in=ids, from_on__lte=on, until_on__gte=on)
    return dict(rows.order_by("until_on").values_list("user_id", "until_on"))
