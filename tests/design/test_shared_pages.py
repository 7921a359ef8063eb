"""Pages that every visitor may meet, in both languages and both brands."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings
from django.utils import translation
from lxml import html

from core.design.context import design
from core.design.gallery import gallery, question

CONTENT = [
    "pages/help.html",
    "pages/cookies.html",
    "pages/privacy.html",
    "pages/terms.html",
    "pages/accessibility.html",
]
ERRORS = ["404.html", "403.html", "403_csrf.html"]
ALONE = ["400.html", "500.html", "503.html"]


def seen(template: str, *, signed_in: bool = False, **context: Any) -> Any:
    request = RequestFactory().get("/somewhere/?page=2")
    request.user = SimpleNamespace(is_authenticated=signed_in)
    request.csp_nonce = "n0nce"  # type: ignore[attr-defined]
    request.session_ends_at = datetime(2026, 6, 1, 14, 45, tzinfo=UTC) if signed_in else None  # type: ignore[attr-defined]
    return html.fromstring(render_to_string(template, {"request": request, **design(request), **context}))


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("template", [*CONTENT, *ERRORS, *ALONE])
def test_a_page_has_one_heading_a_title_and_its_language(template: str, language: str) -> None:
    with translation.override(language):
        page = seen(template)
    assert page.get("lang") == language
    assert len(page.xpath("//h1")) == 1
    title = page.xpath("normalize-space(//title)")
    assert title.startswith(page.xpath("normalize-space(//h1)")[:23])
    assert title.endswith(("Manage intellectual property rights", "Rheoli hawliau eiddo deallusol"))
    assert len(page.xpath("//main")) == 1


@pytest.mark.parametrize("template", ALONE)
def test_faults_are_told_without_request_or_context(template: str) -> None:
    assert "One IPO" in render_to_string(template)


@pytest.mark.parametrize("template", [*CONTENT, *ERRORS, *ALONE, "design/gallery.html"])
def test_the_only_inline_script_carries_the_nonce_and_nothing_is_styled_inline(template: str) -> None:
    page = seen(template, **(gallery() if "gallery" in template else {}))
    inline = page.xpath("//script[not(@src)]")
    assert all(script.get("nonce") == "n0nce" for script in inline)
    assert len(inline) <= 1
    assert not page.xpath("//*[@style] | //style | //*[@onclick]")


@pytest.mark.parametrize("template", [*CONTENT, *ERRORS, *ALONE])
def test_a_page_never_passes_for_the_government(template: str) -> None:
    page = seen(template)
    assert "Not an official government service" in page.text_content()
    assert not page.xpath("//*[contains(@class, 'govuk-header') or contains(@class, 'copyright-logo')]")


@pytest.mark.parametrize("template", [*CONTENT, "404.html"])
def test_support_links_are_on_every_page_in_the_same_order(template: str) -> None:
    links = seen(template).xpath("//footer//a/@href")
    assert [link.strip("/") for link in links[:5]] == ["help", "cookies", "privacy", "accessibility", "terms"]


def test_an_official_body_gets_its_own_header_and_its_own_files() -> None:
    with override_settings(BRANDING="govuk", GOVUK_ASSETS_URL="/assets/"):
        page = seen("404.html")
    assert page.xpath("//*[contains(@class, 'govuk-header')]")
    assert "/assets/govuk-frontend.min.css" in page.xpath("//link[@rel='stylesheet']/@href")
    assert "Not an official" not in page.text_content()


def test_a_page_with_errors_says_so_first_in_its_title() -> None:
    page = seen("design/gallery_question.html", **question())
    assert page.xpath("string(//title)").startswith("Error: What is the patent number?")
    assert page.xpath("//*[contains(@class, 'govuk-error-summary')]//a/@href") == ["#id_number"]


def test_the_other_language_is_offered_for_the_same_page() -> None:
    form = seen("404.html").xpath("//form[input[@name='language']]")[0]
    assert form.get("method") == "post"
    assert form.xpath("input[@name='language']/@value") == ["cy"]
    assert form.xpath("input[@name='next']/@value") == ["/somewhere/?page=2"]


def test_no_language_is_offered_before_the_welsh_is_signed_off() -> None:
    with override_settings(WELSH_SHOWN=False):
        assert not seen("404.html").xpath("//input[@name='language']")


def test_without_scripts_the_page_says_when_the_session_ends() -> None:
    page = seen("404.html", signed_in=True)
    assert "you will be signed out at 3:45pm if you do nothing" in page.text_content()
    assert page.xpath("//*[@data-timeout]/@data-idle-seconds") == ["600"]
    assert page.xpath("//*[@data-timeout]/@data-warning-seconds") == ["120"]


def test_strangers_are_not_told_about_sessions() -> None:
    assert not seen("404.html").xpath("//*[@data-timeout]")


def test_pages_that_are_english_only_say_so_in_welsh() -> None:
    with translation.override("cy"):
        page = seen("pages/accessibility.html")
    assert page.xpath("//main/@lang") == ["en"]
    assert "Nid yw’r dudalen hon ar gael yn Gymraeg eto" in page.text_content()


def test_the_statement_does_not_claim_tests_that_nobody_did() -> None:
    page = seen("pages/accessibility.html")
    rows = {row[0].text_content(): row[2].text_content() for row in page.xpath("//tbody/tr")}
    assert rows["JAWS with Chrome"] == "Not done"
    assert "partially compliant" in page.text_content()


def test_the_cookies_page_names_the_cookies_of_this_site() -> None:
    with override_settings(
        SESSION_COOKIE_NAME="session",
        CSRF_COOKIE_NAME="csrf",
        LANGUAGE_COOKIE_NAME="language",
        LANGUAGE_COOKIE_AGE=86400,
    ):
        names = [row[0].text_content() for row in seen("pages/cookies.html").xpath("//tbody/tr")]
    assert {"session", "csrf", "language"} < set(names)
    assert any("staff" in name for name in names)
