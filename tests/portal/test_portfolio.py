"""The portfolio's page: sensible at no, one and many rights, with the same number of queries for all."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from builders.filings import an_account
from builders.register import a_link, a_patent
from builders.signed_in import customer
from django.test import Client

from accounts.models import Organisation
from core.actor import Applicant
from rights.models import Link

Read = Callable[..., Any]
MOST_QUERIES = 12


def numbers(page: Any) -> list[str]:
    return [cell.text_content().strip() for cell in page.xpath("//tbody//th")]


def fill(own: Organisation, count: int) -> None:
    for n in range(count):
        a_link(a_patent(title=f"Patent {n:03}", proprietors=[f"Owner {n % 3}"]), own, client=f"Client {n % 4}")


def test_nobody_sees_a_portfolio_without_signing_in(db: None) -> None:
    for path in ("/portfolio/", "/portfolio/export.csv", "/home/"):
        response = Client().get(path)
        assert response.status_code == 302
        assert response["Location"].startswith("/sign-in/")


def test_an_empty_portfolio_says_how_to_begin(browser: Client, read: Read) -> None:
    page = read(browser, "/portfolio/")
    assert page.xpath("//main//a[@href='/link/'][contains(@class, 'govuk-button')]")
    assert not page.xpath("//main//table | //main//input[@type='search'] | //details")


def test_one_right_needs_no_search_and_no_filters(browser: Client, own: Organisation, read: Read) -> None:
    fill(own, 1)
    page = read(browser, "/portfolio/")
    assert len(numbers(page)) == 1
    assert "1 patent" in page.text_content()
    assert not page.xpath("//main//input[@type='search'] | //details")


def test_thirty_rights_are_two_pages(browser: Client, own: Organisation, read: Read) -> None:
    fill(own, 30)
    first = read(browser, "/portfolio/?sort=number")
    second = read(browser, step(first, "next"))
    assert (len(numbers(first)), len(numbers(second))) == (25, 5)
    assert len(set(numbers(first) + numbers(second))) == 30
    assert numbers(read(browser, step(second, "prev"))) == numbers(first)


def step(page: Any, which: str) -> str:
    """The address of the page before or after."""
    (link,) = page.xpath(f"//*[contains(@class, 'pagination__{which}')]//a/@href")
    return f"/portfolio/{link}"


def test_the_number_of_queries_is_the_same_for_one_three_and_thirty(
    browser: Client, own: Organisation, count_queries: Callable[[Client, str], int]
) -> None:
    counts = []
    for more in (1, 2, 27):
        fill(own, more)
        counts.append(count_queries(browser, "/portfolio/?size=50"))
    assert len(set(counts)) == 1
    assert counts[0] <= MOST_QUERIES - 2


def test_every_column_sorts_by_its_heading(browser: Client, own: Organisation, read: Read) -> None:
    fill(own, 4)
    page = read(browser, "/portfolio/?sort=title")
    (heading,) = page.xpath("//thead//th[@aria-sort='ascending']")
    assert "Title" in heading.text_content()
    falling = read(browser, f"/portfolio/{heading.xpath('.//a/@href')[0]}")
    assert numbers(falling) == numbers(page)[::-1]
    assert len(page.xpath("//thead//th//a")) == 6


def test_what_is_searched_and_filtered_is_shown_and_taken_away_again(
    browser: Client, own: Organisation, read: Read
) -> None:
    fill(own, 8)
    page = read(browser, "/portfolio/?q=patent+00&client=Client+1")
    assert len(numbers(page)) == 2
    chosen = page.xpath("//ul[contains(@class, 'oneipo-chosen')]//a")
    assert [one.text_content().replace("Remove filter:", "").strip() for one in chosen] == ["“patent 00”", "Client 1"]
    assert len(numbers(read(browser, f"/portfolio/{chosen[1].get('href')}"))) == 8


def test_nothing_found_says_so_and_offers_the_way_back(browser: Client, own: Organisation, read: Read) -> None:
    fill(own, 2)
    page = read(browser, "/portfolio/?q=nothing+like+it")
    assert "No patent matches" in page.text_content()
    assert page.xpath("//main//a[@href='/portfolio/'][contains(@class, 'govuk-button')]")


def test_only_what_can_be_paid_today_can_be_ticked(
    browser: Client, own: Organisation, read: Read, today: datetime
) -> None:
    # On 12 June 2024: filed 10 July 2019, year 6 can be paid until 31 July 2024. Filed 10 January 2020, year 5 was due on
    # 31 January 2024 and is late until 31 July. Filed 10 December 2019 and paid to year 6: year 7 is due in December 2025.
    open_now = a_patent(filed_on=date(2019, 7, 10), paid_through=5)
    late = a_patent(filed_on=date(2020, 1, 10))
    not_yet = a_patent(filed_on=date(2019, 12, 10), paid_through=6)
    for right in (open_now, late, not_yet):
        a_link(right, own)
    page = read(browser, "/portfolio/")
    assert set(page.xpath("//tbody//input[@type='checkbox']/@value")) == {open_now.number, late.number}
    form = page.xpath("//form[.//tbody]")[0]
    assert (form.get("method"), form.get("action")) == ("get", "/renew/")
    assert set(page.xpath("//tbody//input[@type='checkbox']/@name")) == {"right"}
    words = {row.xpath("string(.//th)").strip(): row.text_content() for row in page.xpath("//tbody/tr")}
    assert "Pay by 31 July 2024" in words[open_now.number]
    assert "Due soon" in words[open_now.number]
    assert "Late" in words[late.number]
    assert "Pay by 31 December 2025" in words[not_yet.number]


def test_figures_lead_to_the_list_that_they_count(browser: Client, own: Organisation, read: Read) -> None:
    a_link(a_patent(filed_on=date(2020, 1, 10)), own)
    fill(own, 4)
    page = read(browser, "/portfolio/")
    (late,) = page.xpath("//dl[contains(@class, 'oneipo-figures')]//a[normalize-space()='Late']")
    assert late.xpath("string(ancestor::div[1]//dd)").strip() == "1"
    assert len(numbers(read(browser, late.get("href")))) == 1


def test_an_address_beyond_the_end_leads_to_the_beginning(browser: Client, own: Organisation) -> None:
    fill(own, 26)
    last = browser.get("/portfolio/?sort=number").content.decode()
    following = last.split("at=")[1].split('"')[0]
    Link.everything.filter(organisation=own).delete()
    response = browser.get(f"/portfolio/?sort=number&at={following}")
    assert response.status_code == 302
    assert "at=" not in response["Location"]


def test_markup_in_titles_and_references_is_shown_as_text(browser: Client, own: Organisation) -> None:
    right = a_patent(title="<script>alert(1)</script>", proprietors=["<b>Owner</b>"])
    a_link(right, own, own_reference="<i>x</i>", client="<u>y</u>")
    text = browser.get("/portfolio/?q=%3Cscript%3E").content.decode()
    for markup in ("<script>alert", "<b>Owner", "<i>x", "<u>y"):
        assert markup not in text
    assert "&lt;script&gt;alert(1)" in text


def table(response: Any) -> list[list[str]]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_the_spreadsheet_holds_the_view_and_streams_it(browser: Client, own: Organisation) -> None:
    fill(own, 30)
    response = browser.get("/portfolio/export.csv?client=Client+1&sort=title")
    assert response.streaming
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="portfolio-2024-06-12.csv"'
    heading, *rows = table(response)
    assert heading[:4] == ["Number", "Own reference", "Client", "Title"]
    assert [row[3] for row in rows] == [f"Patent {n:03}" for n in range(1, 30, 4)]


def test_the_spreadsheet_runs_nothing(browser: Client, own: Organisation) -> None:
    right = a_patent(title='=HYPERLINK("http://x","y")', proprietors=["@owner"])
    a_link(right, own, own_reference="+1;=2", client="-1")
    _heading, row = table(browser.get("/portfolio/export.csv"))
    assert row[1:5] == ["'+1;=2", "'-1", '\'=HYPERLINK("http://x","y")', "'@owner"]


def test_everybody_sees_only_their_own(browser: Client, own: Organisation, today: datetime, read: Read) -> None:
    right = a_patent(title="Shared")
    other: Applicant = an_account(today, name="Other Ltd", email="other@example.com")
    theirs = Organisation.objects.get(pk=other.organisation_id)
    a_link(right, own, own_reference="MINE")
    a_link(right, theirs, own_reference="THEIRS", client="SECRET CLIENT")
    a_link(a_patent(title="Not shared"), theirs)
    for path in ("/portfolio/", f"/patents/{right.number}/", "/home/"):
        text = read(browser, path).text_content()
        assert "THEIRS" not in text
        assert "SECRET CLIENT" not in text
        assert "Not shared" not in text
    assert "THEIRS" in read(customer(theirs), "/portfolio/").text_content()


@pytest.mark.parametrize("query", ["at=%00", "q=%00", "status=%00", "client=%00"])
def test_a_character_that_no_text_holds_is_refused_in_words(browser: Client, read: Read, query: str) -> None:
    assert "could not read what was sent" in read(browser, f"/portfolio/?{query}", status=400).text_content()


@pytest.mark.parametrize("query", ["at=xxx", "size=9999999", "sort=--", "status=none", "need=%FF", "q=%0A%0A"])
def test_nonsense_in_the_address_is_passed_over(browser: Client, own: Organisation, read: Read, query: str) -> None:
    fill(own, 1)
    read(browser, f"/portfolio/?{query}")
