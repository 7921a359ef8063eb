"""Formats: JSON by default, XML and CSV where a view has them; 406 names what there is (ST.90, theme "formats")."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from core.tables import harmless


class JSON(BaseRenderer):
    """JSON as RFC 8259 has it; members in lowerCamelCase, days as ``2026-11-27``, moments in UTC."""

    media_type = "application/json"
    format = "json"
    charset = None

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        """The answer's bytes."""
        return b"" if data is None else orjson.dumps(data, default=str, option=orjson.OPT_NAIVE_UTC | orjson.OPT_UTC_Z)


class Bytes(BaseRenderer):
    """A file, in the one format that it has: whatever the caller would take."""

    media_type = "*/*"
    format = "bytes"
    charset = None
    render_style = "binary"

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        """Nothing: views of files answer with the file itself, and a file that was removed has no body."""
        return b""


class JSONBody(BaseParser):
    """Reads JSON, and JSON Merge Patch (RFC 7396)."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None) -> Any:
        """The body as data.

        Raises:
            ParseError: if it is no JSON.
        """
        try:
            read = orjson.loads(stream.read())
        except orjson.JSONDecodeError as error:
            raise ParseError(f"The body is no JSON: {error}") from error
        demand_storable(read)
        return read


class MergePatchBody(JSONBody):
    """The same under the name of RFC 7396."""

    media_type = "application/merge-patch+json"


class CSV(BaseRenderer):
    """The items of a list as a table with a heading; no cell is one that a spreadsheet would run."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> str:
        """The table; an error stays JSON in one cell, as its status says."""
        items = data.get("items") if isinstance(data, dict) else None
        return as_csv(items) if items is not None else orjson.dumps(data, default=str).decode()


class PDF(BaseRenderer):
    """A document as it was made."""

    media_type = "application/pdf"
    format = "pdf"
    charset = None
    render_style = "binary"

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        """The bytes."""
        return bytes(data)


def is_wanted(request: Request, renderer: type[BaseRenderer]) -> bool:
    """Whether the answer goes out in that format."""
    return isinstance(request.accepted_renderer, renderer)


def demand_size(request: Request) -> None:
    """Reads a body that is no form, as far as it may be read; a form is read by what it holds.

    Raises:
        RequestDataTooBig: above DATA_UPLOAD_MAX_MEMORY_SIZE.
    """
    if not (request.content_type or "").startswith("multipart/"):
        request._request.body  # noqa: B018  the parsers read what is read here


def as_csv(items: Sequence[Mapping[str, Any]]) -> str:
    """Items as CSV: members of members under dotted names, lists as JSON."""
    rows = [dict(_flat(item)) for item in items]
    names = list(dict.fromkeys(name for row in rows for name in row))
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(names)
    table.writerows([harmless(row.get(name, "")) for name in names] for row in rows)
    return written.getvalue()


def _flat(item: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in item.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{path}{name}.")
        else:
            yield path + name, orjson.dumps(value, default=str).decode() if isinstance(value, list) else value


def demand_storable(value: Any) -> None:
    """PostgreSQL has no text that holds NUL, nor half a surrogate pair.

    Raises:
        ParseError: if there is one in the body.
    """
    match value:
        case str() if "\0" in value:
            raise ParseError("The body holds the character NUL, which nothing here can keep")
        case dict():
            for name, inner in value.items():
                demand_storable(name)
                demand_storable(inner)
        case list():
            for inner in value:
                demand_storable(inner)
