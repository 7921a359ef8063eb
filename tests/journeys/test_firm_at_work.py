"""A firm at work: the client lets it in, a paralegal asks and lists, the client instructs, a partner approves and pays."""

import re
from datetime import timedelta

import pytest
from builders.changing import office_browser
from builders.page_checks import axe_faults, reflow_faults
from builders.running_service import ROOT, Service, wait_for
from builders.steps import again, link_by_code, sign_in
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.journey
PARTNER, PARALEGAL, CLIENT = "Gareth Mockford", "Priya Samplewala", "Amara Okafor-Demo"
PARALEGAL_EMAIL = "priya@mockford-specimen.example"
CLIENT_EMAIL = "amara@synthetic-turbines.example"
FIRM = re.compile("Mockford", re.IGNORECASE)
RENEWABLE = ["GB2900010", "GB2900015", "GB2900022"]
WORDS = "\n".join(RENEWABLE)


def test_a_firm_renews_for_a_client(page: Page, browser: Browser, service: Service) -> None:
    sign_in(page, service, PARTNER)
    be_in_the_firm(page, service)
    paralegal = a_paralegal(page, browser, service)
    client = another(browser, service, CLIENT)
    link_by_code(client, service, RENEWABLE, email=CLIENT_EMAIL)
    asked_in_the_service(page, service)
    let_in(client, service)
    ask_for_instructions(paralegal, service)
    instruct(client, service)
    a_file_for_the_client(paralegal, service)
    money_is_there(page, browser, service)
    reference = list_and_hand_over(paralegal, service)
    approve_and_pay(page, service, reference)
    what_came_of_it(page, service, reference)
    keep_track(page, service)
    for one in (page, paralegal, client):
        look(one, service)


def another(browser: Browser, service: Service, person: str) -> Page:
    """Somebody else's browser."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB").new_page()
    page.set_default_timeout(20_000)
    sign_in(page, service, person)
    return page


def be_in_the_firm(page: Page, service: Service) -> None:
    """The firm may be there from another journey; else it is founded by its company number."""
    page.goto(f"{service.url}/organisations/")
    switch = page.get_by_role("button", name=re.compile("Switch.*Mockford & Specimen", re.IGNORECASE | re.DOTALL))
    if switch.count():
        switch.first.click()
    elif not page.locator(".oneipo-organisation", has_text=re.compile("Mockford & Specimen", re.IGNORECASE)).count():
        page.goto(f"{service.url}/organisations/new/")
        page.get_by_label("A firm of attorneys").check()
        page.get_by_label("Company number").fill("OC999902")
        page.get_by_role("button", name="Create the organisation").click()
    expect(page.locator(".oneipo-organisation")).to_contain_text(FIRM)


def a_paralegal(page: Page, browser: Browser, service: Service) -> Page:
    """She is invited, and joins by the link in the email, unless she has."""
    page.goto(f"{service.url}/organisation/people/")
    is_member = PARALEGAL_EMAIL in page.content() and "Invited" not in page.content()
    if not is_member:
        page.goto(f"{service.url}/organisation/people/invite/")
        page.get_by_label("Full name").fill(PARALEGAL)
        page.get_by_label("Email address").fill(PARALEGAL_EMAIL)
        page.get_by_label("Paralegal").check()
        page.get_by_role("button", name="Send the invitation").click()
    paralegal = another(browser, service, PARALEGAL)
    if is_member:
        be_in_the_firm(paralegal, service)
        return paralegal
    address = re.search(r"/join/[^\s\"'\\]+/", str(service.wait_for_message(to=PARALEGAL_EMAIL, about="/join/")))
    assert address
    paralegal.goto(f"{service.url}{address[0]}")
    paralegal.get_by_role("button", name="Join").click()
    expect(paralegal.get_by_text("You have joined")).to_be_visible()
    return paralegal


def asked_in_the_service(page: Page, service: Service) -> None:
    """The firm asks to be let in; the owner answers in its account."""
    page.goto(f"{service.url}/link/")
    page.get_by_label("Patent numbers").fill(WORDS)
    page.get_by_label(re.compile("I represent")).check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Go on to prove the link").click()
    assert [*axe_faults(page), *reflow_faults(page)] == []
    page.screenshot(path=picture("prove"), full_page=True)
    page.get_by_label("Ask the owner in this service").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("The owner was asked")).to_be_visible()


def let_in(client: Page, service: Service) -> None:
    """The client is asked on its own page, and says what the firm may do."""
    service.wait_for_message(to=CLIENT_EMAIL, about="asks to act for you")
    client.goto(f"{service.url}/home/")
    client.get_by_role("link", name=re.compile("to act for you")).click()
    client.get_by_role("link", name="Answer").first.click()
    client.get_by_label("Yes", exact=True).check()
    client.get_by_label("Everything").check()
    client.get_by_label("No, the representative acts alone").check()
    assert [*axe_faults(client), *reflow_faults(client)] == []
    client.screenshot(path=picture("let-in"), full_page=True)
    client.get_by_role("button", name="Send the answer").click()
    expect(client.get_by_text("may act for you").first).to_be_visible()


def ask_for_instructions(paralegal: Page, service: Service) -> None:
    """By a day, about all of the client's patents."""
    day = service.today() + timedelta(days=10)
    paralegal.goto(f"{service.url}/instructions/ask/")
    paralegal.get_by_label("Which patents?").fill(WORDS)
    for part, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        paralegal.get_by_label(part, exact=True).fill(str(number))
    paralegal.get_by_role("button", name="Ask").click()
    expect(paralegal.get_by_text("You asked about 3 patents")).to_be_visible()


def instruct(client: Page, service: Service) -> None:
    """The client answers for all at once."""
    client.goto(f"{service.url}/home/")
    client.get_by_role("link", name=re.compile("You are asked about 3 renewals")).click()
    for box in client.get_by_role("checkbox").all():
        box.check()
    client.get_by_label("Renew", exact=True).check()
    client.screenshot(path=picture("instruct"), full_page=True)
    client.get_by_role("button", name="Send the answer").click()
    expect(client.get_by_text("You answered for 3 patents")).to_be_visible()


def a_file_for_the_client(paralegal: Page, service: Service) -> None:
    """With what the firm calls it on bills."""
    paralegal.goto(f"{service.url}/clients/new/")
    paralegal.get_by_label("Name of the client").fill("Synthetic Turbines")
    paralegal.get_by_label(re.compile("illing reference")).fill("ST-0042")
    paralegal.get_by_role("button", name="Save").click()
    paralegal.get_by_role("link", name="Put patents in").click()
    paralegal.get_by_role("textbox").first.fill(WORDS)
    paralegal.get_by_role("button", name=re.compile("Save|Put|Add")).first.click()
    expect(paralegal.get_by_text("3 patents").first).to_be_visible()


def money_is_there(page: Page, browser: Browser, service: Service) -> None:
    """A deposit account, topped up by a transfer that quotes it."""
    page.goto(f"{service.url}/money/")
    opening = page.get_by_role("button", name="Open a deposit account")
    if opening.count():
        opening.click()
    reference, today = page.locator(".govuk-caption-l").inner_text().strip(), service.today()
    statement = f"Date,Amount,Reference,Id\n{today:%d/%m/%Y},2500.00,{reference},WORK-{today:%d%m}\n"
    office = office_browser(browser, service, "Tamsin Lead")
    office.goto(f"{service.url}/staff/bank/")
    office.set_input_files(
        "input[type=file]", {"name": "work.csv", "mimeType": "text/csv", "buffer": statement.encode()}
    )
    office.get_by_role("button", name="Load the file").click()
    expect(office.get_by_text("1 of them matched")).to_be_visible()
    office.context.close()
    wait_for(lambda: re.search(r"It holds £[1-9]", again(page)))


def list_and_hand_over(paralegal: Page, service: Service) -> str:
    """Typed lines, one of them wrong; the rest becomes a request, which she hands to the partner."""
    paralegal.goto(f"{service.url}/lists/new/renew/")
    paralegal.get_by_label("Type or paste the numbers").fill(f"{WORDS}\nnot a number")
    paralegal.get_by_role("button", name="Look at the list").click()
    wait_for(lambda: "What will be done" in again(paralegal))
    expect(paralegal.get_by_text("This is not the number of a patent")).to_be_visible()
    assert [*axe_faults(paralegal), *reflow_faults(paralegal)] == []
    paralegal.screenshot(path=picture("list"), full_page=True)
    paralegal.get_by_role("button", name="Continue with 3 patents").click()
    fill_receipt(paralegal)
    expect(paralegal.get_by_role("heading", name="Now a colleague sends it")).to_be_visible()
    assert [*axe_faults(paralegal), *reflow_faults(paralegal)] == []
    paralegal.screenshot(path=picture("hand-over"), full_page=True)
    reference = re.search(r"/filings/([A-Z0-9-]+)/", paralegal.url)
    assert reference
    paralegal.get_by_role("button", name="Hand it to a colleague").click()
    paralegal.get_by_label(re.compile("gareth", re.IGNORECASE)).check()
    paralegal.get_by_role("button", name="Hand it over").click()
    expect(paralegal.get_by_text(re.compile("gareth.* goes on with this", re.IGNORECASE))).to_be_visible()
    return reference[1]


def fill_receipt(page: Page) -> None:
    """Where the receipt goes, and no other reminders."""
    page.get_by_label(re.compile("Email address")).first.fill(PARALEGAL_EMAIL)
    page.get_by_label("No", exact=False).last.check()
    page.get_by_role("button", name=re.compile("Continue|Save")).first.click()


def approve_and_pay(page: Page, service: Service, reference: str) -> None:
    """The partner looks at it, sends it and pays from the account."""
    page.goto(f"{service.url}/filings/{reference}/check/")
    page.screenshot(path=picture("check"), full_page=True)
    page.get_by_role("button", name="Continue to payment").click()
    page.get_by_label("Deposit account").check()
    assert [*axe_faults(page), *reflow_faults(page)] == []
    page.screenshot(path=picture("pay"), full_page=True)
    page.get_by_role("button", name="Continue to payment").click()


def what_came_of_it(page: Page, service: Service, reference: str) -> None:
    """The patents are renewed, and the receipt says what the firm calls them."""
    page.goto(f"{service.url}/filings/{reference}/")
    wait_for(lambda: re.search("The renewal is complete|Done", again(page)))
    page.screenshot(path=picture("done"), full_page=True)
    service.manage("check_ledger")
    page.goto(f"{service.url}/register/{RENEWABLE[0]}/")
    expect(page.get_by_text("Renewal").first).to_be_visible()


def keep_track(page: Page, service: Service) -> None:
    """A saved view with columns, a digest to the accounts department, and what the next years cost."""
    page.goto(f"{service.url}/portfolio/?col=title&col=own_reference&col=kind")
    page.get_by_role("link", name="Save this view").click()
    page.get_by_label("Name of the view").fill("By kind")
    page.get_by_label("Everybody in the account").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The view is saved")).to_be_visible()
    page.goto(f"{service.url}/account/reminders/add/")
    page.get_by_label("Email address").fill("accounts@mockford-specimen.example")
    page.get_by_label("All our patents").check()
    page.get_by_label("A digest on Mondays").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("We asked at accounts@mockford-specimen.example")).to_be_visible()
    message = service.wait_for_message(to="accounts@mockford-specimen.example", about="/reminders/confirm/")
    address = re.search(r"/reminders/confirm/[^\s\"'\\]+/", str(message))
    assert address
    page.goto(f"{service.url}{address[0]}")
    page.get_by_role("button", name="Yes, send them to me").click()
    expect(page.get_by_role("heading", name="You get the reminders from now on")).to_be_visible()


PAGES = {
    "home": "/home/",
    "portfolio": "/portfolio/",
    "columns": "/portfolio/?col=kind&col=relation",
    "more": "/portfolio/more/",
    "views": "/portfolio/views/",
    "forecast": "/forecast/",
    "calendar": "/calendar/",
    "reviews": "/reviews/",
    "lists": "/lists/",
    "new-list": "/lists/new/renew/",
    "basket": "/basket/",
    "instructions": "/instructions/",
    "told": "/instructions/?show=in-force",
    "give": "/instructions/give/",
    "automatic": "/automatic/",
    "agree": "/automatic/agree/",
    "representatives": "/representatives/",
    "reminders": "/account/reminders/",
    "clients": "/clients/",
    "filings": "/filings/?show=ended",
    "messages": "/messages/",
}


def look(page: Page, service: Service) -> None:
    """Every page of the work: axe and 320 pixels; whoever may not see one is told so."""
    for name, path in PAGES.items():
        answer = page.goto(f"{service.url}{path}")
        assert answer
        assert answer.status in (200, 403), path
        assert [*axe_faults(page), *reflow_faults(page)] == [], path
        page.screenshot(path=picture(f"page-{name}"), full_page=True)


def picture(name: str) -> str:
    """Where the looks are kept."""
    folder = ROOT / "build" / "looks"
    folder.mkdir(parents=True, exist_ok=True)
    return str(folder / f"work-{name}.png")
