"""What calls and answers of this part look like, for the description."""

from typing import Any

WEBHOOK: dict[str, Any] = {
    "id": "WHK-2345-6789-ABCD",
    "url": "https://docketing.firm.example/hooks/patents",
    "events": ["filing.moved", "list.checked"],
    "description": "Docketing",
    "isPaused": False,
    "failingSince": None,
    "createdAt": "2024-06-12T09:30:00Z",
    "changedAt": "2024-06-12T09:30:00Z",
}
NEW = {name: WEBHOOK[name] for name in ("url", "events", "description")}
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw4bZ1x2Jc9nE="  # noqa: S105  an example
DELIVERY: dict[str, Any] = {
    "id": "DLV-2345-6789-ABCD",
    "eventId": "evt_9f2c4be01d6a4f3e8c7b5a6d4e3f2a10",
    "type": "filing.moved",
    "reference": "REN-7F3K-92QX-M4TB",
    "state": "delivered",
    "attempts": 1,
    "status": 204,
    "problem": None,
    "createdAt": "2024-06-12T09:30:00Z",
    "triedAt": "2024-06-12T09:30:01Z",
    "nextAt": None,
    "deliveredAt": "2024-06-12T09:30:01Z",
}
