"""Personalisation: fills ((fields)) and ((field??conditional text)) the way Notify does."""

import re
from collections.abc import Mapping
from typing import Any

Values = Mapping[str, Any]

_FIELD = re.compile(r"\(\(((?:(?!\(\(|\)\)|\?\?).)+?)(?:\?\?((?:(?!\)\)).)*))?\)\)", re.S)
_YES = frozenset({"yes", "y", "true", "t", "include", "show", "1"})


def key_of(name: str) -> str:
    """Return what a field's name comes to: case, spaces, hyphens and underscores do not matter."""
    return re.sub(r"[\s_-]", "", name).lower()


def names_in(*texts: str) -> list[str]:
    """Return the names of the fields in some texts, each once, in order."""
    found: dict[str, str] = {}
    for text in texts:
        for match in _FIELD.finditer(text):
            found.setdefault(key_of(match[1]), match[1].strip())
    return list(found.values())


def missing(names: list[str], values: Values) -> list[str]:
    """Return the names for which no value is given."""
    given = {key_of(name) for name, value in values.items() if value is not None}
    return [name for name in names if key_of(name) not in given]


def fill(text: str, values: Values, *, inline: bool = False) -> str:
    """Put the values in; a list becomes bullets, or words in a row when ``inline`` (subjects, text messages)."""
    given = {key_of(name): value for name, value in values.items()}

    def value_of(match: re.Match[str]) -> str:
        value = given[key_of(match[1])]
        if match[2] is not None:
            return match[2] if _is_yes(value) else ""
        return _written(value, inline=inline)

    return _FIELD.sub(value_of, text)


def _is_yes(value: object) -> bool:
    return str(value).strip().lower() in _YES


def _written(value: object, *, inline: bool) -> str:
    if not isinstance(value, list):
        return str(value)
    items = [str(item) for item in value if item not in (None, "")]
    if inline:
        return " and ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))
    return "\n\n" + "\n".join(f"* {item}" for item in items) + "\n\n"


def sanitised(value: str) -> str:
    """Return a value with everything taken out that Markdown would turn into a link or formatting."""
    without_links = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", value)
    return re.sub(r"[#*^\[\]()<>`]", "", without_links)
