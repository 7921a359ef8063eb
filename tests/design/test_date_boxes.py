"""A date in three boxes: what people type and what they are told."""

from datetime import date

import pytest
from lxml import html

from core.design.adapter import render_field
from core.design.dates import Typed, read_date
from core.design.fields import DateInputField
from core.design.forms import GovukForm
from core.design.look import shown


class Transfer(GovukForm):
    on = shown(
        DateInputField(label="Date", latest=date(2026, 5, 3), earliest=date(2020, 1, 1)),
        noun="the date of the transfer",
    )


def sent(day: str, month: str, year: str) -> Transfer:
    return Transfer({"on-day": day, "on-month": month, "on-year": year})


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (("27", "3", "2026"), date(2026, 3, 27)),
        ((" 1 ", "01", "2026"), date(2026, 1, 1)),
        (("29", "feb", "2024"), date(2024, 2, 29)),
        (("31", "December", "2025"), date(2025, 12, 31)),
        (("5", "Mai", "2025"), date(2025, 5, 5)),
    ],
)
def test_dates_are_read_as_people_type_them(typed: tuple[str, str, str], expected: date) -> None:
    assert read_date(Typed(*typed)) == expected


@pytest.mark.parametrize(
    ("typed", "message", "wrong"),
    [
        (("", "", ""), "Enter the date of the transfer", ["day", "month", "year"]),
        (("27", "3", ""), "The date of the transfer must include a year", ["year"]),
        (("", "3", "2026"), "The date of the transfer must include a day", ["day"]),
        (("", "", "2026"), "The date of the transfer must include a day and month", ["day", "month"]),
        (("27", "", ""), "The date of the transfer must include a month and year", ["month", "year"]),
        (("27", "3", "26"), "Year must include 4 numbers", ["year"]),
        (("31", "2", "2026"), "The date of the transfer must be a real date", ["day", "month", "year"]),
        (("29", "2", "2023"), "The date of the transfer must be a real date", ["day", "month", "year"]),
        (("27", "13", "2026"), "The date of the transfer must be a real date", ["month"]),
        (("x", "3", "2026"), "The date of the transfer must be a real date", ["day"]),
        (("9" * 5000, "3", "2026"), "The date of the transfer must be a real date", ["day"]),
        (("²", "3", "2026"), "The date of the transfer must be a real date", ["day"]),
        (
            ("4", "5", "2026"),
            "The date of the transfer must be the same as or before 3 May 2026",
            ["day", "month", "year"],
        ),
        (
            ("31", "12", "2019"),
            "The date of the transfer must be the same as or after 1 January 2020",
            ["day", "month", "year"],
        ),
    ],
)
def test_errors_name_what_is_wrong_and_mark_the_boxes(
    typed: tuple[str, str, str], message: str, wrong: list[str]
) -> None:
    form = sent(*typed)
    assert form.errors["on"] == [message]
    page = html.fromstring(render_field(form["on"]))
    marked = page.xpath("//input[contains(@class, 'govuk-input--error')]/@name")
    assert marked == [f"on-{part}" for part in wrong]
    assert page.xpath("//input/@value") == [part for part in typed if part]


def test_a_date_that_is_not_required_may_be_left_out() -> None:
    class Optional(GovukForm):
        on = DateInputField(label="Date", required=False)

    form = Optional({"on-day": "", "on-month": "", "on-year": ""})
    assert form.is_valid()
    assert form.cleaned_data["on"] is None


@pytest.mark.parametrize("stored", [date(2026, 3, 27), "2026-03-27"])
def test_a_stored_date_fills_the_boxes(stored: object) -> None:
    page = html.fromstring(render_field(Transfer(initial={"on": stored})["on"]))
    assert page.xpath("//input/@value") == ["27", "3", "2026"]


def test_the_group_of_boxes_has_a_name_and_its_error() -> None:
    page = html.fromstring(render_field(sent("27", "3", "")["on"]))
    assert page.xpath("normalize-space(//legend)") == "Date"
    assert page.xpath("//fieldset/@aria-describedby") == ["id_on-error"]
