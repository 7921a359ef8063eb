"""One box for any number: both readings of an ambiguous one, a wrong check digit named, nothing given away."""

from collections.abc import Callable
from typing import Any

import pytest
from builders.register import a_patent
from django.test import Client

Read = Callable[..., Any]
pytestmark = pytest.mark.django_db


def find(read: Read, number: str) -> Any:
    from urllib.parse import urlencode

    return read(Client(), f"/find/?{urlencode({'number': number})}")


def test_the_box_is_there_without_an_error(read: Read) -> None:
    page = read(Client(), "/find/")
    assert page.xpath("//input[@name='number']")
    assert not page.xpath("//*[contains(@class, 'error')]")


@pytest.mark.parametrize("typed", ["GB{digits}", "gb {digits} b", "GB{digits}A", "EP 3 756 048 B1"])
def test_a_number_that_means_one_thing_leads_there(typed: str) -> None:
    right = a_patent()
    a_patent(kind="EP", number="EP3756048")
    text = typed.format(digits=right.number[2:])
    expected = "EP3756048" if typed.startswith("EP") else right.number
    response = Client().get("/find/", {"number": text})
    assert (response.status_code, response["Location"]) == (302, f"/register/{expected}/")


def test_seven_digits_offer_both_readings(read: Read) -> None:
    published = a_patent(title="By publication", number="GB2606630")
    applied = a_patent(title="By application", number="GB2499999", application_number="GB2606630.8")
    page = find(read, "2606630")
    rows = [" ".join(" ".join(row.itertext()).split()) for row in page.xpath("//dl/div")]
    assert rows == [
        "UK publication number GB2606630 By publication",
        "UK application number GB2606630.8 By application",
    ]
    links = page.xpath("//dl//a/@href")
    assert links == [f"/register/{published.number}/", f"/register/{applied.number}/"]


def test_seven_digits_offer_both_readings_although_only_one_is_there(read: Read) -> None:
    a_patent(title="By publication", number="GB2606630")
    rows = [" ".join(" ".join(row.itertext()).split()) for row in find(read, "2606630").xpath("//dl/div")]
    assert rows == [
        "UK publication number GB2606630 By publication",
        "UK application number GB2606630.8 No published patent that we can show",
    ]


def test_a_wrong_check_digit_is_named(read: Read) -> None:
    page = find(read, "GB1418215.9")
    (error,) = page.xpath("//*[contains(@class, 'govuk-error-summary')]//li")
    assert "The check digit of GB1418215.9 does not fit the digits before it" in error.text_content()
    assert page.xpath("normalize-space(//title)").startswith("Error: ")


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Enter a patent number, like GB2606630"),
        ("US1234567", "US numbers are not numbers of UK rights"),
        ("x" * 301, "Enter one number at a time"),
        ("GB2606630 GB2606631", "Enter one number at a time"),
    ],
)
def test_what_is_no_number_is_explained(read: Read, typed: str, message: str) -> None:
    assert message in find(read, typed).xpath("string(//*[contains(@class, 'govuk-error-summary')])")


def test_unpublished_and_unknown_numbers_are_told_alike(read: Read) -> None:
    secret = a_patent(published_on=None, granted_on=None)
    told = {
        " ".join(find(read, number).xpath("string(//main)").split()).replace(number, "")
        for number in (secret.number, "GB2610099.0")
    }
    assert len(told) == 1
    assert "No published patent that we can show" in told.pop()


def test_what_was_typed_is_shown_as_text(read: Read) -> None:
    body = Client().get("/find/", {"number": "<script>2606630"}).content.decode()
    assert "<script>2606630" not in body
