"""Pages by key: walking them gives every row once, in order, forwards and backwards, with ties and empty dates."""

from datetime import UTC, date, datetime
from itertools import chain

import pytest
from builders.filings import an_account
from builders.register import a_link, a_patent
from django.http import QueryDict

from accounts.models import Organisation
from core.actor import Applicant
from core.design.listing import listed
from core.keyset import AFTER, Cursor, read_cursor
from rights.models import Link
from rights.portfolio import View, page_of

pytestmark = pytest.mark.django_db
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
ON = date(2024, 6, 12)
TITLES = ["pump", "valve", "", "axle", "pump", "", "valve"]
RENEWALS = [None, date(2024, 9, 1), date(2024, 7, 1), date(2024, 9, 1), None, date(2025, 1, 1), None]


@pytest.fixture
def links(db: None) -> tuple[Applicant, list[Link]]:
    """Seven links with equal and missing titles, equal and missing dates."""
    by = an_account(AT)
    organisation = Organisation.objects.get(pk=by.organisation_id)
    right_of = [a_patent(title=title, granted_on=None, published_on=None) for title in TITLES]
    made = [a_link(right, organisation) for right in right_of]
    for link, day in zip(made, RENEWALS, strict=True):
        link.status, link.next_renewal_on = "granted", day
        link.save(update_fields=["status", "next_renewal_on"])
    return by, made


def by_title(links: list[Link], *, falling: bool) -> list[int]:
    return ordered(links, {link.pk: link.title for link in links}, falling=falling)


def by_renewal(links: list[Link], *, falling: bool) -> list[int]:
    days = {link.pk: link.next_renewal_on.isoformat() if link.next_renewal_on else "" for link in links}
    return ordered(links, days, falling=falling)


def ordered(links: list[Link], values: dict[int, str], *, falling: bool) -> list[int]:
    """Rows without a value come last, whether the others rise or fall."""
    filled = sorted([link.pk for link in links if values[link.pk]], key=lambda pk: (values[pk], pk), reverse=falling)
    return filled + sorted([link.pk for link in links if not values[link.pk]], reverse=falling)


def forwards(by: Applicant, view: View) -> list[list[int]]:
    pages, cursor = [], ""
    while True:
        page = page_of(by, View(**{**view.__dict__, "cursor": cursor}), on=ON)
        pages.append([link.pk for link in page.links])
        if not page.following:
            return pages
        cursor = page.following


def backwards(by: Applicant, view: View) -> list[list[int]]:
    cursor = page_of(by, view, on=ON).last
    pages = []
    while True:
        page = page_of(by, View(**{**view.__dict__, "cursor": cursor}), on=ON)
        pages.append([link.pk for link in page.links])
        if not page.previous:
            return pages[::-1]
        cursor = page.previous


@pytest.mark.parametrize("size", [1, 2, 3, 6])
@pytest.mark.parametrize("falling", [False, True])
@pytest.mark.parametrize(("sort", "expected"), [("title", by_title), ("renews_on", by_renewal)])
def test_every_row_is_met_once_in_order(
    links: tuple[Applicant, list[Link]], sort: str, expected: object, falling: bool, size: int
) -> None:
    by, made = links
    view = View(sort=sort, descending=falling, size=size)
    wanted = expected(made, falling=falling)  # type: ignore[operator]
    assert list(chain.from_iterable(forwards(by, view))) == wanted
    assert list(chain.from_iterable(backwards(by, view))) == wanted


def test_a_list_that_fits_on_a_page_leads_nowhere(links: tuple[Applicant, list[Link]]) -> None:
    page = page_of(links[0], View(size=7), on=ON)
    assert (page.previous, page.following, page.last) == ("", "", "")


def test_the_page_before_the_second_is_the_first(links: tuple[Applicant, list[Link]]) -> None:
    by, made = links
    view = View(sort="title", size=3)
    first = page_of(by, view, on=ON)
    second = page_of(by, View(sort="title", size=3, cursor=first.following), on=ON)
    again = page_of(by, View(sort="title", size=3, cursor=second.previous), on=ON)
    assert [link.pk for link in again.links] == by_title(made, falling=False)[:3]
    assert again.previous == ""
    assert again.following != ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "%%%",
        "bnVsbA",
        "W10",
        "WyJhIiwgMSwgMV0",
        "WyJhIiwgIngiLCAtMV0",
        "WyJhIiwgIngiLCB0cnVlXQ",
        "WyJxIiwgIngiLCAxXQ",
    ],
)
def test_a_cursor_that_is_none_of_ours_is_no_cursor(text: str) -> None:
    assert read_cursor(text) is None


def test_a_cursor_survives_its_address() -> None:
    cursor = Cursor(AFTER, "Ünï “code” & more", 12)
    assert read_cursor(cursor.text()) == cursor


@pytest.mark.parametrize("value", ["not a day", "2024-13-45", "\0"])
def test_a_cursor_with_a_date_that_is_none_leads_to_the_beginning(
    links: tuple[Applicant, list[Link]], value: str
) -> None:
    by, made = links
    page = page_of(by, View(cursor=Cursor(AFTER, value, 1).text()), on=ON)
    assert [link.pk for link in page.links] == by_renewal(made, falling=False)


def test_numbers_are_walked_like_words(links: tuple[Applicant, list[Link]]) -> None:
    _, made = links
    rows, seen, query = Link.everything.all(), [], QueryDict()
    while True:
        page = listed(rows, query, column="right_id", size=3)
        seen += [link.pk for link in page.rows]
        following = page.paging.get("next", {}).get("href", "")
        if not following:
            break
        query = QueryDict(following.removeprefix("?"))
    assert seen == [link.pk for link in made]
