"""The start page answers everybody."""

from collections.abc import Callable
from typing import Any

from django.test import Client


def test_the_start_page_leads_to_everything_that_needs_no_account(db: None, read: Callable[..., Any]) -> None:
    page = read(Client(), "/")
    links = set(page.xpath("//main//a/@href"))
    assert {"/sign-in/", "/renew/", "/find/"} <= links
    assert page.xpath("normalize-space(//h1)") == "Manage your UK patents"


def test_somebody_who_is_signed_in_is_led_to_their_account(browser: Client, read: Callable[..., Any]) -> None:
    page = read(browser, "/")
    assert page.xpath("//main//a[@href='/home/']")
    assert not page.xpath("//main//a[@href='/sign-in/']")


def test_the_start_page_answers_only_reading(db: None) -> None:
    assert Client().post("/").status_code == 405
