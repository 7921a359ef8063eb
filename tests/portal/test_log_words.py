"""Everything that members of an organisation can do is said in words in its log."""

import ast
from collections.abc import Iterator

from builders.sources import sources

from portal.shown.log import VERBS

OF_OFFICERS_OR_THE_SERVICE = {
    "credit-placed", "credit-returned", "decision-undone", "fee-proposed", "filing-decided", "filing-opened-again",
    "held-money-accepted", "held-money-returned", "keyed-in", "money-alert", "money-alert-resolved", "money-taken-in",
    "notice-undelivered", "payment-disputed", "promise-tried-again", "questions-extended", "refund-approved",
    "refund-made-by-hand", "refund-of-applied-money", "statement-loaded", "undelivered-resolved", "webhook-refused",
}  # fmt: skip
"""Reviewed: noted by officers, or by the service for the office."""


def noted() -> Iterator[tuple[str, str]]:
    for folder in ("accounts", "rights", "transactions", "payments", "notifications", "core"):
        for path, tree in sources(folder):
            for node in ast.walk(tree):
                is_note = isinstance(node, ast.Call) and ast.unparse(node.func) == "audit.note"
                if is_note and isinstance(node.args[0], ast.Constant):  # type: ignore[attr-defined]
                    yield str(node.args[0].value), str(path)  # type: ignore[attr-defined]


def test_every_verb_of_an_organisation_has_words() -> None:
    verbs = {verb for verb, _path in noted()}
    assert len(verbs) > 60
    assert sorted(verbs - set(VERBS) - OF_OFFICERS_OR_THE_SERVICE) == []
