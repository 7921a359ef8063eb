"""What must be paid to restore a patent, and from when it was too late to renew; by hand from the fees of 2018."""

from datetime import date

import pytest

from rights.calendar import office_calendar
from rights.patents.fees import fee_book
from rights.patents.restoration import Arrear, arrears, too_late_from
from rights.patents.terms import RenewalFacts

EARLY = RenewalFacts("GB", date(2019, 5, 10), date(2021, 9, 1))
LATE_GRANT = RenewalFacts("GB", date(2018, 2, 14), date(2023, 4, 3))


def due(facts: RenewalFacts, on: date) -> list[Arrear] | None:
    return arrears(facts, on, office_calendar(), fee_book())


def test_the_fee_of_the_year_and_the_whole_additional_fee_are_due() -> None:
    """Patents Act 1977 s.28(3): £70 for year 5 and £120 for the sixth month."""
    assert due(EARLY, date(2024, 1, 15)) == [Arrear(5, 7000, 12000, certain=True)]


@pytest.mark.parametrize(
    ("on", "years"),
    [(date(2024, 5, 31), [5]), (date(2024, 6, 1), [5, 6]), (date(2024, 12, 31), [5, 6])],
)
def test_a_renewal_whose_period_is_over_meanwhile_is_due_too(on: date, years: list[int]) -> None:
    """Year 6 is due on 31 May 2024."""
    assert [one.year for one in due(EARLY, on) or []] == years


def test_what_fell_due_meanwhile_is_not_certain() -> None:
    assert [one.certain for one in due(EARLY, date(2024, 7, 20)) or []] == [True, False]


def test_all_years_of_a_late_grant_are_due_with_one_additional_fee() -> None:
    """Granted 3 April 2023: years 5 (£70) and 6 (£90) were due together on 31 July 2023."""
    assert due(LATE_GRANT, date(2024, 2, 10)) == [
        Arrear(5, 7000, 12000, certain=True),
        Arrear(6, 9000, 0, certain=True),
    ]


def test_licences_of_right_entered_before_halve_the_renewal_fee() -> None:
    entered = RenewalFacts("GB", date(2019, 5, 10), date(2021, 9, 1), licences_of_right_since=date(2022, 1, 4))
    assert [one.fee_pence for one in due(entered, date(2024, 1, 15)) or []] == [3500]


def test_before_the_first_fee_table_nothing_can_be_said() -> None:
    old = RenewalFacts("GB", date(2003, 5, 10), date(2005, 9, 7))
    assert due(old, date(2008, 3, 3)) is None


@pytest.mark.parametrize(
    ("facts", "day"),
    [
        (EARLY, date(2023, 12, 1)),  # late until Thursday 30 November 2023
        (RenewalFacts("GB", date(2019, 3, 12), date(2021, 9, 1)), date(2023, 10, 3)),  # 30 September is a Saturday
        (RenewalFacts("GB", date(2005, 3, 12), date(2007, 9, 5), paid_through_year=20), None),
    ],
)
def test_it_is_too_late_to_renew_once_the_sixth_month_is_over(facts: RenewalFacts, day: date | None) -> None:
    """Patents Act 1977 s.25(4) with s.120."""
    assert too_late_from(facts, office_calendar()) == day
