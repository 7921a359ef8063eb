"""Notify's own small Markdown: headings, bullets, numbers, insets, rules and links; as HTML or as plain text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

_BULLET = re.compile(r"\s*[*•-]\s+(.*)")
_NUMBER = re.compile(r"\s*\d+\.\s+(.*)")
_LINK = re.compile(r"\[([^\]]+)\]\((https?://[^\s)]+)\)|(https?://[^\s<>]+)")
_RULE = re.compile(r"\s*([-*_])(\s*\1){2,}\s*")


@dataclass
class Block:
    """One piece of a message: ``kind`` is heading, subheading, bullets, numbers, inset, rule or paragraph."""

    kind: str
    lines: list[str] = field(default_factory=list)


def blocks(text: str) -> list[Block]:
    """Split a message into its blocks."""
    found: list[Block] = []
    for kind, line in _kinds(text):
        joins = kind in ("bullets", "numbers", "inset", "paragraph")
        if kind == "":
            found.append(Block(""))
        elif found and joins and found[-1].kind == kind:
            found[-1].lines.append(line)
        else:
            found.append(Block(kind, [line]))
    return [block for block in found if block.kind]


def _kinds(text: str) -> Iterator[tuple[str, str]]:
    for line in text.replace("\r\n", "\n").split("\n"):
        if not line.strip():
            yield "", ""
        elif _RULE.fullmatch(line):
            yield "rule", ""
        elif line.startswith("##"):
            yield "subheading", line.lstrip("# ").strip()
        elif line.startswith("#"):
            yield "heading", line.lstrip("# ").strip()
        elif line.startswith("^"):
            yield "inset", line.lstrip("^ ").strip()
        elif bullet := _BULLET.fullmatch(line):
            yield "bullets", bullet[1]
        elif number := _NUMBER.fullmatch(line):
            yield "numbers", number[1]
        else:
            yield "paragraph", line.strip()


def to_html(text: str) -> str:
    """Return a message as HTML; headings start at level 2, nothing of the text is taken for HTML."""
    return "\n".join(_html(block) for block in blocks(text))


def _html(block: Block) -> str:
    lines = [_inline_html(line) for line in block.lines]
    if block.kind == "rule":
        return '<hr class="govuk-section-break govuk-section-break--visible govuk-section-break--l">'
    if block.kind in ("bullets", "numbers"):
        tag, style = ("ul", "bullet") if block.kind == "bullets" else ("ol", "number")
        items = "".join(f"<li>{line}</li>" for line in lines)
        return f'<{tag} class="govuk-list govuk-list--{style}">{items}</{tag}>'
    opened, closed = {
        "heading": ('<h2 class="govuk-heading-m">', "</h2>"),
        "subheading": ('<h3 class="govuk-heading-s">', "</h3>"),
        "inset": ('<div class="govuk-inset-text">', "</div>"),
    }.get(block.kind, ('<p class="govuk-body">', "</p>"))
    return f"{opened}{'<br>'.join(lines)}{closed}"


def _inline_html(line: str) -> str:
    parts, end = [], 0
    for match in _LINK.finditer(line):
        url = match[2] or match[3].rstrip(".,;:!?)'\"")
        stop = match.end() if match[2] else match.start() + len(url)
        parts.append(_unbold(line[end : match.start()]))
        parts.append(f'<a class="govuk-link" href="{escape(url)}">{escape(match[1] or url)}</a>')
        end = stop
    return "".join([*parts, _unbold(line[end:])])


def _unbold(text: str) -> str:
    """Escape, and drop the marks of bold and italics, which Notify does not render."""
    return escape(re.sub(r"(\*\*|__)(.+?)\1", r"\2", text), quote=False)


def to_plain(text: str) -> str:
    """Return a message as plain text, as in the text part of an email."""
    return "\n\n".join(_plain(block) for block in blocks(text))


def _plain(block: Block) -> str:
    lines = [_LINK.sub(lambda m: f"{m[1]}: {m[2]}" if m[2] else m[3], line) for line in block.lines]
    if block.kind == "bullets":
        return "\n".join(f"• {line}" for line in lines)
    if block.kind == "numbers":
        return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))
    if block.kind == "rule":
        return "-" * 65
    return "\n".join(lines) + ("\n" + "-" * 65 if block.kind in ("heading", "subheading") else "")
