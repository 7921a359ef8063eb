"""The account's home: what waits, and how to begin where there is nothing."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from builders.register import a_link, a_patent
from django.test import Client

from accounts.models import Organisation
from core.actor import Applicant
from transactions.services import begin

Read = Callable[..., Any]


def figure(page: Any, label: str) -> str:
    return page.xpath(
        f"string(//dl[contains(@class, 'oneipo-figures')]/div[.//a[normalize-space()='{label}']]/dd)"
    ).strip()


def test_a_new_account_is_told_to_link_a_patent(browser: Client, read: Read) -> None:
    page = read(browser, "/home/")
    assert "Link your first patent" in page.text_content()
    assert page.xpath("//main//a[@href='/link/'][contains(@class, 'govuk-button')]")
    assert not page.xpath("//dl[contains(@class, 'oneipo-figures')]"), (
        "a row of noughts is noise where there is nothing"
    )


def test_what_needs_doing_is_counted_and_the_most_pressing_named(
    browser: Client, own: Organisation, read: Read, today: datetime
) -> None:
    late = a_patent(filed_on=date(2020, 1, 10))
    due = a_patent(filed_on=date(2019, 7, 10), paid_through=5)
    lapsed = a_patent(filed_on=date(2019, 5, 10))
    for right in (due, late, lapsed):
        a_link(right, own)
    page = read(browser, "/home/")
    assert [figure(page, label) for label in ("Due in the next 3 months", "Late", "Ceased, can be restored")] == [
        "1"
    ] * 3
    listed = [link.text_content() for link in page.xpath("//ul[contains(@class, 'oneipo-lines')]//a")]
    assert listed == [late.number, due.number]


def test_a_draft_counts_as_something_to_finish(
    browser: Client, own: Organisation, account: Applicant, read: Read, today: datetime
) -> None:
    right = a_patent(filed_on=date(2019, 7, 10), paid_through=5)
    a_link(right, own)
    filing = begin("renew", [right.pk], by=account, at=today)
    page = read(browser, "/home/")
    assert figure(page, "Requests to finish") == "1"
    assert page.xpath(f"//main//a[@href='/filings/{filing.reference}/']")


def test_the_links_at_the_top_are_there_and_home_is_marked(browser: Client, read: Read) -> None:
    page = read(browser, "/home/")
    words = {
        link.get("href"): link.text_content().strip()
        for link in page.xpath("//section[contains(@class, 'service-navigation')]//a | //nav//a")
    }
    expected = {"/home/": "Home", "/portfolio/": "Portfolio", "/filings/": "Requests", "/messages/": "Messages"}
    assert expected.items() <= words.items()
    assert words["/account/"] == "Account"
    assert page.xpath("//a[@href='/home/'][@aria-current]")


def test_home_asks_the_same_number_of_questions_for_one_and_many(
    browser: Client, own: Organisation, count_queries: Callable[[Client, str], int]
) -> None:
    counts = []
    for more in (1, 2, 5):
        for _one in range(more):
            a_link(a_patent(filed_on=date(2020, 1, 10)), own)
        counts.append(count_queries(browser, "/home/"))
    assert len(set(counts)) == 1
    assert counts[0] <= 14
