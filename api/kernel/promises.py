"""What a change of the API would break: the description that was published against the one as it is.

A caller may rely on what was published: its addresses, what it takes, and what it always answers. New addresses, new
parameters that may be left out, new members of answers and new words in answers break nobody who follows the API
standard (docs/api-standard.md).
"""

from collections.abc import Callable, Iterator, Mapping
from functools import reduce
from typing import Any

Described = Mapping[str, Any]
METHODS = ("get", "post", "put", "patch", "delete")
DEEPEST = 24
Follow = Callable[[str, Described, Described], Iterator[str]]


def broken(published: Described, present: Described) -> list[str]:
    """A sentence for each promise that is not kept."""
    return sorted(set(_broken(_expanded(published, published), _expanded(present, present))))


def _broken(published: Described, present: Described) -> Iterator[str]:
    for path, operations in published["paths"].items():
        for method in METHODS:
            if method not in operations:
                continue
            now = present["paths"].get(path, {}).get(method)
            where = f"{method.upper()} {path}"
            if now is None:
                yield f"{where} is gone"
                continue
            yield from _parameters(where, operations[method], now)
            yield from _security(where, operations[method], now)
            yield from _bodies(where, operations[method], now)


def _parameters(where: str, then: Described, now: Described) -> Iterator[str]:
    before = {(one["in"], one["name"]): one for one in then.get("parameters", [])}
    after = {(one["in"], one["name"]): one for one in now.get("parameters", [])}
    for key, one in before.items():
        if key not in after:
            yield f"{where} no longer takes {key[1]}"
        elif set(one["schema"].get("enum", [])) - set(after[key]["schema"].get("enum", one["schema"].get("enum", []))):
            yield f"{where} takes fewer words as {key[1]}"
    for key, one in after.items():
        if one.get("required") and not before.get(key, {}).get("required"):
            yield f"{where} now demands {key[1]}"


def _security(where: str, then: Described, now: Described) -> Iterator[str]:
    before, after = ([str(one) for one in said.get("security", [])] for said in (then, now))
    if (after and not before) or set(before) - set(after):
        yield f"{where} is not open to every token to which it was"


def _bodies(where: str, then: Described, now: Described) -> Iterator[str]:
    asked, asks = (said.get("requestBody", {}).get("content", {}) for said in (then, now))
    for kind, body in asked.items():
        if kind not in asks:
            yield f"{where} no longer reads {kind}"
        else:
            yield from _taken(f"{where} body", body["schema"], asks[kind]["schema"])
    for status, answer in then["responses"].items():
        if not status.startswith("2"):
            continue
        for kind, body in answer.get("content", {}).items():
            said = now["responses"].get(status, {}).get("content", {}).get(kind)
            if said is None:
                yield f"{where} no longer answers {status} as {kind}"
            else:
                yield from _given(f"{where} {status}", body.get("schema", {}), said.get("schema", {}))


def _taken(where: str, then: Described, now: Described) -> Iterator[str]:
    """What was taken must still be."""
    yield from _kind(where, then, now)
    if set(then.get("enum", [])) - set(now.get("enum", then.get("enum", []))):
        yield f"{where} takes fewer words"
    for name in set(now.get("required", [])) - set(then.get("required", [])):
        yield f"{where}.{name} is now demanded"
    yield from _inside(where, then, now, _taken)


def _given(where: str, then: Described, now: Described) -> Iterator[str]:
    """What was always answered must still be."""
    yield from _kind(where, then, now)
    for name in set(then.get("required", [])) - set(now.get("required", [])):
        yield f"{where}.{name} is no longer always answered"
    yield from _inside(where, then, now, _given)


def _kind(where: str, then: Described, now: Described) -> Iterator[str]:
    if then.get("type") != now.get("type") or then.get("format") != now.get("format"):
        yield f"{where} is of another type"


def _inside(where: str, then: Described, now: Described, follow: Follow) -> Iterator[str]:
    members = now.get("properties", {})
    for name, schema in then.get("properties", {}).items():
        if name not in members:
            yield f"{where}.{name} is gone"
        else:
            yield from follow(f"{where}.{name}", schema, members[name])
    if "items" in then and "items" in now:
        yield from follow(f"{where}[]", then["items"], now["items"])


def _expanded(part: Any, whole: Described, depth: int = 0) -> Any:
    """The same with what its references mean in their place, as deep as anybody looks."""
    if depth > DEEPEST:
        return {}
    if isinstance(part, list):
        return [_expanded(one, whole, depth + 1) for one in part]
    if not isinstance(part, Mapping):
        return part
    if "$ref" in part:
        meant = reduce(lambda inside, name: inside[name], part["$ref"].removeprefix("#/").split("/"), whole)
        return _expanded(meant, whole, depth + 1)
    if len(part.get("allOf", ())) == 1:
        return _expanded(part["allOf"][0], whole, depth + 1)
    return {name: _expanded(inner, whole, depth + 1) for name, inner in part.items()}
