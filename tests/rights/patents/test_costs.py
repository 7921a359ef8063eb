"""People see what waiting costs, and what the patent costs to the end of its term."""

from datetime import date

from rights.calendar import office_calendar
from rights.patents.costs import cost_if_paid, cost_to_end
from rights.patents.fees import fee_book
from rights.patents.terms import RenewalFacts

FACTS = RenewalFacts("GB", date(2019, 5, 10), date(2021, 6, 2))


def periods(facts: RenewalFacts, on: date) -> list[tuple[date, date, str, int | None]]:
    rows = cost_if_paid(facts, on, office_calendar(), fee_book())
    return [(row.from_on, row.until_on, row.state, row.total_pence) for row in rows]


def years(facts: RenewalFacts, on: date) -> list[tuple[int, date, int | None, bool]]:
    rows = cost_to_end(facts, on, office_calendar(), fee_book())
    return [(row.year, row.due_on, row.fee_pence, row.certain) for row in rows]


def test_each_late_month_has_its_price() -> None:
    assert periods(FACTS, date(2023, 5, 15)) == [
        (date(2023, 5, 15), date(2023, 5, 31), "renewable", 70_00),
        (date(2023, 6, 1), date(2023, 6, 30), "overdue-no-surcharge", 70_00),
        (date(2023, 7, 1), date(2023, 7, 31), "late", 94_00),
        (date(2023, 8, 1), date(2023, 8, 31), "late", 118_00),
        (date(2023, 9, 1), date(2023, 10, 2), "late", 142_00),  # 30 September is a Saturday
        (date(2023, 10, 3), date(2023, 10, 31), "late", 166_00),
        (date(2023, 11, 1), date(2023, 11, 30), "late", 190_00),
    ]


def test_prices_begin_when_the_window_opens() -> None:
    assert periods(FACTS, date(2022, 1, 1))[0] == (date(2023, 3, 1), date(2023, 5, 31), "renewable", 70_00)


def test_a_change_of_fees_inside_the_window_has_a_row_of_its_own() -> None:
    facts = RenewalFacts("GB", date(2022, 4, 22), date(2024, 10, 16))
    assert periods(facts, date(2026, 3, 10))[:2] == [
        (date(2026, 3, 10), date(2026, 3, 31), "renewable", 70_00),
        (date(2026, 4, 1), date(2026, 4, 30), "renewable", 90_00),
    ]


def test_there_are_no_prices_once_late_payment_has_ended_or_nothing_is_left() -> None:
    assert not periods(FACTS, date(2023, 12, 1))
    assert not periods(RenewalFacts("GB", date(2006, 1, 31), date(2009, 6, 10), 20), date(2025, 1, 1))
    assert not periods(RenewalFacts("GB", date(2019, 5, 10), None), date(2023, 5, 1))


def test_the_years_to_the_end_of_the_term_are_listed_with_their_fees() -> None:
    facts = RenewalFacts("GB", date(2006, 1, 31), date(2009, 6, 10), 17)
    assert years(facts, date(2023, 1, 10)) == [
        (18, date(2023, 1, 31), 520_00, True),
        (19, date(2024, 1, 31), 570_00, True),
        (20, date(2025, 1, 31), 610_00, True),
    ]


def test_years_of_a_late_grant_are_listed_one_by_one_and_halved() -> None:
    facts = RenewalFacts("GB", date(2005, 1, 10), date(2023, 11, 22), 4, date(2023, 11, 1))
    listed = years(facts, date(2024, 2, 1))
    assert [(year, due_on) for year, due_on, *_ in listed] == [(year, date(2024, 2, 29)) for year in range(5, 21)]
    assert listed[0][2:] == (35_00, True)


def test_a_later_renewal_is_priced_at_its_due_date() -> None:
    assert years(RenewalFacts("GB", date(2022, 4, 22), date(2024, 10, 16)), date(2026, 1, 31))[0][2] == 90_00


def test_a_patent_that_ceased_for_good_costs_nothing_more() -> None:
    assert not years(FACTS, date(2025, 6, 1))
