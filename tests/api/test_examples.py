"""The examples of the description run: those that were recorded are recorded again and are the same, and all are valid."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from builders.demonstration_clock import clock_at
from builders.recorded import AT, an_afternoon, made_the_same
from jsonschema import Draft202012Validator

from api.kernel.describing import described
from api.kernel.recorded import FILE

pytestmark = pytest.mark.django_db
WITHOUT = {"getCertificatesPdf", "getCertificatesZip", "openDocumentOfFiling", "openRightDocument", "getLetter"}
"""Their answers are files."""


def test_what_was_recorded_is_what_the_api_says() -> None:
    """To record anew: RECORD=1 pytest tests/api/test_examples.py, then manage.py api_description."""
    with clock_at(AT):
        said = made_the_same(an_afternoon())
    if os.environ.get("RECORD"):
        Path(FILE).write_text(json.dumps(said, indent=2, sort_keys=True, ensure_ascii=False) + "\n")
    assert said == json.loads(Path(FILE).read_text())


def contents() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each operation's bodies of JSON: what is sent, and what is answered where all is well."""
    for methods in described()["paths"].values():
        for said in methods.values():
            sent = said.get("requestBody", {}).get("content", {}).get("application/json")
            if sent:
                yield said["operationId"], "request", sent
            for status, answer in said["responses"].items():
                content = answer.get("content", {}).get("application/json")
                if status < "300" and content:
                    yield said["operationId"], "response", content


@pytest.mark.parametrize(
    ("operation", "side", "content"), [pytest.param(*one, id=f"{one[0]}-{one[1]}") for one in contents()]
)
def test_every_body_has_an_example_that_is_valid(operation: str, side: str, content: dict[str, Any]) -> None:
    examples = list(content.get("examples", {}).values())
    assert examples, f"Give {operation} an example, or record it (tests/builders/recorded.py)"
    schema = {**content["schema"], "components": described()["components"]}
    for one in examples:
        faults = [fault.message for fault in Draft202012Validator(schema).iter_errors(one["value"])]
        assert faults == [], operation


def test_what_answers_with_a_file_alone_needs_none() -> None:
    having = {operation for operation, side, _content in contents() if side == "response"}
    every = {said["operationId"] for methods in described()["paths"].values() for said in methods.values()}
    bodiless = {
        said["operationId"]
        for methods in described()["paths"].values()
        for said in methods.values()
        if "204" in said["responses"]
    }
    assert every - having - bodiless - WITHOUT == {"exportPortfolio"}
