"""A quote says how a patent stands on a day, with the dates and fees that the law gives."""

from datetime import date, timedelta

import pytest
from builders.renewal_examples import CERTAIN, REFERENCE_DATA, Example, day, pence, reference_rows
from hypothesis import given
from hypothesis import strategies as st

from rights.calendar import Interruption, OfficeCalendar, office_calendar
from rights.patents.fees import fee_book
from rights.patents.quote import HalfFeeRule, Quote, RenewalFacts, State, quote

FILED = date(2019, 5, 10)
EARLY_GRANT = RenewalFacts("GB", FILED, date(2021, 6, 2))
CHECKED_LINE = ["not-yet-due", "renewable", "overdue-no-surcharge", "late", "restorable", "ceased"]

FACTS = st.builds(
    lambda kind, filed, granted, paid: RenewalFacts(kind, filed, filed + timedelta(days=granted), paid),
    st.sampled_from(["GB", "EP"]),
    st.dates(date(1990, 1, 1), date(2025, 12, 31)),
    st.integers(300, 7400),
    st.integers(4, 20),
)
DAYS = st.dates(date(1995, 1, 1), date(2049, 12, 31))


def quoted(facts: RenewalFacts, on: date) -> Quote:
    return quote(facts, on, office_calendar(), fee_book())


@pytest.mark.parametrize("example", CERTAIN, ids=lambda example: example.name)
def test_a_worked_example_comes_out(example: Example) -> None:
    facts = RenewalFacts(
        example.kind,
        date.fromisoformat(example.filed),
        day(example.granted),
        example.paid_through,
        day(example.licences_of_right),
    )
    result = quoted(facts, date.fromisoformat(example.on))
    assert (result.state, result.years) == (example.state, example.years)
    assert (result.renewal_on, result.opens_on) == (day(example.renewal), day(example.opens))
    assert (result.due_on, result.free_late_until) == (day(example.due), day(example.free_late))
    assert (result.late_until, result.restore_by) == (day(example.late), day(example.restore))
    assert result.expires_on == day(example.expires)
    assert (result.renewal_fee_pence, result.additional_fee_pence) == (pence(example.fee), pence(example.additional))
    assert result.certain


def test_the_reference_table_comes_out_with_its_effective_dates() -> None:
    rows = list(reference_rows())
    if not rows:
        pytest.skip(f"No worked examples in {REFERENCE_DATA}: set REFERENCE_DATA_DIR to read them")
    for row in rows:
        entered_on = date.fromisoformat(row["grant"]) if row["lor"] == "yes" else None
        paid = int(row["paid_through"])
        facts = RenewalFacts(
            "GB" if row["kind"] == "GB" else "EP",
            date.fromisoformat(row["filing"]),
            day(row["grant"]),
            paid,
            entered_on,
        )
        result = quoted(facts, date.fromisoformat(row["today"]))
        assert result.state == row["state"], row["id"]
        assert result.years == tuple(map(int, row["years"].split("+") if row["years"] else [])), row["id"]
        assert result.due_on_effective == day(row["due_effective"]), row["id"]
        assert result.late_until_effective == day(row["late_end_effective"]), row["id"]
        assert (result.due_on, result.restore_by) == (day(row["due"]), day(row["restore_by"])), row["id"]
        assert (result.expires_on, result.ceased_on) == (day(row["expiry"]), day(row["ceased_effective"])), row["id"]
        assert result.months_late == int(row["months_late"] or 0), row["id"]
        assert result.renewal_fee_pence == pence(int(row["renewal_fee"]) if row["renewal_fee"] else None), row["id"]


@pytest.mark.parametrize(
    ("on", "state", "months_late"),
    [
        (date(2021, 6, 1), "not-granted", 0),
        (date(2021, 6, 2), "not-yet-due", 0),
        (date(2023, 2, 28), "not-yet-due", 0),
        (date(2023, 3, 1), "renewable", 0),
        (date(2023, 5, 31), "renewable", 0),
        (date(2023, 6, 1), "overdue-no-surcharge", 1),
        (date(2023, 6, 30), "overdue-no-surcharge", 1),
        (date(2023, 7, 1), "late", 2),
        (date(2023, 8, 1), "late", 3),
        (date(2023, 11, 30), "late", 6),
        (date(2023, 12, 1), "restorable", 0),
        (date(2024, 12, 31), "restorable", 0),
        (date(2025, 1, 1), "ceased", 0),
    ],
)
def test_the_state_changes_on_these_days(on: date, state: str, months_late: int) -> None:
    result = quoted(EARLY_GRANT, on)
    assert (result.state, result.months_late) == (state, months_late)
    assert result.is_payable == (state in {"renewable", "overdue-no-surcharge", "late"})


def test_a_patent_that_is_no_longer_in_force_ceased_on_its_renewal_date() -> None:
    assert quoted(EARLY_GRANT, date(2023, 12, 1)).ceased_on == date(2023, 5, 10)
    assert quoted(EARLY_GRANT, date(2025, 6, 1)).ceased_on == date(2023, 5, 10)
    assert quoted(EARLY_GRANT, date(2023, 11, 30)).ceased_on is None


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2024, 8, 31), "renewable"),  # the due date, a Saturday
        (date(2024, 9, 2), "renewable"),  # the Monday after it
        (date(2024, 9, 3), "overdue-no-surcharge"),
        (date(2024, 9, 30), "overdue-no-surcharge"),
        (date(2024, 10, 1), "late"),
    ],
)
def test_a_weekend_gives_time_to_the_monday_but_leaves_the_dates(on: date, state: str) -> None:
    result = quoted(RenewalFacts("GB", date(2020, 8, 20), date(2022, 11, 30)), on)
    assert result.state == state
    assert (result.due_on, result.due_on_effective) == (date(2024, 8, 31), date(2024, 9, 2))


def test_interrupted_days_give_time_until_they_are_over() -> None:
    strike = OfficeCalendar(interruptions=(Interruption(date(2023, 5, 29), date(2023, 6, 6)),))
    assert quote(EARLY_GRANT, date(2023, 6, 7), strike, fee_book()).state is State.RENEWABLE
    assert quote(EARLY_GRANT, date(2023, 6, 8), strike, fee_book()).state is State.OVERDUE_NO_SURCHARGE


def test_year_20_paid_leaves_nothing_but_the_term() -> None:
    facts = RenewalFacts("GB", date(2006, 1, 31), date(2009, 6, 10), 20)
    last_day = quoted(facts, date(2026, 1, 30))
    assert (last_day.state, last_day.years, last_day.due_on) == ("fully-paid", (), None)
    assert (last_day.renewal_fee_pence, last_day.total_pence, last_day.next_renewal_on) == (None, None, None)
    assert quoted(facts, date(2026, 1, 31)).state is State.EXPIRED


def test_a_weekend_gives_time_to_restore_as_well() -> None:
    facts = RenewalFacts("GB", date(2016, 2, 29), date(2018, 8, 15), 6)  # restorable until Saturday 30 September 2023
    assert quoted(facts, date(2023, 10, 2)).state is State.RESTORABLE
    assert quoted(facts, date(2023, 10, 3)).state is State.CEASED


def test_paying_covers_up_to_the_next_anniversary() -> None:
    result = quoted(EARLY_GRANT, date(2023, 5, 1))
    assert (result.paid_to_on, result.next_renewal_on) == (date(2024, 5, 10), date(2024, 5, 10))


def test_paying_year_20_covers_to_the_end_of_the_term() -> None:
    result = quoted(RenewalFacts("GB", date(2006, 1, 31), date(2009, 6, 10), 19), date(2025, 1, 31))
    assert (result.paid_to_on, result.next_renewal_on) == (date(2026, 1, 30), None)


def test_several_years_after_a_late_grant_are_added_up() -> None:
    result = quoted(RenewalFacts("GB", date(2018, 1, 10), date(2023, 11, 22)), date(2024, 2, 1))
    assert (result.years, result.renewal_fee_pence) == ((5, 6, 7), 70_00 + 90_00 + 110_00)
    assert (result.paid_to_on, result.next_renewal_on) == (date(2025, 1, 10), date(2025, 1, 10))


def test_before_the_first_fee_table_the_fees_are_unknown() -> None:
    result = quoted(RenewalFacts("GB", date(2004, 8, 20), date(2006, 10, 4)), date(2010, 3, 31))
    assert (result.state, result.restore_by) == ("restorable", date(2010, 3, 31))
    assert (result.renewal_fee_pence, result.additional_fee_pence, result.certain) == (None, None, False)


def test_restoring_takes_the_additional_fee_of_all_six_months() -> None:
    assert quoted(EARLY_GRANT, date(2024, 12, 31)).total_pence == 70_00 + 120_00


def test_fees_that_nobody_published_are_not_certain() -> None:
    published = RenewalFacts("GB", date(2022, 4, 22), date(2024, 10, 16))
    assert quoted(published, date(2026, 4, 1)).certain
    assert not quoted(published, date(2026, 6, 1 + 1)).certain  # the additional fee after 1 April 2026
    assert not quoted(RenewalFacts("GB", date(2020, 4, 22), date(2023, 1, 4), 6), date(2026, 4, 10)).certain


@pytest.mark.parametrize(
    ("entered_on", "halved", "certain"),
    [
        (None, False, True),
        (date(2023, 2, 28), True, True),  # before the window opens
        (date(2023, 3, 1), True, False),  # inside it: open to argument
        (date(2023, 5, 31), True, False),
        (date(2023, 6, 1), False, False),  # after the fee fell due
        (date(2023, 7, 3), False, False),  # on the day of payment
        (date(2023, 7, 4), False, True),  # not made yet
    ],
)
def test_licences_of_right_halve_the_renewal_fee_alone(entered_on: date | None, halved: bool, certain: bool) -> None:
    facts = RenewalFacts("GB", FILED, date(2021, 6, 2), 4, entered_on)
    result = quoted(facts, date(2023, 7, 3))
    assert (result.halved, result.certain) == (halved, certain)
    assert (result.renewal_fee_pence, result.additional_fee_pence) == (35_00 if halved else 70_00, 24_00)


@pytest.mark.parametrize(
    ("rule", "halved"),
    [(HalfFeeRule.BEFORE_WINDOW, False), (HalfFeeRule.BEFORE_DUE, True), (HalfFeeRule.BEFORE_PAYMENT, True)],
)
def test_the_reading_of_an_entry_inside_the_window_is_a_setting(rule: HalfFeeRule, halved: bool) -> None:
    facts = RenewalFacts("GB", FILED, date(2021, 6, 2), 4, date(2023, 4, 1))
    assert quote(facts, date(2023, 5, 1), office_calendar(), fee_book(), rule).halved == halved


def test_an_entry_on_the_day_of_payment_is_not_before_it() -> None:
    facts = RenewalFacts("GB", FILED, date(2021, 6, 2), 4, date(2023, 5, 1))
    assert not quoted(facts, date(2023, 5, 1)).halved
    assert quoted(facts, date(2023, 5, 2)).halved


def test_an_entry_after_the_due_date_halves_only_under_the_widest_reading() -> None:
    facts = RenewalFacts("GB", FILED, date(2021, 6, 2), 4, date(2023, 6, 15))
    by_rule = {rule: quote(facts, date(2023, 7, 3), office_calendar(), fee_book(), rule).halved for rule in HalfFeeRule}
    assert [rule for rule, halved in by_rule.items() if halved] == [HalfFeeRule.BEFORE_PAYMENT]


@given(FACTS, DAYS)
def test_dates_are_always_in_order(facts: RenewalFacts, on: date) -> None:
    result = quoted(facts, on)
    if result.renewal_on is None:
        assert not result.years
        assert result.renewal_fee_pence is None
        return
    nominal = (result.opens_on, result.renewal_on, result.due_on, result.free_late_until, result.late_until)
    assert sorted(nominal) == list(nominal)  # type: ignore[type-var]
    assert result.late_until < result.restore_by  # type: ignore[operator]
    assert result.renewal_on <= result.expires_on
    assert result.due_on <= result.due_on_effective  # type: ignore[operator]
    assert facts.paid_through_year < result.years[0]
    assert result.years == tuple(range(result.years[0], result.years[-1] + 1))


@given(FACTS, DAYS, st.integers(1, 400))
def test_time_never_turns_a_state_back(facts: RenewalFacts, on: date, later: int) -> None:
    now, then = quoted(facts, on), quoted(facts, on + timedelta(days=later))
    if now.renewal_on and then.renewal_on:
        assert CHECKED_LINE.index(now.state) <= CHECKED_LINE.index(then.state)


@given(FACTS, DAYS)
def test_paying_what_is_quoted_moves_on_to_a_later_renewal(facts: RenewalFacts, on: date) -> None:
    now = quoted(facts, on)
    if not now.is_payable:
        return
    paid = RenewalFacts(facts.kind, facts.filed_on, facts.granted_on, now.years[-1])
    then = quoted(paid, on)
    assert then.renewal_on == now.next_renewal_on
    assert then.renewal_on is None or then.renewal_on > now.renewal_on  # type: ignore[operator]
