"""Who has a case: nobody takes what somebody else has, and nobody touches a right of their own."""

from datetime import UTC, datetime

import pytest
from builders.cases import a_request, an_office, in_team, many_cases
from builders.filings import an_account, an_officer

from accounts.models import User
from casework.interest import LinkedToRight
from casework.models import Case, CaseEvent
from casework.queues import available
from casework.taking import CannotHandOver, CaseDone, TakenByAnother, allocate, hand_over, release, take, take_next
from core.actor import NotPermitted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("throwaway")]
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)


def test_two_officers_never_have_the_same_case() -> None:
    case, _filing = a_request(AT)
    first, second = an_officer(AT, name="First"), an_officer(AT, email="second@office.example")
    assert take(case, by=first, at=AT).allocated_to_id == first.user_id
    with pytest.raises(TakenByAnother, match="First has this case"):
        take(case, by=second, at=AT)
    with pytest.raises(TakenByAnother):
        release(case, by=second, at=AT)


def test_what_is_released_is_free_for_anybody() -> None:
    case, _filing = a_request(AT)
    first, second = an_officer(AT), an_officer(AT, email="second@office.example")
    take(case, by=first, at=AT)
    release(case, by=first, at=AT, why="Away from tomorrow")
    assert take(case, by=second, at=AT).allocated_to_id == second.user_id
    events = CaseEvent.everything.filter(case=case).order_by("pk")
    assert [(one.name, one.why) for one in events] == [
        ("taken", ""), ("released", "Away from tomorrow"), ("taken", "")
    ]  # fmt: skip


def test_an_officer_who_is_linked_to_the_right_cannot_have_the_case() -> None:
    case, filing = a_request(AT)
    owner = filing.organisation.memberships.get().user
    by, other = an_officer(AT, email=owner.email.upper()), an_officer(AT)
    with pytest.raises(LinkedToRight):
        take(case, by=by, at=AT)
    with pytest.raises(LinkedToRight):
        hand_over(case, by.user_id, by=other, at=AT)
    leader = an_officer(AT, email="lead@office.example", roles=["team_leader"])
    assert allocate([case.reference], by.user_id, by=leader, at=AT) == []


@pytest.mark.parametrize("role", ["examiner", "support", "auditor"])
def test_roles_that_do_not_work_on_cases_cannot_take_nor_be_given_one(role: str) -> None:
    case, _filing = a_request(AT)
    reader = an_officer(AT, email="reader@office.example", roles=[role])
    with pytest.raises(NotPermitted):
        take(case, by=reader, at=AT)
    with pytest.raises(CannotHandOver):
        hand_over(case, reader.user_id, by=an_officer(AT), at=AT)


def test_only_leaders_share_out_work() -> None:
    case, _filing = a_request(AT)
    by = an_officer(AT)
    with pytest.raises(NotPermitted):
        allocate([case.reference], by.user_id, by=by, at=AT)


def test_a_done_case_is_worked_on_by_nobody() -> None:
    (case,) = many_cases(1, at=AT, stands="done")
    with pytest.raises(CaseDone):
        take(case, by=an_officer(AT), at=AT)


def test_the_next_case_is_the_most_urgent_one_of_the_officers_teams() -> None:
    teams = an_office()
    by = an_officer(AT)
    in_team(teams["formalities"], by, at=AT)
    plain = many_cases(3, at=AT, team=teams["formalities"])
    Case.everything.filter(pk=plain[1].pk).update(rank="0 2024-06-20")
    many_cases_of_others(teams)
    assert take_next(by=by, at=AT).pk == plain[1].pk
    assert take_next(by=by, at=AT).pk == plain[0].pk
    assert available(by).count() == 1


def many_cases_of_others(teams: dict[str, object]) -> None:
    Case.everything.create(
        reference="CSE-9999", kind="filing", about="other", team=teams["money"], rank="0", received_at=AT,
        opened_at=AT, started_on=AT.date(),
    )  # fmt: skip


def test_one_who_belongs_to_no_team_works_for_all() -> None:
    teams = an_office()
    many_cases(2, at=AT, team=teams["money"])
    assert available(an_officer(AT)).count() == 2
    assert available(an_officer(AT, email="e@office.example", roles=["examiner"])).count() == 0


def test_a_second_check_is_not_offered_to_who_recommended() -> None:
    teams = an_office()
    by = an_officer(AT)
    many_cases(1, at=AT, team=teams["money"], stands="second-check", prepared_by=by.user_id)
    assert available(by).count() == 0
    assert available(an_officer(AT, email="second@office.example")).count() == 1


def test_customers_see_no_cases_at_all() -> None:
    a_request(AT)
    customer = an_account(AT, email="c@example.com")
    assert Case.objects.visible_to(customer).count() == 0
    assert User.objects.filter(pk=customer.user_id).exists()
