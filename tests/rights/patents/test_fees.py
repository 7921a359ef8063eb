"""Fees come from dated tables, and each says how sure it is."""

from dataclasses import replace
from datetime import date

import pytest

from rights.patents.fees import Fee, FeeBook, fee_book

ON_2010 = [70, 90, 110, 130, 150, 170, 190, 210, 250, 290, 350, 410, 460, 510, 560, 600]
ON_2018 = [70, 90, 110, 130, 150, 170, 190, 220, 260, 300, 360, 420, 470, 520, 570, 610]


def amount(fee: Fee | None) -> int | None:
    return fee.pence if fee else None


@pytest.mark.parametrize(
    ("on", "pounds"),
    [
        (date(2010, 4, 6), ON_2010),
        (date(2018, 4, 5), ON_2010),
        (date(2018, 4, 6), ON_2018),
        (date(2026, 3, 31), ON_2018),
    ],
)
def test_the_fee_is_that_of_the_table_in_force(on: date, pounds: list[int]) -> None:
    found = [fee_book().fee(year, on) for year in range(5, 21)]
    assert [amount(fee) for fee in found] == [100 * fee for fee in pounds]
    assert all(fee and fee.is_certain for fee in found)


def test_no_fee_is_known_before_the_first_table() -> None:
    assert fee_book().fee(5, date(2010, 4, 5)) is None
    assert fee_book().additional(6, date(2010, 4, 5)) is None
    assert fee_book().price([5], date(2010, 4, 5)) is None


def test_of_the_fees_from_april_2026_only_the_two_published_ones_are_certain() -> None:
    fees = {year: fee_book().fee(year, date(2026, 4, 1)) for year in range(5, 21)}
    assert (amount(fees[5]), amount(fees[20])) == (90_00, 810_00)
    assert [year for year, fee in fees.items() if fee and fee.is_certain] == [5, 20]


@pytest.mark.parametrize(("month", "pounds"), [(0, 0), (1, 0), (2, 24), (3, 48), (4, 72), (5, 96), (6, 120)])
def test_the_additional_fee_grows_with_each_month_after_the_first(month: int, pounds: int) -> None:
    assert amount(fee_book().additional(month, date(2023, 9, 1))) == 100 * pounds


@pytest.mark.parametrize("on", [date(2020, 7, 30), date(2021, 3, 31), date(2026, 4, 1)])
def test_the_additional_fee_is_not_certain_where_its_amount_was_not_found(on: date) -> None:
    late, free = fee_book().additional(2, on), fee_book().additional(1, on)
    assert late
    assert not late.is_certain
    assert free
    assert free.is_certain


def test_the_additional_fee_is_certain_on_both_sides_of_the_cut_of_2020() -> None:
    both = [fee_book().additional(2, day) for day in (date(2020, 7, 29), date(2021, 4, 1))]
    assert all(fee and fee.is_certain for fee in both)


def test_half_fees_are_whole_pence_and_leave_the_additional_fee() -> None:
    price = fee_book().price([5, 6], date(2023, 9, 1), months_late=3, halved=True)
    assert price
    assert (price.renewal_pence, price.additional_pence) == (35_00 + 45_00, 48_00)


def test_a_table_may_follow_the_due_date_instead_of_payment() -> None:
    *earlier, latest = fee_book().tables
    book = FeeBook(tables=(*earlier, replace(latest, follows="due")))
    assert amount(book.fee(5, date(2026, 4, 1), due_on=date(2026, 3, 31))) == 70_00
    assert amount(book.fee(5, date(2026, 4, 1), due_on=date(2026, 4, 30))) == 90_00
    assert amount(fee_book().fee(5, date(2026, 4, 1), due_on=date(2026, 3, 31))) == 90_00


def test_every_table_names_every_year_and_month_with_its_source() -> None:
    for table in fee_book().tables:
        assert set(table.by_year) == set(range(5, 21))
        assert set(table.additional_by_month) == set(range(1, 7))
        assert all(fee.source and fee.certainty in "CSMDU" for fee in table.by_year.values())


def test_forms_have_fees_with_a_day_from_which_they_apply() -> None:
    (before,) = fee_book().form_fees("16", date(2026, 3, 31))
    (after,) = fee_book().form_fees("16", date(2026, 4, 1))
    assert (before.pence, before.certainty, after.certainty) == (135_00, "C", "U")
    assert fee_book().form_fees("16", date(2010, 1, 1)) == ()
    assert {fee.use for fee in fee_book().form_fees("23", date(2024, 1, 1))} == {"certified copy", "uncertified copy"}
