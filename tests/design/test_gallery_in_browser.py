"""The gallery in a real browser: accessibility rules, narrow screens, keyboard, the time-out dialog, no scripts."""

import mimetypes
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template.loader import render_to_string
from django.test import RequestFactory
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from core.design.context import design
from core.design.gallery import gallery, question

pytestmark = pytest.mark.journey

STATIC = Path(__file__).parent.parent.parent / "static"
HERE = "http://design.example"
POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-n0nce'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
NAMES = ["gallery", "question", "help", "cookies", "privacy", "terms", "accessibility", "404", "500"]
Opener = Callable[..., Page]


def rendered() -> dict[str, str]:
    request = RequestFactory().get("/gallery/")
    request.user = SimpleNamespace(is_authenticated=True)
    request.csp_nonce = "n0nce"  # type: ignore[attr-defined]
    request.session_ends_at = datetime(2026, 6, 1, 14, 45, tzinfo=UTC)  # type: ignore[attr-defined]
    always = {"request": request, **design(request)}
    templates: dict[str, tuple[str, dict[str, Any]]] = {
        "gallery": ("design/gallery.html", gallery()),
        "question": ("design/gallery_question.html", question()),
        "404": ("404.html", {}),
        "500": ("500.html", {}),
    }
    templates |= {name: (f"pages/{name}.html", {}) for name in NAMES[2:7]}
    return {f"/{name}/": render_to_string(path, {**always, **own}) for name, (path, own) in templates.items()}


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return rendered()


@pytest.fixture(scope="module")
def browser(pages: dict[str, str]) -> Iterator[Browser]:
    installed = Path("/usr/bin/chromium")
    with sync_playwright() as playwright:
        path = str(installed) if installed.exists() else None
        yield playwright.chromium.launch(executable_path=path, args=ARGUMENTS)


@pytest.fixture
def opened(browser: Browser, pages: dict[str, str]) -> Iterator[Opener]:
    """Opens a page without any server: every request is answered from the rendered pages and the static files."""
    contexts = []
    stay = {"status": 200}

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            route.fulfill(path=STATIC / path.removeprefix("/static/"), content_type=kind)
        elif path in pages:
            headers = {"Content-Security-Policy": POLICY}
            route.fulfill(body=pages[path], content_type="text/html; charset=utf-8", headers=headers)
        elif path == "/keep-typed/":
            route.fulfill(json={"signed_in": False, "address": "/signed-out/?next=here"})
        else:
            route.fulfill(status=stay["status"] if path == "/stay-signed-in/" else 404, json={})

    def open_page(name: str, *, width: int = 1280, clock: bool = False, stay_status: int = 200, **options: Any) -> Page:
        stay["status"] = stay_status
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        context.route("**/*", answer)
        page = context.new_page()
        page.set_default_timeout(10_000)
        if clock:
            page.clock.install(time=datetime(2026, 6, 1, 14, 35, tzinfo=UTC))
        page.goto(f"{HERE}/{name}/")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("name", NAMES)
def test_no_accessibility_rule_is_broken_and_nothing_needs_sideways_scrolling(
    opened: Opener, name: str, width: int
) -> None:
    page = opened(name, width=width)
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_page_with_errors_puts_the_reader_at_the_summary_and_its_links_at_the_fields(opened: Opener) -> None:
    page = opened("gallery")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    links = page.locator(".govuk-error-summary__list a")
    assert links.count() == 12
    for number in range(links.count()):
        target = links.nth(number).get_attribute("href") or ""
        links.nth(number).click()
        # The upload's own input gives way to a button of the same id once scripts run.
        assert page.evaluate("document.activeElement.id") == target.removeprefix("#")


def test_a_date_with_no_year_sends_the_reader_to_the_year(opened: Opener) -> None:
    page = opened("gallery")
    page.get_by_role("link", name="must include a year").click()
    assert page.evaluate("document.activeElement.id") == "wrong-signed_on-year"


def test_the_skip_link_is_first_and_leads_to_the_content(opened: Opener) -> None:
    page = opened("help")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "govuk-skip-link"
    page.keyboard.press("Enter")
    expect(page.locator("#main-content")).to_be_focused()


def test_a_choice_uncovers_its_question_without_states_that_radios_may_not_have(opened: Opener) -> None:
    page = opened("gallery")
    expect(page.locator("#empty-way")).to_have_attribute("aria-controls", re.compile("."))
    question_box = page.locator("#empty-other_email")
    assert not question_box.is_visible()
    page.locator("#empty-way").check()
    assert question_box.is_visible()
    assert page.locator("input[type=radio][aria-expanded]").count() == 0


def test_without_scripts_every_question_is_there_and_no_dialog(opened: Opener) -> None:
    page = opened("gallery", java_script_enabled=False)
    assert page.locator("#empty-other_email").is_visible()
    assert page.locator("text=you will be signed out at 3:45pm").is_visible()
    assert not page.locator("dialog").is_visible()


def test_the_warning_comes_two_minutes_before_the_end_and_takes_the_focus(opened: Opener) -> None:
    page = opened("help", clock=True)
    page.clock.run_for(477_000)
    assert not page.locator("dialog").is_visible()
    page.clock.run_for(5_000)
    assert page.locator("dialog").is_visible()
    assert "2 minutes" in page.locator("[data-timeout-left]").inner_text()
    assert "2 minutes" in (page.locator("[data-timeout-spoken]").text_content() or "")
    assert page.evaluate("document.querySelector('dialog').contains(document.activeElement)")


def test_staying_signed_in_closes_the_warning_returns_the_focus_and_starts_again(opened: Opener) -> None:
    page = opened("help", clock=True)
    page.locator("summary").first.focus()
    page.clock.run_for(500_000)
    with page.expect_request(f"{HERE}/stay-signed-in/") as asked:
        page.get_by_role("button", name="Stay signed in").click()
    assert asked.value.method == "POST"
    page.locator("dialog").wait_for(state="hidden")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.clock.run_for(470_000)
    assert not page.locator("dialog").is_visible()


def test_a_session_that_had_ended_elsewhere_is_not_said_to_go_on(opened: Opener) -> None:
    page = opened("help", clock=True, stay_status=401)
    page.clock.run_for(500_000)
    with page.expect_request(f"{HERE}/signed-out/?next=here"):
        page.get_by_role("button", name="Stay signed in").click()


def test_escape_means_that_the_person_is_still_there(opened: Opener) -> None:
    page = opened("help", clock=True)
    page.clock.run_for(500_000)
    with page.expect_request(f"{HERE}/stay-signed-in/"):
        page.keyboard.press("Escape")
    page.locator("dialog").wait_for(state="hidden")


def test_the_focus_stays_in_the_warning(opened: Opener) -> None:
    page = opened("help", clock=True)
    page.clock.run_for(500_000)
    visited = set()
    for _ in range(6):
        page.keyboard.press("Tab")
        visited.add(page.evaluate("document.activeElement.textContent.trim()"))
        assert page.evaluate(
            "[document.body, ...document.querySelectorAll('dialog *')].includes(document.activeElement)"
        )
    assert {"Stay signed in", "Sign out"} <= visited


def test_a_session_that_ended_leaves_the_page(opened: Opener) -> None:
    page = opened("help", clock=True)
    with page.expect_request(f"{HERE}/signed-out/?next=here"):
        page.clock.run_for(605_000)


def test_what_was_typed_is_sent_to_be_kept_when_the_session_ends(opened: Opener) -> None:
    page = opened("question", clock=True)
    page.locator("#id_number").fill("GB2345678")
    with page.expect_request(f"{HERE}/keep-typed/") as asked:
        page.clock.run_for(605_000)
    sent = asked.value.post_data or ""
    assert 'name="number"\r\n\r\nGB2345678' in sent
    assert 'name="path-of-page"\r\n\r\n/question/' in sent


def test_a_session_that_goes_on_elsewhere_goes_on_here(opened: Opener) -> None:
    page = opened("help", clock=True)
    page.route("**/keep-typed/", lambda route: route.fulfill(json={"signed_in": True, "seconds_left": 300}))
    with page.expect_response(f"{HERE}/keep-typed/"):
        page.clock.run_for(605_000)
    page.locator("dialog").wait_for(state="hidden")
    assert page.url == f"{HERE}/help/"


def test_filters_are_folded_on_narrow_screens_only(opened: Opener) -> None:
    assert not opened("gallery", width=320).locator("details.oneipo-filter[open]").count()
    assert opened("gallery").locator("details.oneipo-filter[open]").count()


@pytest.mark.parametrize("name", ["gallery", "help"])
def test_wider_spacing_of_text_clips_nothing(opened: Opener, name: str) -> None:
    page = opened(name, width=320, bypass_csp=True)
    page.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"
    )
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
