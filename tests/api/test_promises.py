"""What would break callers is found, and what would not is let pass."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from api.kernel.promises import broken

PUBLISHED: dict[str, Any] = {
    "components": {
        "schemas": {
            "Thing": {
                "type": "object",
                "properties": {
                    "name": {"type": "string"},
                    "kind": {"type": "string", "enum": ["a", "b"]},
                    "inside": {"type": "array", "items": {"$ref": "#/components/schemas/Part"}},
                },
                "required": ["name", "kind"],
            },
            "Part": {"type": "object", "properties": {"size": {"type": "integer"}}, "required": ["size"]},
        }
    },
    "paths": {
        "/things": {
            "get": {
                "parameters": [{"in": "query", "name": "kind", "schema": {"enum": ["a", "b"]}}],
                "security": [{"oauth2": ["things:read"]}],
                "responses": {
                    "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}
                },
            },
            "post": {
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
                "responses": {"201": {"content": {"application/json": {"schema": {"type": "object"}}}}},
            },
        }
    },
}
Change = Callable[[dict[str, Any]], Any]


def changed(change: Change) -> list[str]:
    present = copy.deepcopy(PUBLISHED)
    change(present)
    return broken(PUBLISHED, json.loads(json.dumps(present)))


def things(whole: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = whole["paths"]["/things"]
    return found


def thing(whole: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = whole["components"]["schemas"]["Thing"]
    return found


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda d: d["paths"].clear(), "GET /things is gone"),
        (lambda d: things(d).pop("post"), "POST /things is gone"),
        (lambda d: things(d)["get"]["parameters"].clear(), "GET /things no longer takes kind"),
        (
            lambda d: things(d)["get"]["parameters"][0]["schema"]["enum"].remove("b"),
            "GET /things takes fewer words as kind",
        ),
        (
            lambda d: things(d)["get"]["parameters"].append(
                {"in": "query", "name": "new", "required": True, "schema": {}}
            ),
            "GET /things now demands new",
        ),
        (
            lambda d: things(d)["post"].update(security=[{"oauth2": ["x"]}]),
            "POST /things is not open to every token to which it was",
        ),
        (lambda d: thing(d)["required"].append("inside"), "POST /things body.inside is now demanded"),
        (lambda d: thing(d)["required"].remove("name"), "GET /things 200.name is no longer always answered"),
        (lambda d: thing(d)["properties"].pop("name"), "GET /things 200.name is gone"),
        (
            lambda d: d["components"]["schemas"]["Part"]["properties"].pop("size"),
            "GET /things 200.inside[].size is gone",
        ),
        (lambda d: thing(d)["properties"]["name"].update(type="integer"), "GET /things 200.name is of another type"),
        (lambda d: thing(d)["properties"]["kind"]["enum"].remove("a"), "POST /things body.kind takes fewer words"),
    ],
)
def test_what_breaks_callers_is_named(change: Change, sentence: str) -> None:
    assert sentence in changed(change)


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d["paths"].update({"/more": {"get": {"responses": {}}}}),
        lambda d: things(d)["get"]["parameters"].append({"in": "query", "name": "new", "schema": {}}),
        lambda d: thing(d)["properties"].update(new={"type": "string"}),
        lambda d: d["components"]["schemas"]["Part"]["properties"].update(colour={"type": "string"}),
        lambda d: things(d)["get"]["security"].append({"oauth2": ["other"]}),
    ],
)
def test_what_breaks_nobody_passes(change: Change) -> None:
    assert changed(change) == []
