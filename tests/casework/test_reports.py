"""Figures of the teams' flow, counted by hand on six cases."""

from datetime import UTC, date, datetime, timedelta

import pytest
from builders.cases import an_office, many_cases
from builders.filings import an_officer

from casework.models import Case, CaseEvent
from casework.reports import ages, flow
from core.actor import NotPermitted

pytestmark = pytest.mark.django_db
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
FIRST, LAST = date(2024, 6, 10), date(2024, 6, 14)


def done(case: Case, *, days: int, left: int | None) -> None:
    """Done so many days after it was received, with so many working days left."""
    closed_at = case.received_at + timedelta(days=days)
    Case.everything.filter(pk=case.pk).update(stands="done", closed_at=closed_at, days_left=left)


def test_what_came_what_was_done_and_how_much_of_it_in_time() -> None:
    teams, leader = an_office(), an_officer(AT, roles=["team_leader"])
    cases = many_cases(6, at=AT, team=teams["money"])
    done(cases[0], days=1, left=3)
    done(cases[1], days=2, left=-1)
    done(cases[2], days=30, left=0)
    CaseEvent.everything.create(case=cases[0], name="asked", at=AT, by="x")
    money = next(row for row in flow(first=FIRST, last=LAST, by=leader) if row.team == teams["money"])
    assert (money.came, money.done, money.on_time, money.on_time_percent, money.asked) == (6, 2, 1, 50, 1)
    assert money.average_days == 1.5


def test_a_team_without_cases_has_no_percentage() -> None:
    an_office()
    row = flow(first=FIRST, last=LAST, by=an_officer(AT, roles=["auditor"]))[0]
    assert (row.came, row.done, row.on_time_percent, row.average_days) == (0, 0, None, None)


def test_open_cases_are_counted_once_by_how_long_they_wait() -> None:
    leader = an_officer(AT, roles=["team_leader"])
    for number, days in enumerate((0, 5, 6, 20, 61, 400)):
        (case,) = many_cases(1, at=AT - timedelta(days=days))
        Case.everything.filter(pk=case.pk).update(about=f"n{number}", reference=f"R{number}")
    counted = {(one.from_days, one.to_days): one.count for one in ages(at=AT, by=leader)}
    assert counted == {(0, 5): 2, (6, 10): 1, (11, 20): 1, (21, 60): 0, (61, None): 2}


def test_only_leaders_and_auditors_read_figures() -> None:
    with pytest.raises(NotPermitted):
        flow(first=FIRST, last=LAST, by=an_officer(AT))
