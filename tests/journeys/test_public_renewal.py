"""Anyone may pay: a renewal by number, without signing in, also without JavaScript."""

import re
from collections.abc import Iterator

import pytest
from builders.running_service import Service, wait_for
from builders.steps import pay_by_card
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.journey


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A browser without JavaScript."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def renew_as_anyone(page: Page, service: Service, number: str, *, email: str, card: str = "4444333322221111") -> None:
    page.goto(f"{service.url}/renew/")
    page.get_by_label(re.compile("Which patents")).fill(number)
    page.get_by_role("button", name="See what it costs").click()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Email address for the receipt").fill(email)
    page.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    page.get_by_role("button", name="Continue to payment").click()
    pay_by_card(page, card=card)


def wait_until_recorded(page: Page) -> None:
    """The page looks again by itself; without JavaScript, too."""
    expect(page.get_by_text("Your reference is")).to_be_visible(timeout=60_000)


def test_anyone_renews_a_late_patent_without_javascript_on_a_small_screen(plain_page: Page, service: Service) -> None:
    renew_as_anyone(plain_page, service, "GB 2 900 002", email="passer-by@example.org")
    wait_until_recorded(plain_page)
    told = wait_for(lambda: service.outbox(to="passer-by@example.org", about="GB2900002"))
    assert "Renewed: GB2900002" in str(told[0])
    plain_page.goto(f"{service.url}/register/GB2900002/")
    expect(plain_page.get_by_role("heading", name="Renewed for year 8")).to_be_visible()


def test_a_declined_card_is_explained_and_can_be_tried_again(page: Page, service: Service) -> None:
    page.goto(f"{service.url}/renew/")
    page.get_by_label(re.compile("Which patents")).fill("GB2900007")
    page.get_by_role("button", name="See what it costs").click()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Email address for the receipt").fill("declined@example.org")
    page.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Continue to payment").click()
    page.locator("#cardNo").fill("4000000000000002")
    for name, value in {"expiryMonth": "12", "expiryYear": "2034", "cardholderName": "R T", "cvc": "123"}.items():
        page.locator(f"#{name}").fill(value)
    for name, value in {"addressLine1": "1 A St", "addressCity": "B", "addressPostcode": "NP10 8QQ"}.items():
        page.locator(f"#{name}").fill(value)
    page.locator("#email").fill("declined@example.org")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("declined")
    page.get_by_role("link", name="Continue").or_(page.get_by_role("button", name="Continue")).first.click()
    expect(page).to_have_url(re.compile(re.escape(service.url)))
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Sorry, there is a problem with the service")
    page.get_by_role("button", name=re.compile("again|Pay", re.IGNORECASE)).first.click()
    pay_by_card(page)
    wait_until_recorded(page)
    assert "GB2900007" in str(wait_for(lambda: service.outbox(to="declined@example.org", about="Renewed: ")))


def test_the_ledger_is_true_afterwards(service: Service) -> None:
    service.manage("check_ledger")
    service.manage("verify_register")
