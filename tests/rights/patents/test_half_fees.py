"""What licences of right save and what cancelling them costs; by hand from the fees of 2018 (and 2010)."""

from dataclasses import replace
from datetime import date

import pytest

from rights.calendar import office_calendar
from rights.patents.fees import fee_book
from rights.patents.half_fees import Saved, balance, savings
from rights.patents.terms import RenewalFacts

BOOKS = (office_calendar(), fee_book())
R13 = RenewalFacts("GB", date(2014, 3, 18), date(2017, 1, 11), paid_through_year=11)
ENTERED = replace(R13, licences_of_right_since=date(2020, 11, 2))
"""Years 8 to 11 (£130, £150, £170, £190) fell due after the entry, in March 2021 to 2024."""


def owed(facts: RenewalFacts, last_renewed_on: date | None = None, **more: object) -> list[tuple[int, int]] | None:
    found = balance(facts, last_renewed_on, office_calendar(), fee_book(), **more)  # type: ignore[arg-type]
    return None if found is None else [(one.year, one.pence) for one in found]


def test_the_balance_is_the_other_half_of_every_fee_since_the_entry() -> None:
    """Patents Act 1977 s.47(2)."""
    assert owed(ENTERED) == [(8, 6500), (9, 7500), (10, 8500), (11, 9500)]


def test_a_fee_that_was_paid_before_the_entry_was_whole() -> None:
    assert owed(replace(ENTERED, paid_through_year=7)) == []
    assert owed(replace(ENTERED, paid_through_year=8)) == [(8, 6500)]


def test_without_any_payment_nothing_is_owed() -> None:
    assert owed(replace(ENTERED, paid_through_year=4)) == []


@pytest.mark.parametrize(
    ("last_renewed_on", "expected"),
    [(date(2021, 2, 1), []), (date(2021, 3, 10), []), (date(2021, 3, 15), [(8, 6500)]), (None, None)],
)
def test_with_an_entry_inside_the_period_the_day_of_payment_decides(
    last_renewed_on: date | None, expected: list[tuple[int, int]] | None
) -> None:
    """Year 8 could be paid from 1 January 2021; fees payable after the date of the entry are half (s.46(3)(d))."""
    inside = replace(R13, paid_through_year=8, licences_of_right_since=date(2021, 3, 10))
    assert owed(inside, last_renewed_on) == expected


def test_whether_a_fee_inside_the_period_was_half_is_open_to_argument() -> None:
    inside = replace(R13, paid_through_year=8, licences_of_right_since=date(2021, 3, 10))
    assert balance(inside, date(2021, 3, 15), office_calendar(), fee_book()) == [Saved(8, 6500, certain=False)]


def test_of_an_earlier_year_the_day_of_payment_is_not_known() -> None:
    inside = replace(R13, paid_through_year=9, licences_of_right_since=date(2021, 3, 10))
    assert owed(inside, date(2022, 3, 15)) is None


def test_where_the_fees_changed_inside_the_period_the_day_of_payment_decides() -> None:
    """Year 14 fell due on 31 May 2018 and could be paid from 1 March: £290, and £300 from 6 April 2018."""
    changed = RenewalFacts("GB", date(2005, 5, 10), date(2007, 9, 5), 14, date(2018, 1, 10))
    assert owed(changed, date(2018, 4, 5)) == [(14, 14500)]
    assert owed(changed, date(2018, 4, 6)) == [(14, 15000)]
    assert owed(replace(changed, paid_through_year=15), date(2019, 5, 2)) is None


def test_what_was_paid_in_full_while_an_earlier_request_was_open_is_not_owed_again() -> None:
    """Year 11 was payable from 1 January to 30 September 2024."""
    whole_period = (date(2024, 1, 1), date(2024, 9, 30))
    part = (date(2024, 2, 1), date(2024, 2, 29))
    assert owed(ENTERED, at_full_fees=whole_period) == [(8, 6500), (9, 7500), (10, 8500)]
    assert owed(ENTERED, at_full_fees=part) is None
    assert owed(ENTERED, date(2024, 3, 4), at_full_fees=part) == [(8, 6500), (9, 7500), (10, 8500), (11, 9500)]


def test_an_entry_halves_the_fees_to_the_end_of_the_term() -> None:
    """Filed on 18 September 2006: years 19 (£570) and 20 (£610) fall due in September 2024 and 2025."""
    found = savings(replace(R13, paid_through_year=18, filed_on=date(2006, 9, 18)), date(2024, 6, 13), *BOOKS)
    assert found is not None
    assert (found.full_pence, found.half_pence, found.certain) == (57000 + 61000, 28500 + 30500, True)


def test_a_renewal_that_is_payable_now_stays_at_the_full_fee() -> None:
    """Year 19 is payable from 1 July 2024."""
    found = savings(replace(R13, paid_through_year=18, filed_on=date(2006, 9, 18)), date(2024, 7, 1), *BOOKS)
    assert found is not None
    assert (found.full_pence, found.half_pence) == (57000 + 61000, 57000 + 30500)


def test_savings_by_unpublished_fees_are_not_certain() -> None:
    found = savings(replace(R13, paid_through_year=11), date(2026, 6, 1), *BOOKS)
    assert found is not None
    assert not found.certain
