"""JSON Schema in words: the members of a body, one line each, with what may stand in them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from api.developers.markdown import inline
from api.kernel.describing import described

DEEPEST = 3
Schema = Mapping[str, Any]


@dataclass(frozen=True)
class Member:
    """One member of a body; ``name`` is its way from the top, with ``[]`` for each item of a list."""

    name: str
    kind: str
    is_required: bool
    says: str


def members_of(schema: Schema) -> list[Member]:
    """Every member, those of members after it, to a depth at which people still read."""
    return list(_members(resolved(schema), "", 0))


def resolved(schema: Schema) -> Schema:
    """The schema behind a reference, or behind an ``allOf`` of one with words of its own."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return resolved(described()["components"]["schemas"][name])
    if len(schema.get("allOf", [])) == 1:
        own = {key: value for key, value in schema.items() if key != "allOf"}
        return {**resolved(schema["allOf"][0]), **own}
    options = [one for one in schema.get("oneOf", schema.get("anyOf", [])) if one.get("type") != "null"]
    if len(options) == 1:
        own = {key: value for key, value in schema.items() if key not in ("oneOf", "anyOf")}
        return {**resolved(options[0]), **own}
    return schema


def _members(schema: Schema, path: str, depth: int) -> Iterator[Member]:
    required = schema.get("required", [])
    for name, inner in schema.get("properties", {}).items():
        whole = resolved(inner)
        here = f"{path}{name}"
        yield Member(
            here, kind_of(whole), name in required, inline(inner.get("description") or whole.get("description", ""))
        )
        if depth < DEEPEST:
            yield from _inside(whole, here, depth + 1)


def _inside(schema: Schema, path: str, depth: int) -> Iterator[Member]:
    if schema.get("type") == "array":
        yield from _members(resolved(schema.get("items", {})), f"{path}[].", depth)
    else:
        yield from _members(schema, f"{path}.", depth)


def kind_of(schema: Schema) -> str:
    """What may stand there, in words."""
    types = schema.get("type", "")
    named = [types] if isinstance(types, str) else list(types)
    plain = [one for one in named if one != "null"]
    words = _kind(schema, plain[0] if plain else "")
    return _("%(kind)s or null") % {"kind": words} if "null" in named else words


def _kind(schema: Schema, plain: str) -> str:
    if "enum" in schema:
        return ", ".join(str(one) for one in schema["enum"] if one is not None)
    if plain == "array":
        return _("list of: %(kind)s") % {"kind": kind_of(resolved(schema.get("items", {})))}
    by_format = {"date": _("day"), "date-time": _("moment"), "uuid": "UUID", "binary": _("file"), "email": _("email")}
    if schema.get("format") in by_format:
        return str(by_format[schema["format"]])
    names = {
        "string": _("text"),
        "integer": _("whole number"),
        "number": _("number"),
        "boolean": _("true or false"),
        "object": _("object"),
    }
    return str(names.get(plain, _("anything"))) + _limits(schema)


def _limits(schema: Schema) -> str:
    least = schema.get("minimum", schema.get("minLength"))
    most = schema.get("maximum", schema.get("maxLength"))
    if most is None:
        return ""
    return f", {least} – {most:,}" if least is not None else _(", at most %(most)s") % {"most": f"{most:,}"}
