"""What people do again and again, in the words of the pages."""

import re

from builders.running_service import Service
from playwright.sync_api import Page, expect

CARD = "4444333322221111"


def sign_in(page: Page, service: Service, person: str = "Rhiannon Testwood") -> None:
    """Signs in as one of the invented people and arrives at the account's home."""
    page.goto(f"{service.url}/sign-in/")
    page.get_by_role("button", name="Sign in with GOV.UK One Login").click()
    choose_person(page, person)
    expect(page).to_have_url(f"{service.url}/home/")


def again(page: Page) -> str:
    """What the page holds, asked for anew."""
    page.goto(page.url)
    return page.content()


def choose_person(page: Page, person: str) -> None:
    """Picks a person at the stand-in for One Login."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Who do you want to be?")
    page.get_by_label(person).first.check()
    page.get_by_role("button", name="Continue").click()


def link_by_code(page: Page, service: Service, numbers: list[str], *, email: str) -> None:
    """Links patents with a one-time code that goes to the contact on record."""
    page.goto(f"{service.url}/link/")
    page.get_by_label("Patent numbers").fill("\n".join(numbers))
    page.get_by_label("I own them").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Go on to prove the link").click()
    page.get_by_label(re.compile("Get a code by email")).check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Code").fill(code_from(service, email, numbers[0]))
    page.get_by_role("button", name=re.compile("Link th")).click()


def code_from(service: Service, email: str, number: str) -> str:
    """The code in the newest email about the number."""
    message = service.wait_for_message(to=email, about=number)
    found = re.search(r"code is (\d{6})", str(message))
    assert found, message
    return found[1]


def pay_by_card(page: Page, *, card: str = CARD) -> None:
    """Fills in the card pages and confirms."""
    fields = {
        "cardNo": card,
        "expiryMonth": "12",
        "expiryYear": "2034",
        "cardholderName": "R Testwood",
        "cvc": "123",
        "addressLine1": "14 Sample Terrace",
        "addressCity": "Newport",
        "addressPostcode": "NP10 8QQ",
        "email": "payer@example.org",
    }
    for name, value in fields.items():
        page.locator(f"#{name}").fill(value)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Confirm payment").click()


def fill_address(page: Page, *, name: str, email: str) -> None:
    """A new contact address."""
    page.get_by_label("Name of the person or firm to write to").fill(name)
    page.get_by_label("Address line 1").fill("22 Specimen Street")
    page.get_by_label("Town or city").fill("Cardiff")
    page.get_by_label("Postcode").fill("CF10 3NP")
    if page.get_by_label("Email address").count():
        page.get_by_label("Email address").fill(email)
