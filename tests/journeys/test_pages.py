"""Every page, as a screen reader, a keyboard, a small screen and a reader who needs more space meet it."""

import gzip
import re
from collections.abc import Iterator

import pytest
from builders.changing import office_browser
from builders.page_checks import axe_faults, keyboard_faults, reflow_faults, spacing_faults, structure_faults
from builders.running_service import Service
from builders.steps import choose_person, link_by_code, sign_in
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.journey

PUBLIC = [
    "/change/", "/journal/", "/register/GB2900001/title/", "/register/GB2900001/on/",
    "/register/GB2900001/on/?day-day=1&day-month=1&day-year=2024&known=then", "/filings/new/watch_right/?right=GB2900001",
    "/", "/sign-in/", "/find/", "/find/?number=2900001", "/find/?number=GB1418215.7", "/renew/", "/register/GB2900001/",
    "/register/GB2900002/", "/register/GB2900005/", "/register/EP3900009/", "/register/GB2777777/", "/certificates/",
    "/certificates/AAAA-BBBB-CCCC/", "/help/", "/cookies/", "/privacy/", "/accessibility/", "/terms/", "/signed-out/", "/feedback/",
    "/help/write/", "/register/GB2900001/documents/", "/not-me/abcdefgh/", "/link/authority-form/", "/staff/sign-in/", "/no-such-page/",
    "/developers/", "/developers/quickstart/", "/developers/standard/", "/developers/errors/",
    "/developers/operations/createFiling/", "/developers/operations/getRightOnRegister/",
]  # fmt: skip
ACCOUNT = [
    "/filings/new/transfer_ownership/?right=GB2900001", "/filings/new/register_licence/", "/filings/new/restore_right/",
    "/filings/new/surrender_right/?right=GB2900001", "/change/several/", "/change/several/?right=GB2900001", "/change/?right=GB2900001",
    "/home/", "/portfolio/", "/portfolio/?q=nothing+matches", "/portfolio/?need=late", "/portfolio/?sort=-title&size=50",
    "/patents/GB2900001/", "/patents/GB2900006/", "/patents/GB2900001/reference/", "/patents/GB2900001/unlink/",
    "/patents/GB2900001/dispute/", "/link/", "/link/requests/", "/link/found/?relation=owner&number=GB2900002",
    "/filings/", "/filings/new/change_contact_address/?right=GB2900001", "/messages/", "/account/", "/account/name/", "/account/drafts/", "/account/reminders/",
    "/organisation/systems/", "/organisation/systems/sandbox/", "/organisation/systems/sandbox/make/",
]  # fmt: skip
OFFICE = [
    "/staff/", "/staff/queues/available/", "/staff/queues/all/", "/staff/queues/mentions/", "/staff/queues/teams/",
    "/staff/queues/teams/formalities/", "/staff/queues/all/?only=overdue", "/staff/search/", "/staff/search/?q=testwood",
    "/staff/search/?q=ab", "/staff/search/?q=nothingmatches", "/staff/rights/GB2900001/", "/staff/reports/", "/staff/shortcuts/",
    "/staff/boards/formalities/", "/staff/boards/formalities/place/", "/staff/absences/", "/staff/texts/",
    "/staff/texts/ask-number/", "/staff/texts/new/", "/staff/queues/sorts/", "/staff/queues/holds/", "/staff/keyed/",
    "/staff/keyed/new/", "/staff/fees/", "/staff/no-such-page/",
]  # fmt: skip
EMPTY = ["/home/", "/portfolio/", "/filings/", "/messages/", "/link/requests/"]


def faults_of(page: Page) -> list[str]:
    """Everything that is wrong with the page that is open."""
    checks = (structure_faults, axe_faults, reflow_faults, spacing_faults, keyboard_faults)
    return [fault for check in checks for fault in check(page)]


@pytest.fixture(scope="session")
def owner(browser: Browser, service: Service) -> Iterator[BrowserContext]:
    """Rhiannon, with patents linked."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(20_000)
    page = context.new_page()
    sign_in(page, service)
    page.goto(f"{service.url}/portfolio/")
    if not page.get_by_role("link", name="GB2900001").count():
        link_by_code(page, service, ["GB2900001", "GB2900006"], email="rhiannon.testwood@example.org")
        expect(page.get_by_role("heading", level=1)).to_contain_text("linked")
    yield context
    context.close()


@pytest.fixture(scope="session")
def leader(browser: Browser, service: Service) -> Iterator[BrowserContext]:
    """Tamsin, who leads a team."""
    page = office_browser(browser, service, "Tamsin Lead")
    yield page.context
    page.context.close()


@pytest.fixture(scope="session")
def stranger(browser: Browser, service: Service) -> Iterator[BrowserContext]:
    """Stuart, whose account is empty."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(20_000)
    sign_in(context.new_page(), service, "Stuart Strange")
    yield context
    context.close()


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_is_for_everyone(path: str, page: Page, service: Service) -> None:
    page.goto(service.url + path)
    assert faults_of(page) == []


@pytest.mark.parametrize("path", ACCOUNT)
def test_an_account_page_is_for_everyone(path: str, owner: BrowserContext, service: Service) -> None:
    page = owner.new_page()
    answer = page.goto(service.url + path)
    assert answer is not None
    assert answer.status == 200, path
    faults = faults_of(page)
    page.close()
    assert faults == []


@pytest.mark.parametrize("path", OFFICE)
def test_an_office_page_is_for_everyone(path: str, leader: BrowserContext, service: Service) -> None:
    page = leader.new_page()
    page.goto(service.url + path)
    faults = faults_of(page)
    page.close()
    assert faults == []


def test_a_shortcut_leads_where_it_says_and_can_be_switched_off(leader: BrowserContext, service: Service) -> None:
    page = leader.new_page()
    page.goto(f"{service.url}/staff/")
    page.keyboard.press("Alt+Shift+KeyS")
    expect(page).to_have_url(f"{service.url}/staff/search/")
    page.goto(f"{service.url}/staff/shortcuts/")
    page.get_by_role("button", name="Switch shortcuts off in this browser").click()
    page.keyboard.press("Alt+Shift+KeyS")
    page.wait_for_timeout(300)
    expect(page).to_have_url(f"{service.url}/staff/shortcuts/")
    page.get_by_role("button", name="Switch shortcuts on in this browser").click()
    page.close()


@pytest.mark.parametrize("path", EMPTY)
def test_an_empty_page_says_what_to_do(path: str, stranger: BrowserContext, service: Service) -> None:
    page = stranger.new_page()
    page.goto(service.url + path)
    faults = faults_of(page)
    page.close()
    assert faults == []


@pytest.mark.parametrize("path", ["/renew/", "/find/", "/link/", "/certificates/"])
def test_an_empty_answer_is_explained_and_the_summary_leads_to_the_field(
    path: str, owner: BrowserContext, service: Service
) -> None:
    page = owner.new_page()
    page.goto(service.url + path)
    page.locator("main form button.govuk-button:visible").first.click()
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_visible()
    assert page.title().startswith("Error: ")
    summary.get_by_role("link").first.click()
    focused = page.evaluate("() => document.activeElement.tagName")
    assert focused in ("INPUT", "TEXTAREA", "SELECT")
    faults = faults_of(page)
    page.close()
    assert faults == []


@pytest.mark.parametrize("path", ["/", "/home/", "/portfolio/", "/patents/GB2900001/", "/renew/"])
def test_a_page_in_welsh_says_so_and_keeps_its_place(path: str, owner: BrowserContext, service: Service) -> None:
    page = owner.new_page()
    page.goto(service.url + path)
    page.get_by_role("button", name="Cymraeg").click()
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    assert page.url == service.url + path
    faults = axe_faults(page)
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.close()
    assert faults == []


@pytest.mark.parametrize("path", ["/", "/register/GB2900001/", "/portfolio/", "/patents/GB2900001/"])
def test_a_first_visit_loads_only_from_its_own_address_and_is_light(
    path: str, owner: BrowserContext, browser: Browser, service: Service
) -> None:
    context = browser.new_context(storage_state=owner.storage_state())
    page, answers = context.new_page(), []
    page.on("response", lambda answer: answers.append((answer.url, answer.status, answer)))
    page.goto(service.url + path)
    page.wait_for_load_state("networkidle")
    assert [address for address, _, _ in answers if not address.startswith(service.url)] == []
    assert sum(len(gzip.compress(answer.body())) for _, status, answer in answers if status == 200) < 60_000
    context.close()


@pytest.mark.parametrize(
    "path", ["/", "/home/", "/portfolio/", "/patents/GB2900001/", "/link/", "/renew/", "/account/"]
)
def test_a_page_with_the_longer_words_of_welsh_is_for_everyone(
    path: str, owner: BrowserContext, browser: Browser, service: Service
) -> None:
    context = browser.new_context(storage_state=owner.storage_state())
    context.add_cookies([{"name": "language", "value": "cy", "url": service.url}])
    page = context.new_page()
    page.goto(service.url + path)
    assert page.locator("html").get_attribute("lang") == "cy"
    faults = faults_of(page)
    context.close()
    assert faults == []


def test_a_message_with_long_addresses_is_for_everyone(owner: BrowserContext, service: Service) -> None:
    page = owner.new_page()
    page.goto(f"{service.url}/messages/")
    page.locator("main .oneipo-letter a").first.click()
    faults = faults_of(page)
    page.close()
    assert faults == []


def test_no_page_writes_an_error_to_the_console(owner: BrowserContext, service: Service) -> None:
    page = owner.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in [*ACCOUNT, "/", "/find/", "/renew/"]:
        page.goto(service.url + path)
    page.close()
    assert said == []


def test_the_time_out_warns_extends_and_without_javascript_says_when(
    owner: BrowserContext, browser: Browser, service: Service
) -> None:
    page = owner.new_page()
    page.clock.install()
    page.goto(f"{service.url}/home/")
    page.clock.fast_forward("08:05")
    dialog = page.get_by_role("dialog").or_(page.get_by_role("alertdialog"))
    expect(dialog.first).to_be_visible()
    page.get_by_role("button", name="Stay signed in").click()
    expect(dialog.first).to_be_hidden()
    page.close()
    plain = browser.new_context(java_script_enabled=False)
    plain_page = plain.new_page()
    sign_in(plain_page, service, "Stuart Strange")
    expect(plain_page.get_by_text(re.compile("you will be signed out at"))).to_be_visible()
    plain.close()


def test_the_whole_sign_in_works_without_javascript(browser: Browser, service: Service) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"{service.url}/portfolio/")
    page.get_by_role("button", name="Sign in with GOV.UK One Login").click()
    choose_person(page, "Stuart Strange")
    expect(page).to_have_url(f"{service.url}/portfolio/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("signed out")
    context.close()
