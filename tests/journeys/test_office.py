"""The office at work in browsers: a leader shares out, support keys in a renewal on paper, a link is granted, a decision undone."""

import re
from datetime import timedelta

import pytest
from builders.changing import answer, begin, decide_on_screen, office_browser, say_why, send, tick_everything, upload
from builders.files import PDF
from builders.page_checks import axe_faults, reflow_faults
from builders.running_service import Service
from builders.steps import link_by_code, sign_in
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.journey
OWNER = "rhiannon.testwood@example.org"
PAPER, NAMED, REPRESENTED = "GB2900001", "GB2900004", "GB2900011"


def typed_day(page: Page, name: str, day: object) -> None:
    for part in ("day", "month", "year"):
        page.locator(f"[name={name}-{part}]").fill(str(getattr(day, part)))


def test_a_renewal_on_paper_is_keyed_in_and_paid_by_cheque(page: Page, browser: Browser, service: Service) -> None:
    support = office_browser(browser, service, "Sam Support")
    support.goto(f"{service.url}/staff/keyed/")
    support.get_by_role("button", name="Key in a request").click()
    assert [*axe_faults(support), *reflow_faults(support)] == []
    support.get_by_role("button", name="Continue").click()
    expect(support.get_by_text("There is a problem")).to_be_visible()
    support.get_by_label("What do they ask for?").select_option(label="Renew a patent")
    support.get_by_label("Patent or application numbers").fill(PAPER)
    support.get_by_label("On paper, by post or by hand").check()
    came = service.today() - timedelta(days=1)
    typed_day(support, "received_on", came)
    support.get_by_label("Why did it not come online?").fill("No computer")
    support.get_by_label("Who asks?").fill("Ann Paper")
    support.get_by_label("Postal address").fill("4 Hill Lane\nSwansea\nSA1 1AA")
    support.get_by_label("Letters in large print").check()
    support.get_by_role("button", name="Continue").click()
    answer(support, {"reminders": "no"})
    expect(support.get_by_role("heading", level=1)).to_have_text("Check your answers")
    assert [*axe_faults(support), *reflow_faults(support)] == []
    send(support)
    expect(support.get_by_role("heading", level=1)).to_have_text("Take in the payment")
    due = support.get_by_role("row").filter(has_text="Total to pay").inner_text().split("£")[1].strip()
    support.get_by_label("Cheque", exact=True).check()
    support.get_by_label("Number of the cheque").fill("000123")
    support.get_by_label("Amount").fill("1")
    typed_day(support, "paid_on", came)
    support.get_by_role("button", name="Take in").click()
    expect(support.get_by_text("Ask the customer for the rest").first).to_be_visible()
    support.get_by_label("Amount").fill(due.replace(",", ""))
    support.get_by_role("button", name="Take in").click()
    expect(support.get_by_text("The payment is taken in.")).to_be_visible()
    expect(support.get_by_text("Recorded").first).to_be_visible(timeout=60_000)
    page.goto(f"{service.url}/register/{PAPER}/")
    expect(page.get_by_text("Year 6, due").first).to_be_visible()
    the_letter_is_printed(support, service)
    service.manage("check_ledger")
    support.context.close()


def the_letter_is_printed(support: Page, service: Service) -> None:
    """Large print is for the office: a case with the letter to print, and to say that it was posted."""
    support.goto(f"{service.url}/staff/queues/sorts/")
    support.get_by_role("row").filter(has_text="large print").get_by_role("link").first.click()
    support.locator("table a[href^='/staff/cases/']").first.click()
    say_why(support)
    with support.expect_download() as download:
        support.get_by_role("link", name="Print as a letter (PDF)").click()
    assert download.value.suggested_filename.endswith(".pdf")
    support.get_by_role("button", name="Decide").click()
    support.get_by_label("It was printed and posted").check()
    support.get_by_role("button", name="Confirm").click()
    expect(support.get_by_text("Done").first).to_be_visible()


def test_a_leader_shares_out_and_undoes_what_two_officers_decided(
    page: Page, browser: Browser, service: Service
) -> None:
    leader, first, second = (
        office_browser(browser, service, name) for name in ("Tamsin Lead", "Fiona Formal", "Sunil Second")
    )
    sign_in(page, service)
    link_by_code(page, service, [NAMED], email=OWNER)
    reference = a_new_name(page, service)
    the_board_gives_it_to(leader, service, "Fiona Formal", reference)
    first.goto(f"{service.url}/staff/")
    first.locator(f'a[href="/staff/cases/{reference}/"]').click()
    first.get_by_role("button", name="Decide").click()
    first.locator("[name=outcome]").first.check()
    first.get_by_role("button", name="See the letter").click()
    first.get_by_role("button", name="Confirm").click()
    expect(first.get_by_text("Check first").first).to_be_visible()
    first.goto(f"{service.url}/staff/cases/{reference}/")
    tick_everything(first)
    first.get_by_role("button", name="Release").click()
    decide_on_screen(first, service, reference, choice=first_choice(first, service, reference))
    if first.get_by_text("Second check").count():
        decide_on_screen(second, service, reference, choice="Accept")
    leader.goto(f"{service.url}/staff/cases/{reference}/")
    expect(leader.get_by_text("Done").first).to_be_visible()
    leader.get_by_role("button", name="Undo the decision").click()
    assert [*axe_faults(leader), *reflow_faults(leader)] == []
    leader.get_by_label("What went wrong?").fill("The certificate is of another company.")
    leader.get_by_role("button", name="Undo the decision").click()
    expect(leader.get_by_text("Opened again").first).to_be_visible()
    assert [*axe_faults(leader), *reflow_faults(leader)] == []
    service.wait_for_message(to=OWNER, about="look at your request again")
    leader.goto(f"{service.url}/staff/boards/formalities/")
    leader.get_by_role("button", name="Remove Fiona Formal").click()
    expect(leader.get_by_text("Nobody is in this team yet")).to_be_visible()
    service.manage("check_ledger")
    service.manage("verify_register")
    for one in (leader, first, second):
        one.context.close()


def first_choice(officer: Page, service: Service, reference: str) -> str:
    """What accepting is called for this request: one officer's decision, or the first of two."""
    officer.goto(f"{service.url}/staff/cases/{reference}/decide/")
    return "Recommend to accept" if officer.get_by_label("Recommend to accept").count() else "Accept"


def a_new_name(page: Page, service: Service) -> str:
    reference = begin(page, service, "change_owner_name", NAMED)
    answer(page, {"same": "same"}, first=("party",))
    page.locator("[name=name]").fill("Rhiannon Testwood-Jones")
    typed_day(page, "since_on", service.today() - timedelta(days=20))
    answer(page, {})
    upload(page, "Proof of the new name", PDF)
    send(page)
    expect(page.get_by_text("With the office").first).to_be_visible(timeout=60_000)
    return reference


def the_board_gives_it_to(leader: Page, service: Service, name: str, reference: str) -> None:
    leader.goto(f"{service.url}/staff/boards/formalities/")
    assert [*axe_faults(leader), *reflow_faults(leader)] == []
    leader.get_by_role("link", name="Add somebody to this team").click()
    leader.get_by_label("Who?").select_option(label=name)
    leader.get_by_label("How many cases").fill("50")
    leader.get_by_role("button", name="Save").click()
    leader.get_by_role("button", name="Share out").click()
    expect(leader.get_by_text("given away")).to_be_visible()
    leader.goto(f"{service.url}/staff/cases/{reference}/")
    expect(leader.get_by_text(name).first).to_be_visible()


def test_a_representative_is_linked_once_an_officer_has_compared_the_authority(
    page: Page, browser: Browser, service: Service
) -> None:
    sign_in(page, service, "Gareth Mockford")
    page.goto(f"{service.url}/link/")
    page.get_by_label("Patent numbers").fill(REPRESENTED)
    page.get_by_label("I represent the owner").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Go on to prove the link").click()
    page.get_by_label(re.compile("signed authority", re.IGNORECASE)).check()
    page.get_by_role("button", name="Continue").click()
    page.locator("input[type=file]").set_input_files(
        {"name": "authority.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    page.locator("main form button.govuk-button").last.click()
    expect(page.locator(".govuk-error-summary")).to_have_count(0)
    officer = office_browser(browser, service, "Fiona Formal")
    officer.goto(f"{service.url}/staff/search/?q={REPRESENTED}")
    officer.get_by_role("link", name=re.compile("Request to link a right")).click()
    say_why(officer)
    expect(officer.get_by_text("authority.pdf").or_(officer.get_by_text("Signed authority")).first).to_be_visible()
    assert [*axe_faults(officer), *reflow_faults(officer)] == []
    officer.get_by_role("button", name="Decide").click()
    officer.get_by_label("Link the right to the account").check()
    officer.get_by_role("button", name="Confirm").click()
    expect(officer.get_by_text("Done").first).to_be_visible()
    officer.context.close()
    page.goto(f"{service.url}/link/requests/?show=over")
    expect(page.get_by_text(REPRESENTED).first).to_be_visible()
    page.goto(f"{service.url}/staff/")
    expect(page.get_by_text("Sign in with your work account").first).to_be_visible()
