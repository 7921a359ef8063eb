"""The template tags, as pages write them."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import translation

from core.design.navigation import Destination


def page(source: str, **context: Any) -> str:
    return " ".join(Template("{% load govuk %}" + source).render(Context(context)).split())


def test_a_component_takes_keywords() -> None:
    assert 'href="/next/"' in page('{% govuk "button" text="Go on" href="/next/" %}')


def test_keywords_win_over_a_mapping() -> None:
    made = page('{% govuk "button" params=given text="Pay" %}', given={"text": "Go on", "name": "do"})
    assert "Pay" in made
    assert "Go on" not in made
    assert 'name="do"' in made


def test_double_underscores_reach_inside_and_plain_texts_are_wrapped() -> None:
    made = page('{% govuk "input" name="n" label="Name" hint="As on your passport" label__classes="govuk-label--l" %}')
    assert 'class="govuk-label govuk-label--l"' in made
    assert "As on your passport" in made
    assert ">Name<" in made.replace("> ", ">").replace(" <", "<")


def test_a_variable_of_the_page_is_escaped() -> None:
    assert "&lt;b&gt;" in page('{% govuk "tag" text=title %}', title="<b>")


def test_a_block_is_the_content_of_its_component() -> None:
    made = page('{% govukblock "details" summaryText="More" %}<p>{{ words }}</p>{% endgovukblock %}', words="<i>")
    assert "<p>&lt;i&gt;</p>" in made


def test_dates_times_and_money_read_as_gov_uk_writes_them() -> None:
    moment = datetime(2026, 6, 1, 14, 45, tzinfo=UTC)
    made = page("{{ on|day }}, {{ at|clock }}, {{ at|moment }}, {{ 7550|pounds }}", on=date(2019, 5, 10), at=moment)
    assert made == "10 May 2019, 3:45pm, 1 June 2026 at 3:45pm, £75.50"


def test_the_page_s_own_section_is_marked_in_the_navigation() -> None:
    there = [Destination("Home", "/home/", "home"), Destination("Messages", "/messages/", "messages", waiting=2)]
    made = page(
        '{% navigation_items as links %}{% govuk "service-navigation" navigation=links %}',
        navigation=there,
        section="messages",
    )
    assert made.count('aria-current="true"') == 1
    assert made.index("/messages/") < made.index('aria-current="true"')
    assert "2<span" in made


def test_an_address_that_the_site_does_not_route_is_guessed_from_its_name() -> None:
    assert page('{% page_address "no-such-page-here" %}') == "/no-such-page-here/"


def test_components_speak_welsh_on_welsh_pages() -> None:
    with translation.override("cy"):
        made = page('{% govuk "error-message" text="x" %}{% govuk "back-link" href="/" %}')
    assert "Gwall" in made
    assert "Yn ôl" in made


@pytest.mark.parametrize("tone", ["neutral", "info", "good", "notice", "warning", "bad", "strong"])
def test_every_tone_has_a_tag(tone: str) -> None:
    assert "govuk-tag" in page("{% tone_tag words tone=tone %}", words="Late", tone=tone)
