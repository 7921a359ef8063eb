"""Requests that wait for days of the calendar, walked to their ends: a restoration that is heard, and a surrender.

They move the demonstration clock on by months, so nothing that depends on today's renewals may come after them.
"""

from datetime import date, timedelta

import pytest
from builders.changing import (
    answer,
    begin,
    decide,
    decide_on_screen,
    office_browser,
    officers_sign_in,
    say_why,
    send,
    upload,
)
from builders.files import PDF
from builders.running_service import Service
from builders.steps import link_by_code, pay_by_card, sign_in
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.journey
OWNER = "rhiannon.testwood@example.org"
CEASED, IN_FORCE = "GB2900040", "GB2900041"
REASONS = "The reminder went to an office that I had left, and nobody sent it on. I found out last week."


def until(service: Service, day: date) -> None:
    service.manage("run_day", "--until", day.isoformat())


def next_wednesday(after: date) -> date:
    """The journal appears on Wednesdays."""
    return next(day for day in (after + timedelta(days=n) for n in range(1, 8)) if day.weekday() == 2)


def expect_stands(page: Page, service: Service, reference: str, words: str) -> None:
    page.goto(f"{service.url}/filings/{reference}/")
    expect(page.get_by_text(words).first).to_be_visible()


def expect_in_journal(page: Page, service: Service, day: date, number: str, words: str) -> None:
    """The issue of the day has a notice of the patent in these words."""
    page.goto(f"{service.url}/journal/{day.isoformat()}/")
    expect(page.get_by_role("row").filter(has_text=number).filter(has_text=words)).to_be_visible()


def test_a_restoration_is_first_to_be_refused_then_heard_offered_and_paid(
    page: Page, browser: Browser, service: Service
) -> None:
    officers_sign_in(browser, service)
    sign_in(page, service)
    link_by_code(page, service, [CEASED], email=OWNER)
    reference = ask_for_restoration(page, service)
    journal = next_wednesday(service.today())
    until(service, journal + timedelta(days=1))
    sign_in(page, service)
    expect_in_journal(page, service, journal, CEASED, "Application to restore: advertised")
    officer = office_browser(browser, service, "Fiona Formal")
    why = "We have seen no evidence of the reminder."
    decide_on_screen(officer, service, reference, choice="Refuse", because=why)
    expect_stands(page, service, reference, "We are minded to refuse it")
    page.get_by_role("button", name="Ask to be heard").click()
    expect_stands(page, service, reference, "Hearing")
    the_hearing_is_over(officer, service, reference)
    decide_on_screen(officer, service, reference, choice="Accept")
    officer.context.close()
    expect_stands(page, service, reference, "Restoration offered")
    pay_what_is_due(page)
    offered_journal(page, service)


def the_hearing_is_over(officer: Page, service: Service, reference: str) -> None:
    """The officer finds the case among restorations in their hearing, and says that it is over."""
    officer.goto(f"{service.url}/staff/queues/sorts/")
    row = officer.get_by_role("row").filter(has_text="Restore").filter(has_text="Hearing")
    row.get_by_role("link").first.click()
    officer.locator(f'a[href="/staff/cases/{reference}/"]').click()
    say_why(officer)
    officer.get_by_role("link", name="Say what happened in this wait").click()
    officer.get_by_label("The hearing is over").check()
    officer.get_by_label("How do you know?").fill("The hearing was today.")
    officer.get_by_role("button", name="Confirm").click()
    expect(officer).to_have_url(f"{service.url}/staff/cases/{reference}/")


def ask_for_restoration(page: Page, service: Service) -> str:
    reference = begin(page, service, "restore_right", CEASED)
    answer(page, {"applicant": "all"})
    answer(page, {"reasons": REASONS, "evidence": "now"})
    upload(page, "Evidence of what happened", PDF)
    expect(page.get_by_text("£135").first).to_be_visible()
    send(page)
    pay_by_card(page)
    expect(page.get_by_text("Request received").first).to_be_visible(timeout=60_000)
    return reference


def pay_what_is_due(page: Page) -> None:
    page.get_by_role("button", name="Pay now").click()
    page.get_by_role("button", name="Continue to payment").click()
    pay_by_card(page)
    expect(page.get_by_role("heading", name="The patent has been restored")).to_be_visible(timeout=60_000)


def offered_journal(page: Page, service: Service) -> None:
    """The register has it in force again, and the next journal says so."""
    page.goto(f"{service.url}/register/{CEASED}/")
    expect(page.get_by_text("In force").first).to_be_visible()
    journal = next_wednesday(service.today())
    until(service, journal)
    expect_in_journal(page, service, journal, CEASED, "Restored")
    service.manage("check_ledger")


def test_a_surrender_that_nobody_opposes_takes_effect_on_the_day_of_the_journal(
    page: Page, browser: Browser, service: Service
) -> None:
    officers_sign_in(browser, service)
    sign_in(page, service)
    link_by_code(page, service, [IN_FORCE], email=OWNER)
    until(service, service.today() + timedelta(days=15))
    sign_in(page, service)
    reference = begin(page, service, "surrender_right", IN_FORCE)
    answer(page, {"actions": "none"})
    answer(page, {"name": "Rhiannon Testwood", "telephone": "01632 960001"})
    send(page)
    expect(page.get_by_text("Offer received").first).to_be_visible()
    advertised = next_wednesday(service.today())
    until(service, advertised)
    expect_in_journal(page, service, advertised, IN_FORCE, "Offer to surrender: advertised")
    until(service, advertised + timedelta(days=29))
    decide(service, reference, officers=1)
    published = next_wednesday(service.today())
    until(service, published + timedelta(days=1))
    sign_in(page, service)
    expect_stands(page, service, reference, "The right has been surrendered")
    expect_in_journal(page, service, published, IN_FORCE, "Surrendered")
    page.goto(f"{service.url}/register/{IN_FORCE}/")
    expect(page.get_by_text("Surrendered").first).to_be_visible()
    assert IN_FORCE in str(service.outbox(to=OWNER, about="surrendered"))
    service.manage("verify_register")
