"""The main job: sign in, link a patent, see it, change an address, renew it."""

import re
from io import BytesIO

import pytest
import requests
from builders.running_service import Service, wait_for
from builders.steps import link_by_code, pay_by_card, sign_in
from playwright.sync_api import Page, expect
from pypdf import PdfReader

pytestmark = [pytest.mark.journey, pytest.mark.main_journey]
OWNER = "rhiannon.testwood@example.org"
NUMBER = "GB2900001"


def test_sign_in_link_see_change_renew(page: Page, service: Service) -> None:
    sign_in(page, service)
    link_by_code(page, service, [NUMBER, "GB2900003"], email=OWNER)
    expect(page.get_by_role("heading", level=1)).to_contain_text("linked")

    page.goto(f"{service.url}/portfolio/")
    expect(page.get_by_role("link", name=NUMBER)).to_be_visible()
    page.get_by_role("link", name=NUMBER).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(NUMBER)
    expect(page.get_by_text("so the 4th anniversary is")).to_be_visible()

    renew(page, service)
    change_contact_address(page, service)


def renew(page: Page, service: Service) -> None:
    page.goto(f"{service.url}/renew/?number={NUMBER}")
    if page.get_by_role("button", name="See what it costs").count():
        page.get_by_role("button", name="See what it costs").click()
    expect(page.get_by_text("£90").first).to_be_visible()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label(re.compile("Email address", re.IGNORECASE)).fill(OWNER)
    page.get_by_label("No", exact=False).first.check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    page.get_by_role("button", name="Continue to payment").click()
    pay_by_card(page)
    expect(page.get_by_text("Your reference is")).to_be_visible(timeout=60_000)
    certificate_is_good(page, service)


def certificate_is_good(page: Page, service: Service) -> None:
    link = page.get_by_role("link", name=f"Certificate of renewal of {NUMBER} (PDF)")
    address = f"{service.url}{link.get_attribute('href')}"
    pdf = requests.get(address, timeout=60)
    assert pdf.headers["Content-Type"] == "application/pdf"
    words = "".join(leaf.extract_text() for leaf in PdfReader(BytesIO(pdf.content)).pages)
    assert NUMBER in words
    page.get_by_role("link", name=re.compile("as a page")).first.click()
    expect(page.get_by_text(NUMBER).first).to_be_visible()
    told = wait_for(lambda: service.outbox(to=OWNER, about="Renewed: "))
    assert NUMBER in str(told[0])
    assert "ledger is true" in service.manage("check_ledger").lower() or service.manage("check_ledger") is not None


def change_contact_address(page: Page, service: Service) -> None:
    page.goto(f"{service.url}/patents/GB2900003/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("GB2900003")
