"""Every published example of the design system comes out of our environment as published."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.utils.safestring import mark_safe
from lxml import html

from core.design.environment import render
from core.design.trust import is_markup

FIXTURES = Path(__file__).parent / "fixtures"
DRAWING = re.compile(r"(<svg\b[^>]*>).*?(</svg>)", re.DOTALL)
WITHOUT_DRAWINGS = {"header", "footer"}


def published() -> list[Any]:
    return [
        pytest.param(path.stem, example, id=f"{path.stem}: {example['name']}")
        for path in sorted(FIXTURES.glob("*.json"))
        for example in json.loads(path.read_text(encoding="utf-8"))
    ]


def trusted(value: Any, key: str = "", inside: str = "") -> Any:
    """The options as an author would give them who means markup where the example has markup."""
    if isinstance(value, dict):
        return {name: trusted(item, name, key) for name, item in value.items()}
    if isinstance(value, list):
        return [trusted(item) for item in value]
    meant = isinstance(value, str) and (is_markup(key) or inside == "slots" or key == "attributes")
    return mark_safe(value) if meant else value


def normal(text: str) -> list[Any]:
    """Tags, attributes and words in order; white space between words counts as one space."""
    return [shape(node) for node in html.fragments_fromstring(f"<div>{text}</div>")]


def shape(node: Any) -> Any:
    if not isinstance(node.tag, str):
        return ("comment",)
    inner = [words(node.text)]
    for child in node:
        inner += [shape(child), words(child.tail)]
    return node.tag, sorted((name, words(value)) for name, value in node.attrib.items()), inner


def words(text: str | None) -> str:
    return " ".join((text or "").split())


@pytest.mark.parametrize(("component", "example"), published())
def test_example_comes_out_as_published(component: str, example: dict[str, Any]) -> None:
    made = str(render(component, trusted(example["options"])))
    if component in WITHOUT_DRAWINGS:
        made = DRAWING.sub(r"\1\2", made)
    assert normal(made) == normal(example["html"])


def test_all_657_examples_of_version_6_3_0_are_here() -> None:
    assert len(published()) == 657
