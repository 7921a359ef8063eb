"""A linked right's own page: the register's words, the arithmetic, the costs, the history, and what can be done."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from builders.filings import an_account
from builders.register import BOOKS, OPENED_AT, a_link, a_patent, details
from builders.signed_in import customer
from django.db import transaction
from django.test import Client

from accounts.models import Organisation
from core.actor import Applicant
from rights.facts import (
    AddressChanged,
    Corrected,
    Ended,
    Fact,
    LicenceOfRightEntered,
    PartyOnRecord,
    RenewalPaid,
    Withheld,
)
from rights.models import Hold, Link, Particulars, Right
from rights.register import record
from transactions.services import begin

Read = Callable[..., Any]


def words(page: Any) -> str:
    return " ".join(page.xpath("string(//main)").split())


def row(page: Any, key: str) -> str:
    return " ".join(page.xpath(f"string(//dt[normalize-space()='{key}']/following-sibling::dd[1])").split())


@pytest.fixture
def right(own: Organisation) -> Right:
    """Filed 10 July 2019 and paid to year 5: on 12 June 2024 year 6 can be paid until 31 July 2024."""
    filed_on = date(2019, 7, 10)
    contact = details("12 Mill Lane", "Newport", postcode="NP10 8QQ", email="post@okafor.example")
    made = a_patent(
        title="A shelf bracket",
        application_number="GB1911111.1",
        filed_on=filed_on,
        paid_through=5,
        proprietors=[
            PartyOnRecord("Okafor Ltd", company_number="01234567", share="60%", details=details("12 Mill Lane")),
            PartyOnRecord("Amina Okafor", person=True, share="40%"),
        ],
        agents=["Thirty LLP"],
        inventors=["Amina Okafor"],
        service=AddressChanged(
            effective_on=filed_on, purpose="service", name="Thirty LLP", particulars=details("1 Row")
        ),
        contacts=[AddressChanged(effective_on=filed_on, purpose="proprietor", name="Okafor Ltd", particulars=contact)],
    )
    a_link(made, own, own_reference="P-42", client="Okafor")
    return made


def enter(right: Right, fact: Fact) -> None:
    with transaction.atomic():
        record(right.pk, [fact], because="tests", by=BOOKS, received_at=OPENED_AT, at=OPENED_AT)


def address(right: Right) -> str:
    return f"/patents/{right.number}/"


def test_the_answer_comes_first(browser: Client, right: Right, read: Read) -> None:
    page = read(browser, address(right))
    # The fee for year 6 from 6 April 2018 was £90 (Patents (Fees) Rules 2007 as amended).
    assert page.xpath("normalize-space(//*[@id='answer'])") == "Pay £90 by 31 July 2024"
    assert page.xpath(f"//main//a[@href='/renew/?right={right.number}'][contains(@class, 'govuk-button')]")


def test_the_dates_are_worked_out_step_by_step(browser: Client, right: Right, read: Read) -> None:
    steps = [
        step.text_content() for step in read(browser, address(right)).xpath("//ol[contains(@class, 'oneipo-steps')]/li")
    ]
    assert steps[0] == "Filed on 10 July 2019, so the 5th anniversary is 10 July 2024."
    assert "That anniversary's month ends on 31 July 2024: this is the last day to pay without being late." in steps


def test_what_it_costs_later_is_told_month_by_month(browser: Client, right: Right, read: Read) -> None:
    rows = read(browser, address(right)).xpath("//section[@aria-labelledby='later']//tbody/tr")
    told = [[" ".join(cell.text_content().split()) for cell in one] for one in rows]
    # No additional fee in the first month, then £24 for each month begun, for five months (Patents (Fees) Rules 2007).
    assert told == [
        ["Today to 31 July 2024", "£90", "£0", "£90"],
        ["1 August 2024 to 2 September 2024", "£90", "£0", "£90"],
        ["3 September 2024 to 30 September 2024", "£90", "£24", "£114"],
        ["1 October 2024 to 31 October 2024", "£90", "£48", "£138"],
        ["1 November 2024 to 2 December 2024", "£90", "£72", "£162"],
        ["3 December 2024 to 31 December 2024", "£90", "£96", "£186"],
        ["1 January 2025 to 31 January 2025", "£90", "£120", "£210"],
    ]


def test_the_whole_term_is_drawn_and_tabled_alike(browser: Client, right: Right, read: Read) -> None:
    page = read(browser, address(right))
    drawn = [(group.get("data-label"), group.get("data-text")) for group in page.xpath("//main//svg/g")]
    tabled = [tuple(cell.text_content() for cell in one) for one in page.xpath("//*[@data-chart-table]/tbody/tr")]
    assert drawn == tabled
    assert len(drawn) == 15
    assert drawn[0][0] == "Year 6, due 31 July 2024"
    assert drawn[-1][0] == "Year 20, due 31 July 2038"


def test_the_register_is_told_with_shares_and_since_when(browser: Client, right: Right, read: Read) -> None:
    page = read(browser, address(right))
    assert row(page, "Application number") == "GB1911111.1"
    assert row(page, "Renewal fees paid") == "Up to and including year 5"
    people = [
        " ".join(one.text_content().split())
        for one in page.xpath("//dt[normalize-space()='Proprietor']/following-sibling::dd[1]")
    ]
    assert people[0].startswith("Okafor Ltd 12 Mill Lane SW1A 2AA") or people[0].startswith("Okafor Ltd12 Mill Lane")
    assert "Share: 60% · Company number 01234567 · Since 10 July 2019" in people[0]
    assert "Share: 40%" in people[1]
    assert "Thirty LLP" in row(page, "Address for service")


def test_an_email_is_shown_only_so_far_that_one_knows_ones_own(browser: Client, right: Right, read: Read) -> None:
    text = words(read(browser, address(right)))
    assert "post@okafor.example" not in text
    assert "p•••@o•••.example" in text


def test_the_history_tells_when_it_counts_and_when_it_was_entered(
    browser: Client, own: Organisation, read: Read
) -> None:
    paid = RenewalPaid(effective_on=date(2023, 12, 28), year=5, amount_pence=7000, additional_pence=2400)
    right = a_patent(filed_on=date(2019, 7, 10), facts=[paid])
    a_link(right, own)
    events = read(browser, address(right)).xpath("//ol[contains(@class, 'oneipo-timeline')]/li")
    newest = " ".join(events[0].text_content().split())
    assert (
        newest
        == "Renewed for year 5 28 December 2023 £94 paid, of which £24 for being late · Entered on 2 January 2024"
    )
    assert "Application filed" in events[-1].text_content()


def test_a_correction_stands_in_the_history_and_marks_what_it_corrects(
    browser: Client, own: Organisation, read: Read
) -> None:
    wrong = LicenceOfRightEntered(effective_on=date(2023, 1, 5))
    right = a_patent(filed_on=date(2019, 7, 10), facts=[wrong])
    enter(right, Corrected(effective_on=date(2024, 1, 2), corrects=2, instead=()))
    a_link(right, own)
    text = words(read(browser, address(right)))
    assert "Licences of right entered (corrected later)" in text
    assert "Register corrected" in text
    assert row(read(browser, address(right)), "Licences of right since") == ""


def test_ones_own_request_is_named_and_nobody_elses(
    browser: Client, own: Organisation, account: Applicant, right: Right, read: Read, today: datetime
) -> None:
    mine = begin("renew", [right.pk], by=account, at=today)
    other = an_account(today, name="Other Ltd", email="other@example.com")
    theirs = begin("renew", [right.pk], by=other, at=today)
    text = words(read(browser, address(right)))
    assert mine.reference in text
    assert theirs.reference not in text


def test_what_can_be_done_begins_here_and_the_rest_says_why_not(
    browser: Client, own: Organisation, right: Right, read: Read
) -> None:
    page = read(browser, address(right))
    assert page.xpath(
        f"//aside//a[@href='/filings/new/renew/?right={right.number}'] | //section[@aria-labelledby='can-do']//a[@href='/filings/new/renew/?right={right.number}']"
    )
    paid = a_patent(filed_on=date(2019, 7, 10), paid_through=6)
    a_link(paid, own)
    side = read(browser, address(paid)).xpath("//section[@aria-labelledby='can-do']")[0]
    assert "You can renew it from 1 May 2025." in side.text_content()
    assert not side.xpath(".//a[contains(@href, 'renew')]")


def test_a_hold_is_said_and_payment_stays_open(browser: Client, right: Right, read: Read, today: datetime) -> None:
    Hold.objects.create(right=right, reason="link-disputed", since_at=today, since_by="tests")
    page = read(browser, address(right))
    assert "Changes to this patent are on hold" in words(page)
    assert page.xpath(f"//main//a[@href='/renew/?right={right.number}']")


def test_a_right_that_has_ended_owes_nothing(browser: Client, own: Organisation, read: Read) -> None:
    right = a_patent(filed_on=date(2019, 7, 10), facts=[Ended(effective_on=date(2023, 3, 1), how="surrendered")])
    a_link(right, own)
    page = read(browser, address(right))
    assert page.xpath("normalize-space(//*[@id='answer'])") == "Nothing to pay: this patent is not in force"
    assert not page.xpath("//main//svg")


def test_what_is_withheld_is_shown_to_nobody(browser: Client, right: Right, own: Organisation, read: Read) -> None:
    keys = tuple(str(key) for key in Particulars.everything.filter(right=right).values_list("pk", flat=True))
    enter(right, Withheld(effective_on=date(2024, 1, 2), references=keys))
    for who, path in ((browser, address(right)), (Client(), f"/register/{right.number}/")):
        text = words(read(who, path))
        assert "Mill Lane" not in text
        assert "1 Row" not in text
        assert "Address withheld" in text


def test_a_stranger_and_somebody_who_is_no_longer_linked_find_nothing(
    browser: Client, right: Right, own: Organisation, read: Read, today: datetime
) -> None:
    stranger = an_account(today, name="Stranger Ltd", email="stranger@example.com")
    other = customer(Organisation.objects.get(pk=stranger.organisation_id))
    for path in (address(right), f"{address(right)}reference/"):
        read(other, path, status=404)
        assert other.post(path).status_code in (404, 405)
    Link.everything.filter(right=right).update(state=Link.State.ENDED)
    read(browser, address(right), status=404)
    for unknown in ("GB2999999", "nonsense", "GB2610099.0"):
        read(browser, f"/patents/{unknown}/", status=404)


@pytest.mark.parametrize("typed", ["{lower}", "{digits}", "{number}B", "GB1911111.1", "19 11111"])
def test_any_form_of_the_number_leads_to_the_page(browser: Client, right: Right, typed: str) -> None:
    text = typed.format(lower=right.number.lower(), digits=right.number[2:], number=right.number)
    response = browser.get(f"/patents/{text}/")
    assert (response.status_code, response["Location"]) == (302, address(right))


def test_an_unpublished_right_of_ones_own_is_shown_without_a_public_page(
    browser: Client, own: Organisation, read: Read
) -> None:
    right = a_patent(title="A secret", published_on=None, granted_on=None)
    a_link(right, own)
    page = read(browser, address(right))
    assert "Nothing to pay yet" in words(page)
    assert not page.xpath("//main//a[starts-with(@href, '/register/')]")


def test_a_certificate_whose_number_has_slashes_has_a_page(browser: Client, own: Organisation, read: Read) -> None:
    spc = a_patent(kind="SPC", number="SPC/GB07/014", application_number="")
    a_link(spc, own)
    (href,) = read(browser, "/portfolio/").xpath("//tbody//th//a/@href")
    assert "SPC/GB07/014" in words(read(browser, href))
    assert "This right is not renewed online" in words(read(browser, href))


def test_ones_own_reference_is_changed_and_kept(browser: Client, right: Right, read: Read) -> None:
    form = read(browser, f"{address(right)}reference/")
    assert form.xpath("//input[@name='own_reference']/@value") == ["P-42"]
    response = browser.post(f"{address(right)}reference/", {"own_reference": "P-43", "client": ""})
    assert (response.status_code, response["Location"]) == (302, address(right))
    text = words(read(browser, address(right)))
    assert "P-43" in text
    assert "Your reference was saved" in text


def test_a_reference_that_is_too_long_is_refused_in_words(browser: Client, right: Right) -> None:
    response = browser.post(f"{address(right)}reference/", {"own_reference": "x" * 61, "client": ""})
    assert "Your reference must be 60 characters or less" in response.content.decode()
