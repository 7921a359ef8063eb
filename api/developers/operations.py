"""The operations of the API as pages show them, read from the description and never written twice."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

from django.conf import settings

from api.developers.markdown import inline
from api.developers.schemas import Member, kind_of, members_of, resolved
from api.kernel.describing import described

IN_ADDRESSES = {"number": "GB2900001", "name": "right-statuses", "type": "renew", "day": "2024-06-12", "place": "1"}
JSON = "application/json"


@dataclass(frozen=True)
class Parameter:
    """One parameter of an address or header."""

    name: str
    where: str
    kind: str
    is_required: bool
    says: str


@dataclass(frozen=True)
class Answer:
    """One status with what it means; ``members`` and ``example`` where it has a body of JSON."""

    status: str
    says: str
    formats: tuple[str, ...]
    members: tuple[Member, ...]
    example: str


@dataclass(frozen=True)
class Operation:
    """One operation."""

    id: str
    part: str
    method: str
    path: str
    summary: str
    says: str
    scopes: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    body: tuple[Member, ...]
    body_example: str
    answers: tuple[Answer, ...]

    @property
    def paragraphs(self) -> list[str]:
        """What it says, paragraph by paragraph."""
        return [inline(" ".join(part.split())) for part in self.says.split("\n\n")]

    @property
    def is_open(self) -> bool:
        """Whether anybody may call it without a token."""
        return not self.scopes

    @property
    def good(self) -> list[Answer]:
        """What it answers where all is well."""
        return [one for one in self.answers if one.status < "400"]

    @property
    def bad(self) -> list[Answer]:
        """What it answers where something is wrong."""
        return [one for one in self.answers if one.status >= "400"]

    @property
    def example_path(self) -> str:
        """The path with something in every place."""
        path = self.path
        for one in self.parameters:
            if one.where == "path":
                path = path.replace(f"{{{one.name}}}", IN_ADDRESSES.get(one.name, f"${one.name.upper()}"))
        asked = [
            f"{one.name}={quote('GB2900001')}" for one in self.parameters if one.where == "query" and one.is_required
        ]
        return f"{path}?{'&'.join(asked)}" if asked else path

    @property
    def can_be_run(self) -> bool:
        """Whether a link is enough to run it."""
        return self.method == "GET" and self.is_open and "$" not in self.example_path

    @property
    def curl(self) -> str:
        """The call as a command."""
        words = [f'curl -s -X {self.method} "{settings.PUBLIC_URL}{self.example_path}"']
        if not self.is_open:
            words.append('-H "Authorization: Bearer $TOKEN"')
        words += [f"-H '{name}: {value}'" for name, value in self._headers()]
        if self.body_example:
            words += ["-H 'Content-Type: application/json'", f"-d '{self.body_example}'"]
        return " \\\n  ".join(words)

    @property
    def python(self) -> str:
        """The call with requests."""
        headers = {} if self.is_open else {"Authorization": "Bearer …"}
        headers |= dict(self._headers())
        said = [f'"{settings.PUBLIC_URL}{self.example_path}"']
        said += [f"headers={json.dumps(headers, ensure_ascii=False)}"] if headers else []
        said += [f"json={json.loads(self.body_example)!r}"] if self.body_example else []
        arguments = ",\n    ".join(said)
        return f"answer = requests.{self.method.lower()}(\n    {arguments},\n    timeout=30,\n)"

    def _headers(self) -> Iterator[tuple[str, str]]:
        examples = {"Idempotency-Key": "a-new-one-for-each-new-thing", "If-Match": "*"}
        needed = [
            one for one in self.parameters if one.where == "header" and (one.is_required or one.name == "If-Match")
        ]
        yield from ((one.name, examples[one.name]) for one in needed if one.name in examples)


@cache
def operations() -> Mapping[str, Operation]:
    """Every operation by its id, in the order of the description."""
    found = [
        _operation(path, method, said)
        for path, methods in described()["paths"].items()
        for method, said in methods.items()
    ]
    return {one.id: one for one in found}


def by_part() -> list[tuple[str, str, list[Operation]]]:
    """Each part with its sentence and its operations."""
    said = {tag["name"]: tag["description"] for tag in described()["tags"]}
    return [
        (name, words, [one for one in operations().values() if one.part == name])
        for name, words in sorted(said.items())
    ]


def _operation(path: str, method: str, said: Mapping[str, Any]) -> Operation:
    content = said.get("requestBody", {}).get("content", {}).get(JSON, {})
    return Operation(
        id=said["operationId"],
        part=said["tags"][0],
        method=method.upper(),
        path=path,
        summary=said["summary"],
        says=said.get("description", ""),
        scopes=tuple(scope for one in said["security"] for scope in one.get("oauth2", [])),
        parameters=tuple(map(_parameter, said.get("parameters", []))),
        body=tuple(members_of(content["schema"])) if content else (),
        body_example=_example(content),
        answers=tuple(_answer(status, one) for status, one in sorted(said["responses"].items())),
    )


def _parameter(said: Mapping[str, Any]) -> Parameter:
    kind = kind_of(resolved(said["schema"]))
    return Parameter(said["name"], said["in"], kind, bool(said.get("required")), inline(said.get("description", "")))


def _answer(status: str, said: Mapping[str, Any]) -> Answer:
    content = said.get("content", {})
    whole = content.get(JSON, {})
    is_error = status >= "400"
    members = tuple(members_of(whole["schema"])) if whole and not is_error else ()
    return Answer(status, said.get("description", ""), tuple(content), members, "" if is_error else _example(whole))


def _example(content: Mapping[str, Any]) -> str:
    values = [one["value"] for one in content.get("examples", {}).values()]
    return json.dumps(values[0], indent=2, ensure_ascii=False) if values else ""
