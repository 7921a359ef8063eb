"""A firm: an administrator founds it and invites, a paralegal prepares, a partner approves and pays from the account."""

import re

import pytest
from builders.changing import office_browser
from builders.page_checks import axe_faults, reflow_faults
from builders.running_service import ROOT, Service, wait_for
from builders.steps import again, sign_in
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.journey
ADMINISTRATOR = "Gareth Mockford"
PARALEGAL = "Priya Samplewala"
PARALEGAL_EMAIL = "priya@mockford-specimen.example"
RENEWABLE = "GB2900001"


def test_an_administrator_founds_a_firm_and_a_paralegal_joins(page: Page, browser: Browser, service: Service) -> None:
    sign_in(page, service, ADMINISTRATOR)
    found_a_firm(page, service)
    earlier = service.outbox(to=PARALEGAL_EMAIL, about="/join/")
    invite(page, service)
    paralegal = joined(browser, service, earlier)
    compose_a_role(page, service)
    close_a_client_file(page, service)
    nothing_is_there_for(paralegal, service)
    switch_back(paralegal, service)
    open_and_top_up(page, browser, service)
    look_at_everything(page, service)


def found_a_firm(page: Page, service: Service) -> None:
    """By the company number; the name comes from Companies House."""
    page.goto(f"{service.url}/organisations/new/")
    page.get_by_label("A firm of attorneys").check()
    page.get_by_label("Company number").fill("OC999902")
    page.get_by_role("button", name="Create the organisation").click()
    expect(page.get_by_role("heading", name=re.compile("Mockford", re.IGNORECASE))).to_be_visible()
    expect(page.locator(".oneipo-organisation")).to_contain_text(re.compile("Mockford", re.IGNORECASE))


def invite(page: Page, service: Service) -> None:
    """The paralegal is invited by email."""
    page.goto(f"{service.url}/organisation/people/invite/")
    page.get_by_label("Full name").fill(PARALEGAL)
    page.get_by_label("Email address").fill(PARALEGAL_EMAIL)
    page.get_by_label("Paralegal").check()
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("We have sent an invitation")).to_be_visible()


def joined(browser: Browser, service: Service, earlier: list[dict]) -> Page:
    """She follows the link in the email and joins."""
    message = service.wait_for_message(to=PARALEGAL_EMAIL, about="/join/", but=earlier)
    address = re.search(r"/join/[^\s\"'\\]+/", str(message))
    assert address
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    sign_in(page, service, PARALEGAL)
    page.goto(f"{service.url}{address[0]}")
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_text("You have joined")).to_be_visible()
    page.goto(f"{service.url}/organisation/people/")
    expect(page.get_by_role("button", name="Invite somebody")).to_have_count(0)
    return page


def compose_a_role(page: Page, service: Service) -> None:
    """A role of the administrator's own."""
    page.goto(f"{service.url}/organisation/roles/new/")
    page.get_by_label("Name of the role").fill("Docketing")
    page.get_by_label("See the patents").check()
    page.get_by_label("Prepare requests").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Docketing")).to_be_visible()


def close_a_client_file(page: Page, service: Service) -> None:
    """A client file that is open to the administrator alone."""
    page.goto(f"{service.url}/clients/new/")
    page.get_by_label("Name of the client").fill("Secret Pharma")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Secret Pharma")).to_be_visible()
    page.get_by_role("link", name="Change who may see it").click()
    page.get_by_label("Only the people I name").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The file is closed")).to_be_visible()
    expect(page.get_by_role("link", name="Who opened it")).to_be_visible()


def nothing_is_there_for(page: Page, service: Service) -> None:
    """The colleague outside finds no trace."""
    page.goto(f"{service.url}/clients/")
    expect(page.get_by_text("There are no client files yet")).to_be_visible()
    page.goto(f"{service.url}/organisation/log/")
    expect(page.get_by_text("Invited somebody")).to_be_visible()
    expect(page.get_by_text("client file")).to_have_count(0)


def switch_back(page: Page, service: Service) -> None:
    """Somebody with two organisations switches; a page of before the switch sends nothing."""
    other = page.context.new_page()
    other.goto(f"{service.url}/clients/new/")
    other.get_by_label("Name of the client").fill("Typed before the switch")
    page.get_by_role("link", name="Switch organisation").click()
    page.get_by_role("button", name=re.compile("^Switch")).first.click()
    expect(page.get_by_text("You are now acting for")).to_be_visible()
    other.get_by_role("button", name="Save").click()
    expect(other.get_by_text("You switched to another organisation")).to_be_visible()


def open_and_top_up(page: Page, browser: Browser, service: Service) -> None:
    """A deposit account is opened, and a bank transfer finds it."""
    page.goto(f"{service.url}/money/")
    page.get_by_role("button", name="Open a deposit account").click()
    expect(page.get_by_text("It holds £0")).to_be_visible()
    reference = page.locator(".govuk-caption-l").inner_text().strip()
    today = service.today()
    statement = f"Date,Amount,Reference,Payer\n{today:%d/%m/%Y},1500.00,{reference},Mockford\n"
    statement += f"{today:%d/%m/%Y},12.00,no idea,Nobody\n"
    office = office_browser(browser, service, "Tamsin Lead")
    office.goto(f"{service.url}/staff/bank/")
    office.set_input_files(
        "input[type=file]", {"name": "bank.csv", "mimeType": "text/csv", "buffer": statement.encode()}
    )
    office.get_by_role("button", name="Load the file").click()
    expect(office.get_by_text("2 new credits, 1 of them matched")).to_be_visible()
    assert [*axe_faults(office), *reflow_faults(office)] == []
    office.screenshot(path=picture("bank"), full_page=True)
    office.context.close()
    wait_for(lambda: "It holds £1,500" in again(page))


PAGES = {
    "organisation": "/organisation/",
    "people": "/organisation/people/",
    "roles": "/organisation/roles/",
    "rules": "/organisation/rules/",
    "teams": "/organisation/teams/",
    "team": "/organisation/teams/new/",
    "log": "/organisation/log/",
    "responsible": "/organisation/responsible/",
    "organisations": "/organisations/",
    "clients": "/clients/",
    "client": "/clients/new/",
    "money": "/money/",
    "statement": "/money/statement/",
    "top-up": "/money/top-up/",
    "account": "/account/",
}


def look_at_everything(page: Page, service: Service) -> None:
    """Every page of the firm: axe and 320 pixels."""
    for name, path in PAGES.items():
        answer = page.goto(f"{service.url}{path}")
        assert answer
        assert answer.status == 200, path
        assert [*axe_faults(page), *reflow_faults(page)] == [], path
        page.screenshot(path=picture(name), full_page=True)
    service.manage("check_ledger")


def picture(name: str) -> str:
    """Where the looks are kept."""
    folder = ROOT / "build" / "looks"
    folder.mkdir(parents=True, exist_ok=True)
    return str(folder / f"firm-{name}.png")
