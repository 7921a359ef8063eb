"""A case is opened, kept in line with its matter and closed, and staff find it in the right team."""

from datetime import UTC, date, datetime, timedelta

import pytest
from builders.cases import a_request, an_office, told_office
from builders.filings import an_officer

from casework.following import follow, follow_everything
from casework.models import Case, Stands
from transactions.models import Filing
from transactions.services import decide, withdraw
from transactions.services.asking import ask

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("throwaway")]
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)


def now_of(case: Case) -> Case:
    return Case.everything.get(pk=case.pk)


def test_a_request_that_officers_check_is_a_case_of_the_team_that_the_rules_name() -> None:
    teams = an_office()
    case, filing = a_request(AT)
    assert case.reference == filing.reference
    assert case.team == teams["formalities"]
    assert (case.stands, case.allocated_to, case.target_days) == (Stands.TO_CHECK, None, 10)
    assert case.due_on == date(2024, 6, 26)


def test_without_rules_the_case_is_there_and_belongs_to_no_team() -> None:
    case, _filing = a_request(AT)
    assert (case.team, case.due_on) == (None, None)


def test_looking_again_changes_nothing() -> None:
    an_office()
    case, filing = a_request(AT)
    before = Case.everything.filter(pk=case.pk).values().get()
    follow("filing", filing.reference, at=AT + timedelta(days=3))
    assert Case.everything.filter(pk=case.pk).values().get() == before


def test_the_clock_stands_still_while_the_customer_is_asked() -> None:
    an_office()
    case, filing = a_request(AT)
    asked_at = datetime(2024, 6, 14, 9, tzinfo=UTC)
    ask(filing, ["Which name?"], due_on=date(2024, 7, 12), by=an_officer(AT), at=asked_at)
    told_office(at=asked_at)
    waiting = now_of(case)
    assert (waiting.stands, waiting.due_on, waiting.days_left) == (Stands.WITH_CUSTOMER, None, 8)
    assert waiting.law_ends_on is None


def test_a_recommendation_is_a_second_check_for_somebody_else() -> None:
    an_office()
    case, filing = a_request(AT)
    first = an_officer(AT)
    decide(filing.reference, accept=True, by=first, at=AT)
    told_office(at=AT)
    assert (now_of(case).stands, now_of(case).prepared_by) == (Stands.SECOND_CHECK, first.user_id)


def test_a_case_ends_with_its_matter() -> None:
    an_office()
    case, filing = a_request(AT)
    withdraw(filing, by=_filer(filing), at=AT)
    told_office(at=AT)
    assert (now_of(case).stands, now_of(case).outcome, now_of(case).closed_at) == (Stands.DONE, "withdrawn", AT)


def test_what_no_promise_told_is_found_by_looking_at_everything() -> None:
    an_office()
    case, filing = a_request(AT)
    Case.everything.filter(pk=case.pk).delete()
    assert follow_everything(at=AT) == 1
    assert Case.everything.get().about == filing.reference


def _filer(filing: Filing):  # type: ignore[no-untyped-def]
    from core.actor import EVERYTHING, Applicant

    assert filing.organisation is not None
    member = filing.organisation.memberships.get()
    return Applicant(member.user_id, filing.organisation_id, EVERYTHING, signed_in_at=AT)
