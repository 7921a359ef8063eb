"""Shows a notice's words as a page: the small part of Markdown that GOV.UK Notify knows, everything else escaped."""

import re
from collections.abc import Iterator

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

ADDRESS = re.compile(r"(https?://[^\s<>\"']+[^\s<>\"'.,;:!?)])")


def as_html(words: str) -> SafeString:
    """Headings, bullets, rules, paragraphs and bare addresses; nothing else becomes markup."""
    blocks = [block.strip() for block in words.split("\n\n") if block.strip()]
    return mark_safe("\n".join(_blocks(blocks)))  # noqa: S308  every part is escaped below


def _blocks(blocks: list[str]) -> Iterator[str]:
    for block in blocks:
        lines = block.splitlines()
        if block == "---":
            yield '<hr class="govuk-section-break govuk-section-break--m govuk-section-break--visible">'
        elif lines[0].startswith("# "):
            yield format_html('<h2 class="govuk-heading-m">{}</h2>', lines[0][2:])
            yield from _blocks(["\n".join(lines[1:])] if lines[1:] else [])
        elif all(line.startswith("* ") for line in lines):
            items = format_html_join("", "<li>{}</li>", ((_linked(line[2:]),) for line in lines))
            yield format_html('<ul class="govuk-list govuk-list--bullet">{}</ul>', items)
        else:
            yield format_html(
                '<p class="govuk-body">{}</p>',
                mark_safe("<br>".join(_linked(line) for line in lines)),  # noqa: S308
            )


def _linked(line: str) -> SafeString:
    """The line with bare addresses as links."""
    parts = ADDRESS.split(line)
    shown = [
        format_html('<a class="govuk-link" href="{0}">{0}</a>', part) if place % 2 else escape(part)
        for place, part in enumerate(parts)
    ]
    return mark_safe("".join(shown))  # noqa: S308  each part was escaped
