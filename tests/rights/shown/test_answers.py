"""What is said first of a patent, in every state that the law knows; sums by the fees of 6 April 2018."""

from datetime import date

import pytest
from builders.register import a_patent

from core.actor import Public
from portal.shown.costs import period_rows, whole_term
from rights.facts import Ceased, Ended
from rights.models import Right
from rights.outlook import outlook_of
from rights.shown.answers import Answer, answer, is_in_force
from rights.standing import load_standings

pytestmark = pytest.mark.django_db


def said(right: Right, on: date) -> Answer:
    standing = load_standings([right.pk], by=Public(), on=on)[right.pk]
    return answer(standing, outlook_of(standing.right, on=on))


# Filed 10 May 2019: year 5 is due by 31 May 2023, late until 30 November 2023, restorable until 31 December 2024.
@pytest.mark.parametrize(
    ("on", "title", "is_payable"),
    [
        (date(2023, 1, 1), "Nothing to pay yet", False),
        (date(2023, 3, 1), "Pay £70 by 31 May 2023", True),
        (date(2023, 5, 31), "Pay £70 by 31 May 2023", True),
        (date(2023, 6, 1), "Late: pay £70 by 30 June 2023", True),
        (date(2023, 7, 15), "Late: pay £94 by 31 July 2023", True),
        (date(2023, 11, 30), "Late: pay £190 by 30 November 2023", True),
        (date(2023, 12, 1), "This patent has ceased", False),
        (date(2024, 12, 31), "This patent has ceased", False),
        (date(2025, 1, 1), "Nothing can be paid: this patent has ceased", False),
    ],
)
def test_the_answer_day_by_day(on: date, title: str, is_payable: bool) -> None:
    found = said(a_patent(filed_on=date(2019, 5, 10)), on)
    assert (found.title, found.is_payable) == (title, is_payable)


def test_before_it_can_be_paid_the_window_and_the_price_are_told() -> None:
    assert said(a_patent(filed_on=date(2019, 5, 10)), date(2023, 1, 1)).sentences == (
        "You can pay the next renewal fee from 1 March 2023 to 31 May 2023.",
        "By the fees known now, it will cost £70 for year 5.",
    )


def test_late_is_told_with_the_day_on_which_it_ends() -> None:
    assert said(a_patent(filed_on=date(2019, 5, 10)), date(2023, 7, 15)).sentences == (
        "The last day to pay in time was 31 May 2023. The additional fee for being late goes up each month.",
        "If it is not paid by 30 November 2023, the patent ceases.",
        "This pays for year 5 and keeps the patent in force until 10 May 2024.",
    )


def test_a_lapsed_patent_is_told_until_when_it_may_be_restored() -> None:
    assert said(a_patent(filed_on=date(2019, 5, 10)), date(2024, 1, 15)).sentences == (
        "The renewal fee was not paid in time, so the patent ceased at the end of 10 May 2023.",
        "You can ask for it to be restored until 31 December 2024, if you did not mean to let it lapse.",
    )


def test_a_change_of_fees_before_the_last_day_is_told() -> None:
    found = said(a_patent(filed_on=date(2019, 4, 10), paid_through=7), date(2026, 3, 2))
    assert found.title == "Pay £130 by 31 March 2026"
    assert found.sentences[-1] == "The fees change then. The last day to pay in time is 30 April 2026."


def test_several_years_after_a_late_grant_are_told_together() -> None:
    right = a_patent(filed_on=date(2018, 1, 10), granted_on=date(2023, 11, 22))
    assert said(right, date(2024, 2, 1)).sentences[0].startswith("This pays for years 5 to 7 ")


@pytest.mark.parametrize(
    ("right", "on", "title"),
    [
        ({"granted_on": None}, date(2024, 6, 12), "Nothing to pay yet"),
        ({"paid_through": 20}, date(2038, 12, 1), "Nothing more to pay"),
        ({"paid_through": 20}, date(2039, 6, 1), "Nothing to pay: this patent has expired"),
        (
            {"facts": [Ended(effective_on=date(2023, 1, 1), how="revoked")]},
            date(2024, 6, 12),
            "Nothing to pay: this patent is not in force",
        ),
        ({"facts": [Ceased(effective_on=date(2023, 5, 10))]}, date(2023, 7, 15), "This cannot be renewed online"),
        ({"kind": "SPC", "number": "SPC/GB07/014", "application_number": ""}, date(2024, 6, 12), "This right is not renewed online"),
    ],
)  # fmt: skip
def test_where_nothing_can_be_paid_the_answer_says_why(right: dict[str, object], on: date, title: str) -> None:
    found = said(a_patent(filed_on=date(2019, 5, 10), **right), on)  # type: ignore[arg-type]
    assert (found.title, found.is_payable) == (title, False)


def test_prices_before_the_window_opens_begin_on_its_first_day() -> None:
    right = a_patent(filed_on=date(2019, 5, 10))
    on = date(2023, 1, 1)
    standing = load_standings([right.pk], by=Public(), on=on)[right.pk]
    rows = period_rows(outlook_of(standing.right, on=on).periods, is_open=False)
    assert rows[0].period == "1 March 2023 to 31 May 2023"
    assert not rows[0].is_now


def test_the_whole_term_is_summed() -> None:
    right = a_patent(filed_on=date(2005, 5, 10), granted_on=date(2008, 6, 2), paid_through=18)
    on = date(2023, 4, 12)
    standing = load_standings([right.pk], by=Public(), on=on)[right.pk]
    term = whole_term(outlook_of(standing.right, on=on).years)
    assert term is not None
    # From 6 April 2018 year 19 costs £570 and year 20 £610.
    assert [bar.text for bar in term.chart.bars] == ["£570", "£610"]
    assert (term.total, term.count, term.certain, term.is_mixed) == ("£1,180", 2, True, False)


def test_only_examples_among_confirmed_fees_are_starred() -> None:
    """From 1 April 2026 year 20 costs £810, which the office announced; year 19's £760 is an estimate."""
    right = a_patent(filed_on=date(2008, 10, 10), granted_on=date(2011, 6, 2), paid_through=18)
    on = date(2026, 11, 22)
    standing = load_standings([right.pk], by=Public(), on=on)[right.pk]
    term = whole_term(outlook_of(standing.right, on=on).years)
    assert term is not None
    assert [bar.text for bar in term.chart.bars] == ["£760\u00a0*", "£810"]
    assert (term.certain, term.is_mixed) == (False, True)


def test_a_lapsed_patent_shows_no_costs_to_come() -> None:
    right = a_patent(filed_on=date(2019, 5, 10))
    lapsed = load_standings([right.pk], by=Public(), on=date(2024, 1, 15))[right.pk]
    alive = load_standings([right.pk], by=Public(), on=date(2023, 1, 15))[right.pk]
    assert (is_in_force(lapsed), is_in_force(alive)) == (False, True)
