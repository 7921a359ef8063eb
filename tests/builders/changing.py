"""Any request to change the register in a browser: begin, answer page by page, give documents, send; and the officers."""

import re
from collections.abc import Iterable, Mapping

from builders.running_service import Service
from playwright.sync_api import Browser, Page, expect

OFFICERS = {"Fiona Formal": "fiona.formal@office.example", "Tamsin Lead": "tamsin.lead@office.example"}


def begin(page: Page, service: Service, slug: str, number: str) -> str:
    """Starts a request for one right; returns its reference."""
    page.goto(f"{service.url}/filings/new/{slug}/?right={number}")
    page.get_by_role("button", name="Start now").click()
    found = re.search(r"/filings/([A-Z0-9-]+)/", page.url)
    assert found, page.url
    return found[1]


def answer(page: Page, typed: Mapping[str, object], *, first: Iterable[str] = ()) -> None:
    """Answers the page that is open by the names of its fields; of those in ``first`` the first choice is taken."""
    for name, value in typed.items():
        _fill(page, name, str(value))
    for name in first:
        page.locator(f"[name={name}]").first.check()
    page.get_by_role("button", name=re.compile(r"^(Save and continue|Continue)$")).click()
    assert page.locator(".govuk-error-summary").count() == 0, page.locator(".govuk-error-summary").inner_text()


def _fill(page: Page, name: str, value: str) -> None:
    field = page.locator(f"[name={name}]")
    if field.first.get_attribute("type") == "radio":
        page.locator(f"[name={name}][value={value}]").check()
    else:
        field.fill(value)


def upload(page: Page, title: str, content: bytes) -> None:
    """From the check page to the document's own page, and back."""
    page.get_by_role("link", name=f"Upload {title}").click()
    page.locator("input[type=file]").set_input_files(
        {"name": "as signed.pdf", "mimeType": "application/pdf", "buffer": content}
    )
    page.get_by_role("button", name="Add documents").click()
    expect(page.get_by_text("as signed.pdf").first).to_be_visible()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")


def send(page: Page) -> None:
    """The last button of the check page, which says what it does."""
    page.locator("main form button.govuk-button").last.click()


def office_browser(browser: Browser, service: Service, name: str) -> Page:
    """A page in a fresh browser in which a member of staff has signed in."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto(f"{service.url}/staff/sign-in/")
    page.get_by_role("button", name="Sign in with your work account").click()
    page.get_by_label(name).check()
    page.get_by_role("button", name="Continue").click()
    expect(page).to_have_url(f"{service.url}/staff/")
    return page


def decide_on_screen(page: Page, service: Service, reference: str, *, choice: str, because: str = "") -> None:
    """The officer's way: search, open, take, decide, look at the letter, confirm."""
    page.goto(f"{service.url}/staff/search/?q={reference}")
    page.locator(f'a[href="/staff/cases/{reference}/"]').click()
    say_why(page)
    if page.get_by_role("button", name="Take this case").count():
        page.get_by_role("button", name="Take this case").click()
    tick_everything(page)
    page.get_by_role("button", name="Decide").click()
    page.get_by_label(choice).check()
    if because:
        page.get_by_label("Another reason").check()
        page.get_by_label("In your own words").fill(because)
    page.get_by_role("button", name="See the letter").click()
    page.get_by_role("button", name="Confirm").click()
    expect(page).to_have_url(f"{service.url}/staff/cases/{reference}/")


def officers_sign_in(browser: Browser, service: Service) -> None:
    """An officer is known once they have signed in."""
    for name in OFFICERS:
        office_browser(browser, service, name).context.close()


def say_why(page: Page) -> None:
    """Gives a reason where the case that was opened is another team's."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    if page.get_by_label("Why do you open this case?").count():
        page.get_by_label("Why do you open this case?").fill("The team asked for help.")
        page.get_by_role("button", name="Open the case").click()
        expect(page.get_by_role("heading", level=1)).not_to_have_text("Why do you open this case?")


def tick_everything(page: Page) -> None:
    """The whole checklist, where it is this officer's to tick."""
    boxes = page.locator("input[name=check]:not(:checked)")
    for place in reversed(range(boxes.count())):
        boxes.nth(place).check()
    if page.get_by_role("button", name="Keep the checklist").count():
        page.get_by_role("button", name="Keep the checklist").click()
        expect(page.get_by_text("The checklist is kept.")).to_be_visible()


def decide(service: Service, reference: str, *, way: str = "--accept", because: str = "", officers: int = 2) -> str:
    """The officers decide, one after the other; how the request stands then."""
    said = ""
    for email in list(OFFICERS.values())[:officers]:
        why = ["--because", because] if because else []
        said = service.manage("decide", reference, way, "--officer", email, *why)
    return said
