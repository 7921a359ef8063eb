"""The addresses of the API as the walks ask them: what each is asked with, and which say what to everybody.

A new address is one line: in ``SAME_AS`` if it names what a page names (``everything_of_somebody`` makes one of each),
in ``OWN`` if it names nothing, in ``PUBLIC`` if anybody may read it. ``BODIES`` has what a write needs to be read.
"""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from builders.programs import Program
from builders.somebody import ALL, BY_PROGRAM, Theirs
from django.conf import settings
from django.urls import reverse

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")

PUBLIC: dict[str, dict[str, Any]] = {
    "openapi": {},
    "api-unknown": {},
    "api-certificate": {"code": "CER-0000-0000-0000"},
    "api-codes": {"name": "right-statuses"},
    "api-excluded-days": {},
    "api-fees": {},
    "api-journal": {},
    "api-journal-issue": {"day": date(2024, 6, 12)},
    "api-register": {},
    "api-sandbox-cards": {},
    "api-transaction-types": {},
    "api-transaction-type": {"type": "renew"},
}
"""Reviewed: public data, and what they are asked with."""

SIGNING_IN = {"oauth:token", "oauth:revoke", "oauth:introspect", "oauth:authorize"}
"""Reviewed: who asks proves who they are, or signs in, and is told of their own (tests/api/test_authorising.py)."""

OWN = {
    "api-webhooks",
    "api-agreements", "api-automatic-renewals", "api-planned-renewals",
    "api-basket", "api-client-files", "api-deposit-account", "api-deposit-movements", "api-files", "api-filings", "api-instruction-questions", "api-instructions", "api-link-requests", "api-lists", "api-payments", "api-portfolio-changes",
    "api-deposit-months", "api-deposit-statement", "api-deposit-top-ups", "api-links", "api-messages", "api-organisation", "api-organisation-members", "api-portfolio", "api-portfolio-export",
    "api-portfolio-forecast", "api-portfolio-summary", "api-renewal-quotes", "api-sandbox-rights",
}  # fmt: skip
"""Without an argument that names somebody's thing: each account sees its own."""

SAME_AS = {
    "api-webhook": "webhook-by-program",
    "api-webhook-deliveries": "webhook-by-program",
    "api-webhook-replay": "webhook-delivery",
    "api-webhook-replays": "webhook-by-program",
    "api-webhook-secret": "webhook-by-program",
    "api-webhook-test": "webhook-by-program",
    "api-agreement": "agreement",
    "api-automatic-stop": "automatic-stop",
    "api-planned-stop": "automatic-plan-stop",
    "api-client-file": "client",
    "api-file": "stored-file",
    "api-filing": "filing",
    "api-filing-answers": "filing",
    "api-filing-certificates": "filing",
    "api-filing-certificates-bundle": "filing",
    "api-filing-certificates-pdf": "filing",
    "api-filing-certificates-zip": "filing",
    "api-filing-answers-schema": "filing",
    "api-filing-answers-to-questions": "filing",
    "api-filing-document": "given-document",
    "api-filing-documents": "filing",
    "api-filing-exits": "filing",
    "api-filing-letter": "filing",
    "api-filing-movements": "filing",
    "api-filing-notes": "filing",
    "api-filing-questions": "filing",
    "api-filing-reopening": "filing",
    "api-filing-rights": "filing",
    "api-filing-submission": "filing",
    "api-filing-validation": "filing",
    "api-filing-withdrawal": "filing",
    "api-instruction": "instruction-withdraw",
    "api-instruction-answer": "instruction-withdraw",
    "api-instruction-withdrawal": "instruction-withdraw",
    "api-link": "right",
    "api-link-cancellation": "link-request",
    "api-link-code": "link-request",
    "api-link-proof": "link-request",
    "api-link-request": "link-request",
    "api-list": "list",
    "api-list-checks": "list",
    "api-list-filing": "list",
    "api-list-line": "list-line",
    "api-list-lines": "list",
    "api-list-outcome": "list",
    "api-message": "message",
    "api-message-reading": "message",
    "api-payment": "payment",
    "api-payment-receipt": "payment",
    "api-portfolio-entries": "right",
    "api-portfolio-right": "right",
    "api-register-document": "filed-document",
    "api-register-documents": "right",
    "api-register-history": "right",
    "api-register-legal-status": "right",
    "api-register-right": "right",
    "api-register-title": "right",
    "api-sandbox-filing-decision": "filing",
    "api-sandbox-link-request-decision": "link-request",
    "api-sandbox-rights-made": "test-patents",
}
"""The page that is asked with the same, or the name of arguments of its own."""

PUBLIC_WHERE_PUBLISHED = {
    "api-register-document", "api-register-documents", "api-register-history", "api-register-legal-status",
    "api-register-right", "api-register-title",
}  # fmt: skip
"""Reviewed: anybody may ask, and what is not public answers them all as if it were nowhere."""

NO_WALL = {"api-file", "api-sandbox-rights-made"}
"""Reviewed: what stands behind no wall until it is given to something that does; of test patents those are left out."""

Body = Callable[[str], Any]
BODIES: dict[str, Body] = {
    "api-deposit-top-ups": lambda number: {"amount": 50_000},
    "api-filings": lambda number: {"type": "change_contact_address", "rights": [number]},
    "api-filing-answers": lambda number: {"answers": {}},
    "api-filing-answers-to-questions": lambda number: {"answers": [{"number": 1, "text": "x"}]},
    "api-filing-documents": lambda number: {"document": "any", "file": str(uuid4())},
    "api-filing-exits": lambda number: {"exit": "stop"},
    "api-filing-notes": lambda number: {"text": "x"},
    "api-filing-submission": lambda number: {"declarationAccepted": True, "agreedTotal": 0},
    "api-instruction-answer": lambda number: {"answer": "renew"},
    "api-instruction-questions": lambda number: {"rights": [number], "dueDate": "2099-01-01"},
    "api-instructions": lambda number: {"rights": [number], "answer": "renew"},
    "api-link-code": lambda number: {"code": "123456"},
    "api-link-requests": lambda number: {"rights": [number], "relation": "owner"},
    "api-list": lambda number: {"name": "Another name"},
    "api-list-line": lambda number: {"isLeftOut": True},
    "api-lists": lambda number: {"type": "renew", "rows": [{"number": number}]},
    "api-payments": lambda number: {
        "filings": [{"reference": "REN-0000-0000-0000", "agreedTotal": 1}],
        "method": "deposit-account",
    },
    "api-webhook-replays": lambda number: {"since": "2024-01-01T00:00:00Z"},
    "api-webhooks": lambda number: {"url": "https://docketing.firm.example/", "events": ["filing.moved"]},
    "api-renewal-quotes": lambda number: {"rights": [number]},
    "api-sandbox-filing-decision": lambda number: {"accept": True},
    "api-sandbox-link-request-decision": lambda number: {"accept": True},
    "api-sandbox-rights": lambda number: {"count": 1},
}
"""What a write is sent about the right of a number; nothing in particular where a route is not named."""

WITH_ARGUMENTS = sorted(SAME_AS)
EVERY = sorted(name for name in ALL if name.startswith(BY_PROGRAM))


def address(name: str, theirs: Theirs) -> str:
    """Where the thing of somebody else is."""
    assert name in SAME_AS, f"Teach the walk of the API what the route {name!r} is asked with, and who may ask"
    return reverse(name, kwargs=theirs.arguments[SAME_AS[name]])


def nowhere(name: str, theirs: Theirs) -> str:
    """The same address for a thing that nobody has."""
    return reverse(name, kwargs={key: _made_up(value) for key, value in theirs.arguments[SAME_AS[name]].items()})


def _made_up(value: Any) -> Any:
    match value:
        case UUID():
            return uuid4()
        case int():
            return 99
        case str() if value.startswith("GB"):
            return NO_NUMBER
    return f"{value[:-4]}7777"


NO_NUMBER = "GB2777777"


def asked(program: Program, name: str, where: str, number: str) -> Iterator[tuple[str, Any]]:
    """The answer to every method."""
    body = BODIES[name](number) if name in BODIES else {}
    for method in METHODS:
        yield method, program.call(method, where, None if method == "GET" else body)


def told(answer: Any, *said: str) -> tuple[int, str]:
    """The status and the words of an answer, without what the caller said and what differs by chance."""
    text = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
    if "json" in answer["Content-Type"] and text:
        text = json.dumps(json.loads(text), sort_keys=True)
    text = re.sub(r'"correlationId": "[^"]*"', "", text).replace(settings.PUBLIC_URL, "")
    for word in said:
        text = text.replace(word, "…")
    return answer.status_code, text
