"""What a page's strings may and may not do inside a component."""

import pytest
from django.utils.safestring import mark_safe

from core.design.environment import UnknownComponent, environment, macro, render
from core.design.trust import UntrustedAttributes

SCRIPT = "<script>alert(1)</script>"


def test_text_is_escaped() -> None:
    assert "&lt;script&gt;" in render("button", {"text": SCRIPT})


def test_a_plain_string_given_as_markup_is_escaped() -> None:
    made = render("details", {"summaryText": "More", "html": SCRIPT})
    assert "<script>" not in made
    assert "&lt;script&gt;" in made


def test_a_safe_string_given_as_markup_stays_markup() -> None:
    assert "<p>Hello</p>" in render("inset-text", {"html": mark_safe("<p>Hello</p>")})


@pytest.mark.parametrize(
    ("component", "params"),
    [
        ("radios", {"name": "a", "items": [{"value": "1", "html": SCRIPT}]}),
        ("radios", {"name": "a", "items": [{"value": "1", "text": "x", "conditional": {"html": SCRIPT}}]}),
        ("summary-list", {"rows": [{"key": {"html": SCRIPT}, "value": {"html": SCRIPT}}]}),
        ("panel", {"titleHtml": SCRIPT, "text": "x"}),
        ("generic-header", {"logoHtml": SCRIPT}),
        ("service-navigation", {"serviceName": "x", "slots": {"start": SCRIPT, "navigationEnd": SCRIPT}}),
        (
            "input",
            {"name": "a", "label": {"html": SCRIPT}, "value": '"><script>', "attributes": {"data-x": '"><script>'}},
        ),
        ("textarea", {"name": "a", "label": {"text": "x"}, "value": "</textarea><script>"}),
    ],
)
def test_no_plain_string_becomes_markup_wherever_it_is_nested(component: str, params: dict[str, object]) -> None:
    assert "<script>" not in render(component, params)


def test_attributes_in_one_plain_string_are_refused() -> None:
    with pytest.raises(UntrustedAttributes):
        render("button", {"text": "x", "attributes": 'onclick="alert(1)"'})


def test_one_environment_and_one_macro_serve_all_pages() -> None:
    assert environment() is environment()
    assert macro("button") is macro("button")


def test_a_component_that_does_not_exist_is_named() -> None:
    with pytest.raises(UnknownComponent, match="carousel"):
        render("carousel", {})


def test_lines_typed_in_a_text_box_inside_a_choice_come_back_as_typed() -> None:
    inner = render("textarea", {"name": "why", "label": {"text": "Why"}, "value": "one\ntwo\n  three"})
    item = {"value": "1", "text": "x", "conditional": {"html": inner}}
    made = render("radios", {"name": "a", "items": [item], "fieldset": {"legend": {"text": "Which"}}})
    assert "one\ntwo\n  three</textarea>" in made
