"""The main job: sign in, link a patent, see it, change an address, renew it."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
import requests
from builders.running_service import Service, wait_for
from builders.steps import choose_person, fill_address, link_by_code, pay_by_card, sign_in
from playwright.sync_api import Page, expect
from pypdf import PdfReader

pytestmark = [pytest.mark.journey, pytest.mark.main_journey]
OWNER = "rhiannon.testwood@example.org"
NUMBER = "GB2900001"
OTHER = "GB2900003"


def test_sign_in_link_see_change_renew(page: Page, service: Service) -> None:
    sign_in(page, service)
    link_by_code(page, service, [NUMBER, OTHER], email=OWNER)
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
    pdf = requests.get(f"{service.url}{link.get_attribute('href')}", timeout=60)
    assert pdf.headers["Content-Type"] == "application/pdf"
    words = "".join(leaf.extract_text() for leaf in PdfReader(BytesIO(pdf.content)).pages)
    assert NUMBER in words
    page.get_by_role("link", name=re.compile("as a page")).first.click()
    expect(page.get_by_text(NUMBER).first).to_be_visible()
    told = wait_for(lambda: service.outbox(to=OWNER, about="Renewed: "))
    assert NUMBER in str(told[0])
    service.manage("check_ledger")
    service.manage("verify_register")


def change_contact_address(page: Page, service: Service) -> None:
    """A link must have stood 14 days before it can change the contact: the demonstration clock goes on."""
    page.goto(f"{service.url}/filings/new/change_contact_address/?right={OTHER}")
    expect(page.get_by_text("14 days").first).to_be_visible()
    service.manage("run_day", "--until", (service.today() + timedelta(days=15)).isoformat())
    sign_in(page, service)
    page.goto(f"{service.url}/patents/{OTHER}/")
    page.get_by_role("link", name=re.compile("Change.*contact address", re.IGNORECASE)).first.click()
    begin = page.get_by_role("button", name=re.compile("Start|Begin|Continue"))
    begin.first.click()
    expect(page.get_by_text(re.compile("public", re.IGNORECASE)).first).to_be_visible()
    for _ in range(6):
        if page.get_by_role("button", name="Change the address").count():
            break
        answer_step(page)
    page.get_by_role("button", name="Change the address").click()
    if page.get_by_role("heading", name="Who do you want to be?").count():
        choose_person(page, "Rhiannon Testwood")
        page.get_by_role("button", name="Change the address").click()
    expect(page.get_by_text("Your reference is")).to_be_visible(timeout=60_000)
    old = wait_for(lambda: service.outbox(to=OWNER, about="was changed"))
    assert OTHER in str(old[0])
    new = wait_for(lambda: service.outbox(to="new.contact@example.org", about="You are now the contact"))
    assert OTHER in str(new[0])
    page.goto(f"{service.url}/register/{OTHER}/")
    expect(page.get_by_text("22 Specimen Street").first).to_be_visible()


def answer_step(page: Page) -> None:
    """Whatever page of the journey it is."""
    if page.get_by_label("Address line 1").count():
        fill_address(page, name="Rhiannon Testwood", email="new.contact@example.org")
    elif page.get_by_label("Email address").count():
        page.get_by_label("Email address").first.fill("new.contact@example.org")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Continue").click()
