"""The project's own documents as pages: Markdown in the classes of the design system, its links leading somewhere."""

import re
from collections.abc import Mapping

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

CLASSES: Mapping[str, str] = {
    "h2": "govuk-heading-m",
    "h3": "govuk-heading-s",
    "p": "govuk-body",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "table": "govuk-table",
    "thead": "govuk-table__head",
    "tbody": "govuk-table__body",
    "tr": "govuk-table__row",
    "th": "govuk-table__header",
    "td": "govuk-table__cell",
    "a": "govuk-link",
}
LINKS: Mapping[str, str] = {
    "api/openapi.json": "/api/v1/openapi.json",
    "api-quickstart.md": "/developers/quickstart/",
    "api-standard.md": "/developers/standard/",
}
"""Where the documents' own links lead on the site; any other link within the repository is shown as plain text."""
HEADING = re.compile(r"^(#{1,2}) (.+)$", re.MULTILINE)
PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")


def outline_of(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The title, and each heading with its anchor."""
    found = HEADING.findall(text)
    title = next(words for level, words in found if level == "#")
    return title, [(slugify(words), words) for level, words in found if level == "##"]


def as_html(text: str) -> SafeString:
    """Everything below the title."""
    below = PARSER.parse(text)[3:]
    _dress(below)
    html: str = PARSER.renderer.render(below, PARSER.options, {})
    return mark_safe(html)  # noqa: S308  our own documents, parsed without HTML


def inline(text: str) -> SafeString:
    """A sentence of the description, with what it quotes as code."""
    html: str = PARSER.renderInline(text)
    return mark_safe(html.replace("<code>", '<code class="oneipo-code">'))  # noqa: S308  parsed without HTML


def _dress(tokens: list[Token]) -> None:
    for place, token in enumerate(tokens):
        if token.nesting == 1 and token.tag in CLASSES:
            token.attrSet("class", CLASSES[token.tag])
        if token.type == "heading_open":
            token.attrSet("id", slugify(tokens[place + 1].content))
        if token.type == "fence":
            token.attrSet("tabindex", "0")
        if token.children:
            _dress(token.children)
            _lead(token.children)


def _lead(children: list[Token]) -> None:
    """Links within the repository lead to pages, or are no links."""
    is_plain = False
    for child in children:
        if child.type == "link_open":
            href = str(child.attrGet("href"))
            is_plain = not href.startswith("http") and href not in LINKS
            child.attrSet("href", LINKS.get(href, href))
        if child.type in ("link_open", "link_close") and is_plain:
            child.type, child.tag, child.content, child.nesting = "text", "", "", 0
