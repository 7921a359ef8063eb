"""Half of a patent is sold: every page, its document, the fee, the other owner's agreement, two officers, the register."""

import re
from datetime import timedelta

import pytest
import requests
from builders.changing import answer, begin, decide_on_screen, office_browser, say_why, send, upload
from builders.files import PDF
from builders.page_checks import axe_faults, reflow_faults
from builders.running_service import Service, wait_for
from builders.steps import link_by_code, pay_by_card, sign_in
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.journey
OWNER = "rhiannon.testwood@example.org"
OTHER_OWNER = "harriet.halfshare@example.org"
SHARED = "GB2900039"
BUYERS = (
    {"kind": "company", "name": "Invented Hinges Ltd", "email": "hinges@buyers.example", "share": "1/4"},
    {"kind": "person", "name": "Benedict Buyer", "email": "benedict@buyers.example", "share": "25%"},
)
WHERE = {"line_1": "4 Invented Way", "town": "Swansea", "postcode": "SA1 9ZZ"}


def test_a_share_is_sold_with_the_other_owners_agreement(page: Page, browser: Browser, service: Service) -> None:
    sign_in(page, service)
    link_by_code(page, service, [SHARED], email=OWNER)
    service.manage("run_day", "--until", (service.today() + timedelta(days=15)).isoformat())
    sign_in(page, service)
    reference = ask(page, service)
    harriet_agrees(browser, service, reference)
    page.goto(f"{service.url}/filings/{reference}/")
    expect(page.get_by_text("Agrees").or_(page.get_by_text("Agreed")).first).to_be_visible()
    officers_decide(browser, service, reference)
    wait_for(lambda: service.outbox(to="benedict@buyers.example", about=SHARED))
    the_register_says_so(page, service)
    assert SHARED in str(service.wait_for_message(to=OTHER_OWNER, about="register"))
    service.manage("check_ledger")
    service.manage("verify_register")


def officers_decide(browser: Browser, service: Service, reference: str) -> None:
    """One recommends after a look at the register before and after; another checks, and it is recorded."""
    first, second = (office_browser(browser, service, name) for name in ("Fiona Formal", "Sunil Second"))
    first.goto(f"{service.url}/staff/cases/{reference}/")
    say_why(first)
    expect(first.get_by_role("heading", name="The register before and after")).to_be_visible()
    expect(first.get_by_text("Invented Hinges Ltd").first).to_be_visible()
    for path in (f"cases/{reference}/", f"cases/{reference}/decide/", f"cases/{reference}/ask/", "queues/all/"):
        first.goto(f"{service.url}/staff/{path}")
        assert [*axe_faults(first), *reflow_faults(first)] == [], path
    decide_on_screen(first, service, reference, choice="Recommend to accept")
    expect(first.get_by_text("Second check").first).to_be_visible()
    expect(first.get_by_role("button", name="Decide")).to_have_count(0)
    decide_on_screen(second, service, reference, choice="Accept")
    expect(second.get_by_text("Done").first).to_be_visible()
    for page in (first, second):
        page.context.close()


def ask(page: Page, service: Service) -> str:
    """All the pages, to the payment; returns the reference."""
    reference = begin(page, service, "transfer_ownership", SHARED)
    answer(page, {"extent": "share", "share": "1/2"}, first=("party",))
    signed_on = service.today() - timedelta(days=10)
    day = {"signed_on-day": signed_on.day, "signed_on-month": signed_on.month, "signed_on-year": signed_on.year}
    answer(page, {**day, "signed_by": "assignor"})
    for number, buyer in enumerate(BUYERS, 1):
        answer(page, WHERE | buyer)
        expect(page.get_by_text(f"{number} of {number}")).to_be_visible()
        answer(page, {"more": "yes" if number < len(BUYERS) else "no"})
    answer(page, {"contact": "keep", "agent": "keep"})
    answer(page, {"back": "no"})
    upload(page, "The signed document", PDF)
    expect(page.get_by_role("heading", name="Who must agree")).to_be_visible()
    expect(page.get_by_text("Harriet Halfshare").first).to_be_visible()
    expect(page.get_by_text("£50").first).to_be_visible()
    send(page)
    pay_by_card(page)
    expect(page.get_by_text("Waiting for Harriet Halfshare to agree").first).to_be_visible(timeout=60_000)
    return reference


def harriet_agrees(browser: Browser, service: Service, reference: str) -> None:
    """In a browser of her own, without an account, at the address that came by email."""
    asked = service.wait_for_message(to=OTHER_OWNER, about=reference)
    address = re.search(r"http\S+/agree/[\w-]+/", str(asked))
    assert address, asked
    context = browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    hers = context.new_page()
    hers.goto(address[0])
    expect(hers.get_by_text(SHARED).first).to_be_visible()
    hers.get_by_label("Yes, I agree").check()
    hers.get_by_role("button", name="Send your answer").click()
    expect(hers.get_by_role("heading", level=1)).to_have_text("Your answer was sent")
    context.close()
    assert requests.get(address[0], timeout=20).status_code == 404


def the_register_says_so(page: Page, service: Service) -> None:
    page.goto(f"{service.url}/register/{SHARED}/")
    for name in ("Harriet Halfshare", "Invented Hinges Ltd", "Benedict Buyer"):
        expect(page.get_by_text(name).first).to_be_visible()
    page.goto(f"{service.url}/register/{SHARED}/title/")
    expect(page.get_by_text("Rhiannon Testwood").first).to_be_visible()
    expect(page.get_by_text("Benedict Buyer").first).to_be_visible()
