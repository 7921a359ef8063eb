"""What a portfolio needs: counts in the database and stances of rows at hand say the same, by the London day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from builders.filings import an_account
from builders.register import a_link, a_patent
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Organisation
from core.actor import Applicant
from rights.facts import Ceased
from rights.models import Link
from rights.portfolio import DUE, LATE, RESTORABLE, NeedsDoing, Stances, View, needs_doing, page_of, soonest

pytestmark = pytest.mark.django_db
AT = datetime(2022, 6, 12, 9, 30, tzinfo=UTC)


@pytest.fixture
def by(db: None) -> Applicant:
    return an_account(AT)


def kept(by: Applicant, **right: object) -> Link:
    organisation = Organisation.objects.get(pk=by.organisation_id)
    return a_link(a_patent(**right), organisation)  # type: ignore[arg-type]


# Filed 10 May 2019: first renewal date 10 May 2023, due by Wednesday 31 May 2023, late until Thursday 30 November 2023,
# restorable until Tuesday 31 December 2024, payable from 1 March 2023.
ORDINARY = [
    (date(2023, 2, 28), "", date(2023, 5, 31), False),
    (date(2023, 3, 1), DUE, date(2023, 5, 31), True),
    (date(2023, 5, 31), DUE, date(2023, 5, 31), True),
    (date(2023, 6, 1), LATE, date(2023, 11, 30), True),
    (date(2023, 11, 30), LATE, date(2023, 11, 30), True),
    (date(2023, 12, 1), RESTORABLE, date(2024, 12, 31), False),
    (date(2024, 12, 31), RESTORABLE, date(2024, 12, 31), False),
    (date(2025, 1, 1), "", None, False),
]


@pytest.mark.parametrize(("on", "need", "last_on", "is_payable"), ORDINARY)
def test_an_ordinary_renewal_day_by_day(
    by: Applicant, on: date, need: str, last_on: date | None, is_payable: bool
) -> None:
    link = kept(by, filed_on=date(2019, 5, 10), granted_on=date(2021, 6, 2))
    stance = Stances(on).of(link)
    assert (stance.need, stance.last_on, stance.is_payable) == (need, last_on, is_payable)


# Filed 10 September 2019: due by 30 September 2023, a Saturday, so Monday 2 October is still in time.
@pytest.mark.parametrize(
    ("on", "need"),
    [(date(2023, 9, 30), DUE), (date(2023, 10, 1), DUE), (date(2023, 10, 2), DUE), (date(2023, 10, 3), LATE)],
)
def test_a_last_day_at_a_weekend_moves_to_monday(by: Applicant, on: date, need: str) -> None:
    link = kept(by, filed_on=date(2019, 9, 10), granted_on=date(2021, 6, 2))
    assert Stances(on).of(link).need == need
    if need == DUE:
        assert Stances(on).of(link).last_on == date(2023, 10, 2)


def test_the_database_and_the_row_at_hand_never_disagree(by: Applicant) -> None:
    links = [
        kept(by, filed_on=date(2019, 5, 10)),
        kept(by, filed_on=date(2019, 9, 10)),
        kept(by, filed_on=date(2019, 12, 1)),
        kept(by, filed_on=date(2019, 2, 20), facts=[Ceased(effective_on=date(2023, 2, 20))]),
        kept(by, filed_on=date(2022, 1, 1), granted_on=None),
    ]
    firsts = [date(2023 + months // 12, months % 12 + 1, 1) for months in range(30)]
    for on in (first + timedelta(days=days) for first in firsts for days in range(-3, 4)):
        stances = [Stances(on).of(link).need for link in links]
        counted = needs_doing(by, on=on)
        assert counted == NeedsDoing(stances.count(DUE), stances.count(LATE), stances.count(RESTORABLE)), on


def test_a_right_that_ceased_can_be_restored_but_not_paid(by: Applicant) -> None:
    link = kept(by, filed_on=date(2019, 5, 10), facts=[Ceased(effective_on=date(2023, 5, 10))])
    stance = Stances(date(2024, 1, 10)).of(link)
    assert (stance.need, stance.is_payable) == (RESTORABLE, False)


def test_all_needs_are_counted_in_one_statement(by: Applicant) -> None:
    kept(by)
    needs_doing(by, on=date(2024, 6, 12))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        needs_doing(by, on=date(2024, 6, 12))
    assert len(asked) == 1


def test_an_account_without_rights_needs_nothing(by: Applicant) -> None:
    assert needs_doing(by, on=date(2024, 6, 12)) == NeedsDoing(0, 0, 0)
    assert not needs_doing(by, on=date(2024, 6, 12)).anything


def test_the_most_pressing_comes_first_and_what_is_far_off_not_at_all(by: Applicant) -> None:
    late = kept(by, filed_on=date(2019, 5, 10))
    due = kept(by, filed_on=date(2019, 7, 10))
    kept(by, filed_on=date(2019, 12, 10))
    assert soonest(by, on=date(2023, 6, 12)) == [late, due]


def test_another_accounts_rights_and_ended_links_are_not_there(by: Applicant) -> None:
    other = an_account(AT, name="Other Ltd", email="other@example.com")
    link = kept(by, filed_on=date(2019, 5, 10))
    gone = kept(by, filed_on=date(2019, 5, 10))
    Link.everything.filter(pk=gone.pk).update(state=Link.State.ENDED)
    on = date(2023, 6, 12)
    assert needs_doing(by, on=on) == NeedsDoing(0, 1, 0)
    assert needs_doing(other, on=on) == NeedsDoing(0, 0, 0)
    assert page_of(by, View(), on=on).links == [link]
    assert page_of(other, View(), on=on).links == []
