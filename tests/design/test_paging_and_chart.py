"""Pagination and bars."""

import pytest
from django.template.loader import render_to_string
from lxml import html

from core.design.chart import Bar, Chart
from core.design.paging import keyset, numbered


def shown_pages(page: int, pages: int) -> list[object]:
    return [item.get("number", "…") for item in numbered(page, pages, "?page={}".format)["items"]]


@pytest.mark.parametrize(
    ("page", "pages", "expected"),
    [
        (1, 2, [1, 2]),
        (1, 5, [1, 2, "…", 5]),
        (3, 5, [1, 2, 3, 4, 5]),
        (6, 12, [1, "…", 5, 6, 7, "…", 12]),
        (12, 12, [1, "…", 11, 12]),
    ],
)
def test_the_ends_and_the_neighbours_are_shown(page: int, pages: int, expected: list[object]) -> None:
    assert shown_pages(page, pages) == expected


def test_one_page_needs_no_pagination() -> None:
    assert numbered(1, 1, str) == {}
    assert keyset() == {}


def test_the_first_page_has_no_previous_and_the_last_no_next() -> None:
    assert "previous" not in numbered(1, 3, str)
    assert "next" not in numbered(3, 3, str)


def chart(*bars: Bar) -> Chart:
    return Chart("fees", "Fees", "Fees by year.", "Year", "Fee", bars)


def test_the_drawing_and_the_table_say_the_same() -> None:
    bars = [Bar("2027", 9000, "£90"), Bar("2028", 0, "£0"), Bar("2029", 18050, "£180.50")]
    page = html.fromstring(f"<div>{render_to_string('design/chart.html', {'chart': chart(*bars)})}</div>")
    drawn = [(group.get("data-label"), group.get("data-text")) for group in page.xpath("//svg/g")]
    told = [tuple(cell.text_content() for cell in row) for row in page.xpath("//tbody/tr")]
    assert drawn == told == [("2027", "£90"), ("2028", "£0"), ("2029", "£180.50")]


def test_bars_are_as_long_as_their_values() -> None:
    drawn = chart(Bar("a", 50, ""), Bar("b", 100, ""), Bar("c", 0, "")).drawn
    assert [one.width for one in drawn] == ["24.00%", "48.00%", "0.00%"]


def test_a_chart_without_values_is_drawn_without_bars() -> None:
    assert [one.width for one in chart(Bar("a", 0, "£0")).drawn] == ["0.00%"]
