"""Checks calls and replies of a stand-in against the published description of the service it stands in for."""

import json
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

Json = Any


class BrokenReply(Exception):
    """The stand-in was about to answer what the published description does not allow."""


class Published:
    """One OpenAPI 3.0 description, read from a path; files that it points to are read beside it.

    ``amend`` corrects, on a copy in memory, where the description is known to differ from the service.
    """

    def __init__(self, path: str, amend: Callable[[Json], None] | None = None) -> None:
        """Read the description; raises OSError or ValueError if it cannot be read.

        What checks JSON is imported here only, since it is needed by development alone.
        """
        validating, referencing = import_module("openapi_schema_validator"), import_module("referencing")
        draft = import_module("referencing.jsonschema").DRAFT4
        resource = cache(
            lambda uri: referencing.Resource.from_contents(self._document(uri), default_specification=draft)
        )
        self._base = Path(path).resolve().as_uri()
        self._amend = amend
        self._documents: dict[str, Json] = {}
        self._validator = validating.OAS30Validator
        self._registry = referencing.Registry(retrieve=resource)
        self._paths = {template: self._item(item) for template, item in self._document(self._base)["paths"].items()}

    def _document(self, uri: str) -> Json:
        if uri not in self._documents:
            document = json.loads(Path(url2pathname(urlsplit(uri).path)).read_text(encoding="utf-8"))
            if self._amend:
                self._amend(document)
            self._documents[uri] = document
        return self._documents[uri]

    def _item(self, item: Json) -> tuple[str, Json]:
        """Return a path's operations and the address of the file they are in."""
        if "$ref" not in item:
            return self._base, item
        uri = self._base.rsplit("/", 1)[0] + "/" + item["$ref"].removeprefix("./")
        return uri, self._document(uri)

    def request_problem(self, method: str, path: str, body: Json) -> str | None:
        """Say what the description does not allow in a call's body; None if nothing or if it describes no body."""
        found = self._operation(method, path)
        if found is None:
            return f"{method} {path} is not described"
        uri, operation = found
        return self._problem(uri, operation.get("requestBody", {}).get("content", {}), body)

    def reply_problem(self, method: str, path: str, status: int, body: Json) -> str | None:
        """Say what the description does not allow in a reply's status or body; None if nothing."""
        found = self._operation(method, path)
        if found is None:
            return f"{method} {path} is not described"
        uri, operation = found
        reply = operation["responses"].get(str(status))
        if reply is None:
            return f"{method} {path} answers {status}, which is not described"
        return self._problem(uri, reply.get("content", {}), body)

    def _operation(self, method: str, path: str) -> tuple[str, Json] | None:
        for template, (uri, item) in sorted(self._paths.items(), key=lambda pair: pair[0].count("{")):
            if _fits(template, path) and method.lower() in item:
                return uri, item[method.lower()]
        return None

    def _problem(self, uri: str, content: Json, body: Json) -> str | None:
        schema = content.get("application/json", {}).get("schema")
        if schema is None:
            return None
        schema = _absolute(schema, uri)
        validator: Any = self._validator(schema, registry=self._registry)
        errors = [
            f"{'.'.join(map(str, error.absolute_path)) or 'body'}: {error.message}"
            for error in validator.iter_errors(body)
        ]
        return "; ".join(errors) or None


def _fits(template: str, path: str) -> bool:
    wanted, given = template.strip("/").split("/"), path.strip("/").split("/")
    return len(wanted) == len(given) and all(
        want.startswith("{") or want == got for want, got in zip(wanted, given, strict=True)
    )


def _absolute(schema: Json, uri: str) -> Json:
    """Return the schema with a relative reference made absolute, so that it resolves from outside its file."""
    reference = schema.get("$ref", "")
    if not reference:
        return schema
    file, _, fragment = reference.partition("#")
    base = uri.rsplit("/", 1)[0] + "/" + file.removeprefix("./") if file else uri
    return {"$ref": f"{base}#{fragment}"}
