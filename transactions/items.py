"""Questions that may be answered several times: their answers are ``{"items": […]}``, one object each."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from transactions.kind import Step

Item = dict[str, Any]
ITEMS = "items"


def is_repeated(step: Step) -> bool:
    """Whether the page may be answered more than once."""
    return step.most > 1


def items_of(stored: Mapping[str, Any]) -> list[Item]:
    """The answers of a page that may be answered several times, in the order given."""
    return list(stored.get(ITEMS, ()))


def mark_of(answers: Item | Sequence[Item]) -> str:
    """A short mark that changes with the answers: a page that was opened carries it, and says so when it is sent."""
    text = json.dumps(answers, sort_keys=True, ensure_ascii=False)
    return sha256(text.encode()).hexdigest()[:16]
