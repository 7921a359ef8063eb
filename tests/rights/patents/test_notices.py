"""The notices of rules 39 and 41 have their last days."""

from datetime import date

from rights.calendar import office_calendar
from rights.patents.fees import fee_book
from rights.patents.notices import Notice, NoticeKind, lapse_notice_by, notices, overdue_notice_by
from rights.patents.quote import quote
from rights.patents.terms import RenewalFacts


def notices_of(filed: date, granted: date | None) -> tuple[Notice, ...]:
    return notices(quote(RenewalFacts("GB", filed, granted), date(2024, 1, 1), office_calendar(), fee_book()))


def test_both_notices_go_out_within_six_weeks() -> None:
    assert overdue_notice_by(date(2023, 5, 31)) == date(2023, 7, 12)
    assert lapse_notice_by(date(2023, 11, 30)) == date(2024, 1, 11)


def test_an_unpaid_renewal_is_owed_both_notices() -> None:
    assert notices_of(date(2019, 5, 10), date(2021, 6, 2)) == (
        Notice(NoticeKind.OVERDUE, from_on=date(2023, 6, 1), by_on=date(2023, 7, 12)),
        Notice(NoticeKind.LAPSED, from_on=date(2023, 12, 1), by_on=date(2024, 1, 11)),
    )


def test_no_notice_goes_out_while_a_weekend_leaves_time_to_pay() -> None:
    overdue, _ = notices_of(date(2020, 8, 20), date(2022, 11, 30))
    assert (overdue.from_on, overdue.by_on) == (date(2024, 9, 3), date(2024, 10, 12))


def test_no_notice_is_due_before_an_interruption_is_over() -> None:
    overdue, _ = notices_of(date(2016, 3, 20), date(2018, 11, 28))
    assert overdue.from_on == overdue.by_on == date(2020, 7, 31)


def test_nothing_is_notified_where_nothing_is_to_be_renewed() -> None:
    assert notices_of(date(2019, 5, 10), None) == ()
