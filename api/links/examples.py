"""Examples of links and requests for the description."""

from typing import Any

LINK: dict[str, Any] = {
    "number": "GB2400001",
    "relation": "representative",
    "state": "active",
    "proof": "code",
    "sinceAt": "2024-06-12T09:30:00Z",
    "activeFromAt": "2024-06-12T09:30:00Z",
    "endedAt": None,
    "ownReference": "P123",
    "client": "Acme",
    "covers": [],
    "coveredUntilDate": None,
}
REQUEST: dict[str, Any] = {
    "reference": "LNK-2345-6789-ABCD",
    "number": "GB2400001",
    "relation": "owner",
    "state": "asked",
    "message": "Choose how to prove the link.",
    "askedAt": "2024-06-12T09:30:00Z",
    "decidedAt": None,
    "expiresAt": None,
    "effectiveAt": None,
    "mayProve": True,
    "mayEnterCode": False,
    "mayCancel": True,
}
WAY = {
    "key": "email-0123456789abcdef",
    "proof": "code",
    "channel": "email",
    "hint": "r•••@o•••.example",
    "rights": ["GB2400001"],
    "needsPerson": False,
}
WHOLE = {**REQUEST, "ways": [WAY]}
ASKED = {
    "number": "gb 2400001",
    "outcome": "begun",
    "right": "GB2400001",
    "reference": "LNK-2345-6789-ABCD",
    "message": "",
    "couldMean": [],
}
