"""A notice shown as a page carries no markup but ours."""

from notifications.markdown import as_html


def test_a_title_with_markup_is_shown_as_text() -> None:
    shown = as_html("# About <script>alert(1)</script>\n\nA & B <b>bold</b>")
    assert "<script>" not in shown
    assert "<b>" not in shown
    assert "A &amp; B" in shown


def test_an_address_becomes_a_link_without_the_full_stop_behind_it() -> None:
    shown = as_html("Go to https://rights.example/renew/?a=1&b=2.")
    assert '<a class="govuk-link" href="https://rights.example/renew/?a=1&amp;b=2">' in shown
    assert shown.endswith("</a>.</p>")


def test_quotes_cannot_leave_the_address() -> None:
    assert 'onclick="' not in as_html('https://rights.example/"onclick="x')


def test_headings_bullets_and_rules_are_drawn() -> None:
    shown = as_html("# First\n\n* one\n* two\n\n---\n\nlast")
    assert "<h2" in shown
    assert shown.count("<li>") == 2
    assert "<hr" in shown
