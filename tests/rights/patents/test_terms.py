"""Renewal dates follow Patents Rules 2007 r.37 in every kind of case."""

from datetime import date

import pytest

from rights.patents.terms import Basis, Renewal, RenewalFacts, is_late_grant, last_day_of_term, unpaid_renewals


def first(facts: RenewalFacts) -> Renewal:
    return next(unpaid_renewals(facts))


@pytest.mark.parametrize(
    ("filed", "last_day"),
    [
        (date(1992, 11, 4), date(2012, 11, 3)),
        (date(2000, 1, 1), date(2019, 12, 31)),
        (date(2004, 2, 29), date(2024, 2, 28)),
        (date(2004, 3, 1), date(2024, 2, 29)),
    ],
)
def test_the_term_ends_the_day_before_the_twentieth_anniversary(filed: date, last_day: date) -> None:
    assert last_day_of_term(filed) == last_day


@pytest.mark.parametrize(
    ("granted", "late"),
    [(date(2023, 2, 10), False), (date(2023, 2, 11), True), (date(2023, 5, 10), True), (date(2030, 1, 1), True)],
)
def test_grant_is_late_from_the_day_after_three_years_and_nine_months(granted: date, late: bool) -> None:
    assert is_late_grant(date(2019, 5, 10), granted) == late


def test_the_schedule_of_an_early_grant_has_sixteen_anniversaries() -> None:
    renewals = list(unpaid_renewals(RenewalFacts("GB", date(2019, 5, 10), date(2021, 6, 2))))
    assert [renewal.years for renewal in renewals] == [(year,) for year in range(5, 21)]
    assert renewals[0].renewal_on == date(2023, 5, 10)
    assert renewals[-1].renewal_on == date(2038, 5, 10)


def test_nothing_is_scheduled_before_grant() -> None:
    assert not list(unpaid_renewals(RenewalFacts("GB", date(2019, 5, 10), None)))


def test_the_window_is_three_whole_calendar_months() -> None:
    renewal = first(RenewalFacts("GB", date(2019, 1, 31), date(2021, 6, 2)))
    assert (renewal.opens_on, renewal.renewal_on, renewal.due_on) == (
        date(2022, 11, 1),
        date(2023, 1, 31),
        date(2023, 1, 31),
    )


def test_a_renewal_date_on_29_february_falls_on_28_february_in_a_common_year() -> None:
    renewal = first(RenewalFacts("GB", date(2016, 2, 29), date(2018, 8, 15), 5))
    assert (renewal.renewal_on, renewal.opens_on, renewal.due_on) == (
        date(2021, 2, 28),
        date(2020, 12, 1),
        date(2021, 2, 28),
    )


def test_gb_grant_one_day_too_late_moves_the_first_renewal_date() -> None:
    renewal = first(RenewalFacts("GB", date(2019, 5, 10), date(2023, 2, 11)))
    assert renewal == Renewal((5,), date(2023, 5, 11), opens_on=date(2023, 2, 11), basis=Basis.GB_LATE_GRANT)


def test_gb_late_grant_takes_all_anniversaries_up_to_the_first_renewal_date() -> None:
    renewals = unpaid_renewals(RenewalFacts("GB", date(2018, 1, 10), date(2023, 11, 22)))
    assert next(renewals) == Renewal((5, 6, 7), date(2024, 2, 22), date(2023, 11, 22), Basis.GB_LATE_GRANT)
    assert next(renewals) == Renewal((8,), date(2025, 1, 10), opens_on=date(2024, 11, 1))


def test_gb_late_grant_on_the_first_of_a_month_counts_from_the_day_after() -> None:
    renewal = first(RenewalFacts("GB", date(2018, 2, 14), date(2023, 3, 1)))
    assert (renewal.renewal_on, renewal.due_on, renewal.years) == (date(2023, 6, 1), date(2023, 6, 30), (5, 6))


def test_only_unpaid_years_of_a_late_grant_are_asked_for() -> None:
    facts = RenewalFacts("GB", date(2018, 1, 10), date(2023, 11, 22), 6)
    assert first(facts) == Renewal((7,), date(2024, 2, 22), date(2023, 11, 22), Basis.GB_LATE_GRANT)


def test_gb_grant_so_late_that_the_term_ends_first_leaves_nothing_to_pay() -> None:
    assert not list(unpaid_renewals(RenewalFacts("GB", date(2000, 1, 10), date(2019, 12, 1))))


def test_gb_grant_in_the_last_year_of_the_term_takes_every_year_at_once() -> None:
    assert first(RenewalFacts("GB", date(2000, 1, 10), date(2019, 8, 1))).years == tuple(range(5, 21))


def test_ep_late_grant_pays_one_year_at_the_next_anniversary() -> None:
    renewals = unpaid_renewals(RenewalFacts("EP", date(2015, 7, 7), date(2021, 9, 15)))
    assert next(renewals) == Renewal((8,), date(2022, 7, 7), date(2022, 5, 1), Basis.EP_LATE_GRANT)
    assert next(renewals) == Renewal((9,), date(2023, 7, 7), date(2023, 5, 1))


def test_ep_mention_just_before_an_anniversary_leaves_three_months() -> None:
    renewals = unpaid_renewals(RenewalFacts("EP", date(2015, 7, 7), date(2022, 6, 15)))
    assert next(renewals) == Renewal((8,), date(2022, 9, 15), date(2022, 6, 15), Basis.EP_LATE_GRANT)
    assert next(renewals).renewal_on == date(2023, 7, 7)


def test_ep_mention_exactly_three_months_before_an_anniversary_keeps_its_ordinary_window() -> None:
    renewal = first(RenewalFacts("EP", date(2015, 7, 7), date(2022, 4, 7)))
    assert (renewal.renewal_on, renewal.opens_on) == (date(2022, 7, 7), date(2022, 5, 1))


def test_ep_mention_on_an_anniversary_leaves_that_year_to_the_european_patent_office() -> None:
    renewal = first(RenewalFacts("EP", date(2015, 7, 7), date(2022, 7, 7)))
    assert (renewal.years, renewal.renewal_on) == ((9,), date(2023, 7, 7))


def test_ep_mention_in_the_three_months_before_the_fourth_anniversary_is_late() -> None:
    renewal = first(RenewalFacts("EP", date(2015, 7, 7), date(2019, 4, 8)))
    assert (renewal.years, renewal.renewal_on, renewal.due_on) == ((5,), date(2019, 7, 8), date(2019, 7, 31))


def test_ep_mention_from_the_nineteenth_anniversary_on_leaves_nothing_to_pay() -> None:
    assert not list(unpaid_renewals(RenewalFacts("EP", date(2004, 3, 1), date(2023, 3, 1))))
    assert first(RenewalFacts("EP", date(2004, 3, 1), date(2023, 2, 28))).years == (20,)
