"""Examples that were recorded from the API itself (``tests/api/test_examples.py`` records them again and compares)."""

import json
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "recorded.json"
NAME = "As it was answered"
LIKE = {"answerQuestions": "getFiling", "decideFiling": "getFiling", "takeExit": "getFiling"}
"""They answer with the whole request, as another operation does."""


def with_examples(operations: dict[str, Any]) -> None:
    """Gives each operation without an example the recorded one, for what is sent and what is answered."""
    for operation in operations.values():
        name = operation["operationId"]
        said = _recorded().get(LIKE.get(name, name))
        if said is None:
            continue
        sent = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
        _give(sent, said["request"], "As it was sent")
        answer = operation["responses"].get(said["status"], {}).get("content", {}).get("application/json", {})
        _give(answer, said["response"], NAME)


def _give(content: dict[str, Any], value: Any, name: str) -> None:
    if content and value is not None and "examples" not in content:
        content["examples"] = {name: {"value": value}}


def _recorded() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FILE.read_text()) if FILE.exists() else {}
    return found
