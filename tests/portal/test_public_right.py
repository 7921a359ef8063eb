"""The public page of a patent: public facts only, one answer for everything else, and copies that stay true."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from builders.demonstration_clock import clock_at
from builders.register import BOOKS, a_link, a_patent, details
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Organisation
from rights.facts import AddressChanged, PartyOnRecord, RenewalPaid, Withheld
from rights.models import Right
from rights.register import record

Read = Callable[..., Any]


@pytest.fixture
def right(today: datetime) -> Right:
    filed_on = date(2019, 7, 10)
    contact = details("12 Mill Lane", postcode="NP10 8QQ", email="post@okafor.example")
    reminder = details("7 Payer Road", email="payer@example.com")
    return a_patent(
        title="A shelf bracket",
        application_number="GB1911111.1",
        filed_on=filed_on,
        paid_through=5,
        proprietors=[PartyOnRecord("Okafor Ltd", details=details("12 Mill Lane"))],
        agents=["Thirty LLP"],
        inventors=["Ivy Inventor"],
        service=AddressChanged(
            effective_on=filed_on, purpose="service", name="Thirty LLP", particulars=details("1 Row")
        ),
        contacts=[
            AddressChanged(effective_on=filed_on, purpose="proprietor", name="Okafor Ltd", particulars=contact),
            AddressChanged(effective_on=filed_on, purpose="renewal-reminder", name="Pat Payer", particulars=reminder),
        ],
    )


def words(page: Any) -> str:
    return " ".join(page.xpath("string(//main)").split())


def enter(right: Right, fact: Any, at: datetime) -> None:
    with transaction.atomic():
        record(right.pk, [fact], because="tests", by=BOOKS, received_at=at, at=at)


def test_it_says_first_when_it_is_due_and_what_it_costs(right: Right, read: Read) -> None:
    page = read(Client(), f"/register/{right.number}/")
    assert page.xpath("normalize-space(//*[@id='answer'])") == "Pay £90 by 31 July 2024"
    assert page.xpath(f"//main//a[@href='/renew/?right={right.number}']")
    assert page.xpath(f"//main//a[@href='/link/?number={right.number}']")


def test_it_shows_what_the_public_register_shows_and_nothing_else(right: Right, read: Read) -> None:
    text = words(read(Client(), f"/register/{right.number}/"))
    for shown in ("A shelf bracket", "Okafor Ltd", "12 Mill Lane", "NP10 8QQ", "Thirty LLP", "1 Row", "GB1911111.1"):
        assert shown in text
    for hidden in ("@", "Ivy Inventor", "Pat Payer", "Payer Road", "reminders changed"):
        assert hidden not in text


def test_it_tells_an_account_that_is_linked_no_more_than_anyone(
    right: Right, browser: Client, own: Organisation, read: Read
) -> None:
    a_link(right, own, own_reference="P-42", client="Secret client")
    text = words(read(browser, f"/register/{right.number}/"))
    assert "P-42" not in text
    assert "Secret client" not in text


@pytest.mark.parametrize("typed", ["{lower}", "GB {digits} B", "GB1911111.1", "gb1911111"])
def test_any_form_of_the_number_leads_to_its_address(right: Right, typed: str) -> None:
    text = typed.format(lower=right.number.lower(), digits=right.number[2:])
    response = Client().get(f"/register/{text}/")
    assert (response.status_code, response["Location"]) == (302, f"/register/{right.number}/")


def test_a_number_that_may_mean_two_leads_to_both_readings(right: Right) -> None:
    response = Client().get(f"/register/{right.number[2:]}/")
    assert (response.status_code, response["Location"]) == (302, f"/find/?number={right.number[2:]}")


def test_unpublished_withheld_unknown_and_nonsense_answer_alike(right: Right, today: datetime) -> None:
    secret = a_patent(published_on=None, granted_on=None)
    withheld = a_patent()
    enter(withheld, Withheld(effective_on=date(2024, 1, 2), whole_right=True), today)
    asked, answers = [], set()
    Client().get("/register/GB2999999/")
    for text in (secret.number, withheld.number, "GB2999999", "GB2610099.0"):
        client = Client()
        with CaptureQueriesContext(connection) as questions:
            response = client.get(f"/register/{text}/")
        body = response.content.decode()
        token = body.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        nonce = body.split('nonce="')[1].split('"')[0]
        answers.add((response.status_code, body.replace(text, "").replace(token, "").replace(nonce, "")))
        asked.append(len(questions))
    assert len(answers) == 1
    assert len(set(asked)) == 1
    status, body = answers.pop()
    assert status == 404
    assert "Enter another number" in body
    assert Client().get("/register/nonsense/").status_code == 404


def test_an_unchanged_page_is_not_sent_again(right: Right) -> None:
    client = Client()
    client.get(f"/register/{right.number}/")
    first = client.get(f"/register/{right.number}/")
    again = client.get(f"/register/{right.number}/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert "Content-Security-Policy" not in again


def test_a_change_of_the_register_the_day_the_language_or_the_reader_sends_it_anew(
    right: Right, today: datetime, own: Organisation, browser: Client
) -> None:
    client, address = Client(), f"/register/{right.number}/"
    client.get(address)
    known = {"If-None-Match": client.get(address)["ETag"]}
    assert client.get(address, headers=known | {"Accept-Language": "cy"}).status_code == 200
    assert browser.get(address, headers=known).status_code == 200
    assert Client().get(address, headers=known).status_code == 200
    with clock_at(today + timedelta(days=1)):
        assert client.get(address, headers=known).status_code == 200
    with clock_at(today):
        assert client.get(address, headers=known).status_code == 304
        paid = RenewalPaid(effective_on=date(2024, 6, 12), year=6, amount_pence=9000, paid_on=date(2024, 6, 12))
        enter(right, paid, today)
        answer = client.get(address, headers=known)
    assert answer.status_code == 200
    assert "Nothing to pay yet" in answer.content.decode()


def test_an_example_fee_is_marked(read: Read, db: None) -> None:
    """Fees after 1 April 2026 are not confirmed."""
    right = a_patent(filed_on=date(2019, 11, 10), paid_through=7)
    with clock_at(datetime.fromisoformat("2026-11-22T10:00:00+00:00")):
        page = read(Client(), f"/register/{right.number}/")
    assert "Example, not confirmed" in page.xpath("string(//*[@id='answer'])")
    assert "Example, not confirmed" in page.xpath("string(//section[@aria-labelledby='later'])")


def test_a_certain_fee_is_not_marked(right: Right, read: Read) -> None:
    page = read(Client(), f"/register/{right.number}/")
    assert "Example" not in page.xpath("string(//*[@id='answer'])")
