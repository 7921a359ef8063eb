"""Finds every sentence that pages, messages and errors ask the Welsh catalogue for."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

PACKAGES = (
    "oneipo",
    "core",
    "accounts",
    "notifications",
    "rights",
    "payments",
    "transactions",
    "casework",
    "portal",
    "staff",
    "api",
)
SINGULAR = frozenset({"_", "gettext", "gettext_lazy", "gettext_noop"})
PLURAL = frozenset({"ngettext", "ngettext_lazy"})
CALL = re.compile(r"(?<![\w.])(?:_|n?gettext)\(")


class NotWritten(ValueError):
    """A call for a translation is given something else than the sentence itself, so that nobody can translate it."""


@dataclass(frozen=True, order=True)
class Sentence:
    """What is asked for: a sentence, and its plural where it counts."""

    text: str
    plural: str = ""


Found = dict[Sentence, set[str]]
"""Each sentence with the files that ask for it."""


def sentences(root: Path) -> Found:
    """Every sentence of the product below ``root``; the stand-ins and the tests speak English only."""
    found: Found = {}
    for path, sentence in (*_in_code(root), *_in_templates(root)):
        found.setdefault(sentence, set()).add(str(path.relative_to(root)))
    return _told_once(found)


def _told_once(found: Found) -> Found:
    """A catalogue has one entry for a sentence: where it is asked for alone and with a plural, that is the second."""
    counted = {one.text: one for one in found if one.plural}
    told: Found = {}
    for one, files in found.items():
        told.setdefault(counted.get(one.text, one), set()).update(files)
    return told


def _in_code(root: Path) -> Iterator[tuple[Path, Sentence]]:
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield from ((path, one) for one in asked_for(path.read_text(encoding="utf-8"), str(path)))


def _in_templates(root: Path) -> Iterator[tuple[Path, Sentence]]:
    for path in sorted((root / "templates").rglob("*.html")):
        for one in asked_by_template(path.read_text(encoding="utf-8"), str(path)):
            yield path, one


def asked_by_template(source: str, name: str) -> Iterator[Sentence]:
    """The sentences of one template."""
    code = templatize(source, origin=name)
    for match in CALL.finditer(code):
        yield from asked_for(_call(code[match.start() :]), name)


def asked_for(source: str, name: str) -> Iterator[Sentence]:
    """The sentences of one piece of Python.

    Raises:
        NotWritten: naming the place.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _name(node) in SINGULAR | PLURAL:
            yield _sentence(node, name)


def _name(node: ast.Call) -> str:
    return str(getattr(node.func, "id", getattr(node.func, "attr", "")))


def _sentence(node: ast.Call, name: str) -> Sentence:
    texts = node.args[: 2 if _name(node) in PLURAL else 1]
    values = [text.value for text in texts if isinstance(text, ast.Constant) and isinstance(text.value, str)]
    if not values or len(values) != len(texts):
        raise NotWritten(f"{name}, line {node.lineno}: write the sentence itself into {_name(node)}(…)")
    return Sentence(*values)


def _call(code: str) -> str:
    """The code up to where its first call ends."""
    for end in (place for place, letter in enumerate(code, 1) if letter == ")"):
        try:
            ast.parse(code[:end])
        except SyntaxError:
            continue
        return code[:end]
    raise NotWritten(code[:80])
