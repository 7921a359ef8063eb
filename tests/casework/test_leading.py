"""What leaders do: sharing out by room and absence, places in teams, texts in versions, and the audit log for auditors."""

from datetime import UTC, date, datetime, timedelta

import pytest
from builders.cases import a_request, an_office, in_team, many_cases
from builders.filings import an_officer
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework.audit_log import Asked, look, verbs
from casework.boards import board_of, share_out
from casework.models import Case, StandardText, Team, TeamMember
from casework.people import CannotPlan, absences, drop_absence, leave_team, note_absence, set_place
from casework.queues import of_team, page_of
from casework.sorts import sorts
from casework.texts import CannotWrite, Written, current, filled, versions_of, write_text
from core.actor import NotPermitted, Officer
from core.keyset import END, Cursor
from core.models import AuditEvent

pytestmark = pytest.mark.django_db
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
TODAY = date(2024, 6, 12)


def a_leader() -> Officer:
    return an_officer(AT, email="lead@office.example", name="Tamsin", roles=["team_leader"])


def test_work_is_shared_out_to_those_who_are_there_and_have_room() -> None:
    team, boss = an_office()["formalities"], a_leader()
    fiona, gwen, hari = (
        an_officer(AT, email=f"{name}@office.example", name=name) for name in ("Fiona", "Gwen", "Hari")
    )
    for by, number in ((fiona, 3), (gwen, 2), (hari, 9)):
        set_place(team, by.user_id, number, by=boss, at=AT)
    note_absence(hari.user_id, TODAY, TODAY + timedelta(days=1), by=hari, at=AT)
    many_cases(7, at=AT, team=team)
    Case.everything.filter(about="row-6").update(allocated_to=fiona.user_id)
    seats = {seat.user.name: (seat.has, seat.room, seat.away_until) for seat in board_of(team, on=TODAY, by=boss)}
    assert seats == {"Fiona": (1, 2, None), "Gwen": (0, 2, None), "Hari": (0, 0, TODAY + timedelta(days=1))}
    assert share_out(team, by=boss, at=AT) == 4
    assert Case.everything.filter(allocated_to=fiona.user_id).count() == 3
    assert Case.everything.filter(allocated_to=gwen.user_id).count() == 2
    assert not Case.everything.filter(allocated_to=hari.user_id).exists()
    assert share_out(team, by=boss, at=AT) == 0
    assert share_out(team, by=boss, at=AT + timedelta(days=2)) == 2


def test_only_leaders_share_out_and_plan_and_everybody_notes_their_own_days() -> None:
    team, fiona, gwen = an_office()["formalities"], an_officer(AT), an_officer(AT, email="g@office.example")
    for act in (
        lambda: share_out(team, by=fiona, at=AT),
        lambda: set_place(team, fiona.user_id, 3, by=fiona, at=AT),
        lambda: leave_team(team, fiona.user_id, by=fiona, at=AT),
        lambda: note_absence(gwen.user_id, TODAY, TODAY, by=fiona, at=AT),
    ):
        with pytest.raises(NotPermitted):
            act()
    mine = note_absence(fiona.user_id, TODAY, TODAY, by=fiona, at=AT)
    with pytest.raises(NotPermitted):
        drop_absence(mine.pk, by=gwen, at=AT)
    assert [one.pk for one in absences(on=TODAY, by=fiona)] == [mine.pk]
    assert absences(on=TODAY, by=gwen) == []
    drop_absence(mine.pk, by=fiona, at=AT)
    assert absences(on=TODAY, by=fiona) == []


def test_days_and_numbers_that_cannot_be_are_refused_in_words() -> None:
    team, boss = an_office()["formalities"], a_leader()
    with pytest.raises(CannotPlan, match="before the first"):
        note_absence(boss.user_id, TODAY, TODAY - timedelta(days=1), by=boss, at=AT)
    with pytest.raises(CannotPlan, match="today or in the future"):
        note_absence(boss.user_id, date(2024, 6, 1), date(2024, 6, 2), by=boss, at=AT)
    with pytest.raises(CannotPlan, match="from 0 to 200"):
        set_place(team, boss.user_id, 201, by=boss, at=AT)
    assert not TeamMember.everything.exists()


def test_a_board_costs_the_same_for_any_number_of_people() -> None:
    team, boss = an_office()["formalities"], a_leader()
    for place in range(5):
        in_team(team, an_officer(AT, email=f"{place}@office.example"), at=AT)
    with CaptureQueriesContext(
        connection,
    ) as few:
        board_of(team, on=TODAY, by=boss)
    for place in range(5, 30):
        in_team(team, an_officer(AT, email=f"{place}@office.example"), at=AT)
    with CaptureQueriesContext(connection) as many:
        assert len(board_of(team, on=TODAY, by=boss)) == 30
    assert len(many) == len(few) <= 3


def test_a_queue_costs_the_same_for_any_number_of_cases_on_the_first_page_and_on_the_last() -> None:
    team, by = an_office()["formalities"], an_officer(AT)
    many_cases(60, at=AT, team=team)
    few = pages_cost(team, by)
    many_cases(3000, at=AT + timedelta(days=1), team=team, kind="enquiry", topic="complaint")
    assert pages_cost(team, by) == few
    assert max(few) <= 2


def pages_cost(team: Team, by: Officer) -> tuple[int, int]:
    """Queries of the first and of the last page."""
    cost = []
    for cursor in (None, Cursor(END)):
        with CaptureQueriesContext(connection) as asked:
            assert page_of(of_team(team, by=by), cursor).rows
        cost.append(len(asked))
    return cost[0], cost[1]


def test_the_sorts_of_work_are_counted_with_the_stage_of_their_requests() -> None:
    office, by = an_office(), an_officer(AT)
    many_cases(3, at=AT, team=office["restoration"], topic="restore_right", stage="heard", due_on=date(2024, 6, 11))
    Case.everything.filter(about="row-0").update(allocated_to=by.user_id, due_on=None)
    (found,) = sorts(on=TODAY, by=by)
    assert (found.topic, found.stage, found.open, found.unallocated, found.overdue) == (
        "restore_right", "heard", 3, 2, 2,
    )  # fmt: skip


def test_a_text_is_written_in_versions_in_both_languages_and_filled_in_for_a_case(throwaway: None) -> None:
    an_office()
    case, _filing = a_request(AT)
    boss = a_leader()
    said = Written(
        "ask-date",
        "question",
        "Which day",
        "Pa ddiwrnod",
        "On which day was ((number)) sold?",
        "Pryd gwerthwyd ((number))?",
    )
    write_text(said, by=boss, at=AT)
    assert write_text(said, by=boss, at=AT).version == 1
    changed = Written("ask-date", "question", "Which day", "Pa ddiwrnod", "When was ((number)) sold?", "")
    write_text(changed, by=boss, at=AT)
    assert [one.version for one in versions_of("ask-date", by=boss)] == [2, 1]
    latest = next(one for one in current(by=boss, use="question") if one.slug == "ask-date")
    assert filled(latest, case, language="cy") == f"When was {case.number} sold?"
    assert filled(versions_of("ask-date", by=boss)[1], case, language="cy") == f"Pryd gwerthwyd {case.number}?"
    write_text(Written("ask-date", "question", "Which day", is_retired=True), by=boss, at=AT)
    assert "ask-date" not in {one.slug for one in current(by=boss)}
    assert StandardText.everything.filter(slug="ask-date").count() == 3


def test_a_text_with_a_field_that_is_none_is_refused_and_only_leaders_write() -> None:
    an_office()
    with pytest.raises(CannotWrite, match=r"no field \(\(inventor\)\)"):
        write_text(Written("x", "question", "X", english="Dear ((inventor))"), by=a_leader(), at=AT)
    with pytest.raises(CannotWrite, match="another use"):
        write_text(Written("signature", "question", "X"), by=a_leader_again(), at=AT)
    with pytest.raises(NotPermitted):
        write_text(Written("x", "question", "X"), by=an_officer(AT), at=AT)


def a_leader_again() -> Officer:
    return an_officer(AT, email="lead2@office.example", roles=["team_leader"])


def test_an_auditor_finds_who_did_what_and_is_in_the_log_for_it(throwaway: None) -> None:
    an_office()
    case, _filing = a_request(AT)
    fiona = an_officer(AT, email="fiona@office.example", name="Fiona Formal")
    note_absence(fiona.user_id, TODAY, TODAY, by=fiona, at=AT)
    auditor = an_officer(AT, email="ada@office.example", roles=["auditor"])
    page = look(Asked(who="fiona@office.example"), None, by=auditor, at=AT)
    assert [(row.verb, row.actor) for row in page.rows] == [("absence-noted", f"officer:{fiona.user_id}")]
    assert look(Asked(who="nobody@example.com"), None, by=auditor, at=AT).rows == []
    tomorrow = Asked(from_on=TODAY + timedelta(days=1))
    assert look(tomorrow, None, by=auditor, at=AT).rows == []
    assert AuditEvent.objects.filter(verb="audit-log-read", actor=f"officer:{auditor.user_id}").count() == 3
    assert "absence-noted" in verbs(by=auditor)
    with pytest.raises(NotPermitted):
        look(Asked(), None, by=fiona, at=AT)
    assert case.reference
