"""The reasoning behind a quote reads like the law worked out by hand."""

from datetime import date

import pytest

from rights.calendar import office_calendar
from rights.patents.explain import Step, steps
from rights.patents.explain.wording import listed, pounds
from rights.patents.fees import fee_book
from rights.patents.quote import quote
from rights.patents.terms import RenewalFacts


def explained(facts: RenewalFacts, on: date) -> list[Step]:
    return steps(facts, quote(facts, on, office_calendar(), fee_book()))


def sentences(facts: RenewalFacts, on: date) -> list[str]:
    return [step.text for step in explained(facts, on)]


def test_an_ordinary_renewal_is_explained_from_filing_to_the_end_of_the_term() -> None:
    assert sentences(RenewalFacts("GB", date(2019, 5, 10), date(2021, 6, 2)), date(2023, 7, 3)) == [
        "Filed on 10 May 2019, so the 4th anniversary is 10 May 2023.",
        "The fee at the 4th anniversary is for the 5th year.",
        "That anniversary's month ends on 31 May 2023: this is the last day to pay without being late.",
        "You can pay from 1 March 2023, the start of the three calendar months that end then.",
        "If you pay by 30 June 2023, being late costs nothing extra.",
        "After that an additional fee is added, more for each month, until 30 November 2023: the last day to pay late.",
        "If it is still not paid by then, the patent ceases from the end of its renewal date, 10 May 2023.",
        "You can ask to have it restored until 31 December 2024, "
        "13 months after the month in which late payment ended.",
        "If paid on 3 July 2023, year 5 costs £70.",
        "That is in month 2 after the month in which it was due: £24 more, so £94 in all.",
        "Paying keeps the patent in force until 10 May 2024, the next renewal date.",
        "The term ends on 9 May 2039, the day before the 20th anniversary of filing.",
    ]


def test_a_late_gb_grant_is_explained_with_all_its_years() -> None:
    told = sentences(RenewalFacts("GB", date(2018, 1, 10), date(2023, 11, 22)), date(2024, 2, 1))
    assert told[:5] == [
        "Filed on 10 January 2018 and granted on 22 November 2023, "
        "which is later than 10 October 2021, 3 months before the 4th anniversary.",
        "The first renewal date is therefore 3 months after grant: 22 February 2024.",
        "All anniversaries from the 4th to that day are paid for at once: years 5, 6 and 7.",
        "The month of the renewal date ends on 29 February 2024: this is the last day to pay without being late.",
        "You can pay from 22 November 2023, the day of grant.",
    ]
    assert "If paid on 1 February 2024, years 5, 6 and 7 cost £270 together." in told


def test_a_late_european_grant_is_explained_without_back_years() -> None:
    told = sentences(RenewalFacts("EP", date(2015, 7, 7), date(2022, 6, 15)), date(2022, 7, 1))
    assert told[:4] == [
        "Filed on 7 July 2015. Its grant was mentioned on 15 June 2022, "
        "which is later than 7 April 2019, 3 months before the 4th anniversary.",
        "The fees of the years before were paid to the European Patent Office.",
        "The next anniversary is the 7th, on 7 July 2022. Its fee is for the 8th year.",
        "Three months from grant end on 15 September 2022, which is later, so that is the renewal date.",
    ]


@pytest.mark.parametrize(
    ("facts", "on", "sentence"),
    [
        (
            RenewalFacts("GB", date(2020, 8, 20), date(2022, 11, 30)),
            date(2024, 8, 1),
            "31 August 2024 is a Saturday, so 2 September 2024 is still in time.",
        ),
        (
            RenewalFacts("GB", date(2016, 3, 20), date(2018, 11, 28)),
            date(2020, 3, 1),
            "The office is closed on 31 March 2020, so 30 July 2020 is still in time.",
        ),
        (
            RenewalFacts("GB", date(2016, 2, 29), date(2018, 8, 15), 5),
            date(2021, 1, 1),
            "2021 has no 29 February, so 28 February is taken as the anniversary.",
        ),
        (
            RenewalFacts("GB", date(2014, 3, 18), date(2017, 1, 11), 11, date(2018, 1, 10)),
            date(2025, 3, 20),
            "That is half the full fee, because licences of right were entered on 10 January 2018.",
        ),
        (
            RenewalFacts("GB", date(2019, 5, 10), date(2021, 6, 2)),
            date(2024, 6, 3),
            "The additional fee of all 6 late months is added: £120, so £190 in all.",
        ),
        (
            RenewalFacts("GB", date(2019, 5, 10), date(2021, 6, 2)),
            date(2025, 6, 2),
            "The time to restore the patent has ended, so nothing can be paid any more.",
        ),
        (
            RenewalFacts("GB", date(2020, 4, 22), date(2023, 1, 4), 5),
            date(2026, 4, 10),
            "This amount still has to be confirmed by the office.",
        ),
        (
            RenewalFacts("GB", date(2004, 8, 20), date(2006, 10, 4)),
            date(2010, 3, 31),
            "The fees payable on 31 March 2010 are not held by this service.",
        ),
        (
            RenewalFacts("GB", date(2006, 1, 31), date(2009, 6, 10), 19),
            date(2025, 1, 31),
            "Paying keeps the patent in force to the end of its term. No further renewal follows.",
        ),
    ],
)
def test_what_is_special_is_said(facts: RenewalFacts, on: date, sentence: str) -> None:
    assert sentence in sentences(facts, on)


def test_a_pending_application_and_an_expired_patent_have_nothing_to_renew() -> None:
    assert sentences(RenewalFacts("GB", date(2021, 9, 9), None), date(2025, 9, 20)) == [
        "Filed on 9 September 2021. No renewal fee is due before the patent is granted.",
        "The term ends on 8 September 2041, the day before the 20th anniversary of filing.",
    ]
    assert sentences(RenewalFacts("GB", date(2006, 1, 31), date(2009, 6, 10), 20), date(2026, 1, 31)) == [
        "Filed on 31 January 2006. No renewal fee is left to pay.",
        "The term ended on 30 January 2026, the day before the 20th anniversary of filing.",
    ]


def test_steps_carry_the_dates_that_they_arrive_at() -> None:
    arrived = {
        step.about: step.on
        for step in explained(RenewalFacts("GB", date(2020, 8, 20), date(2022, 11, 30)), date(2024, 8, 1))
    }
    assert (arrived["due"], arrived["due-moved"]) == (date(2024, 8, 31), date(2024, 9, 2))


def test_sums_and_lists_are_written_as_people_read_them() -> None:
    assert [pounds(7000), pounds(123450), pounds(5)] == ["£70", "£1,234.50", "£0.05"]
    assert [listed([5]), listed([5, 6]), listed([5, 6, 7])] == ["5", "5 and 6", "5, 6 and 7"]
