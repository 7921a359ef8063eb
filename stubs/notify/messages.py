"""A message's life as a pure state machine: which statuses it goes through, when, and which callback that brings."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from stubs.notify.moments import read, stamp

Message = dict[str, Any]

KEPT_FOR = timedelta(days=7)
PDF_READY_AFTER = timedelta(seconds=2)
SENDING_AFTER_SECONDS = 1.0
ENDS_AFTER_SECONDS = 3.0
VIRUS_CHECKED_AFTER_SECONDS = 2.0
RECEIVED_AFTER_SECONDS = 3600.0

EMAIL_STATUSES = ("created", "sending", "delivered", "permanent-failure", "temporary-failure", "technical-failure")
SMS_STATUSES = (*EMAIL_STATUSES, "pending", "sent")
LETTER_STATUSES = (
    "accepted",
    "received",
    "cancelled",
    "technical-failure",
    "permanent-failure",
    "pending-virus-check",
    "virus-scan-failed",
    "validation-failed",
    "returned-letter",
)
STATUSES = {"email": EMAIL_STATUSES, "sms": SMS_STATUSES, "letter": LETTER_STATUSES}
FINAL = frozenset(
    {"delivered", "permanent-failure", "temporary-failure", "technical-failure", "sent", "received", "cancelled"}
    | {"virus-scan-failed", "validation-failed", "returned-letter"}
)

_SMOKE = frozenset(
    {"07700900000", "07700900111", "07700900222"}
    | {f"simulate-delivered{end}@notifications.service.gov.uk" for end in ("", "-2", "-3")}
)
_OUTCOMES = {
    "07700900003": "temporary-failure",
    "temp-fail@simulator.notify": "temporary-failure",
    "07700900002": "permanent-failure",
    "perm-fail@simulator.notify": "permanent-failure",
}
_EICAR = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"


def is_smoke_test(recipient: str) -> bool:
    """Is this one of the addresses for which Notify only pretends: nothing stored, no callback?"""
    return national(recipient) in _SMOKE


def national(recipient: str) -> str:
    """Return a UK number as it is dialled at home, and an email address in lower case."""
    plain = recipient.strip().lower()
    if "@" in plain:
        return plain
    digits = "".join(character for character in plain if character.isdigit())
    return "0" + digits[2:] if digits.startswith("44") else digits


def outcome_for(recipient: str) -> str:
    """Return the status in which a message to this recipient ends."""
    return _OUTCOMES.get(national(recipient), "delivered")


def steps_of(kind: str, recipient: str, speed: float) -> list[list[Any]]:
    """Return [seconds after creation, status] for each status to come; ``speed`` shortens them."""
    if kind == "letter":
        return [[RECEIVED_AFTER_SECONDS / speed, "received"]]
    return [[SENDING_AFTER_SECONDS / speed, "sending"], [ENDS_AFTER_SECONDS / speed, outcome_for(recipient)]]


def steps_of_pdf(content: bytes, speed: float) -> list[list[Any]]:
    """Return the statuses to come of a letter that was sent as a PDF: checked for viruses and form first."""
    checked = VIRUS_CHECKED_AFTER_SECONDS / speed
    if _EICAR in content:
        return [[checked, "virus-scan-failed"]]
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-1024:]:
        return [[checked, "validation-failed"]]
    return [[checked, "accepted"], [RECEIVED_AFTER_SECONDS / speed, "received"]]


def begin(message: Mapping[str, Any], status: str, steps: list[list[Any]], at: datetime) -> Message:
    """Return a new message in its first status."""
    times = {"created_at": stamp(at), "sent_at": None, "completed_at": None}
    return {**message, **times, "steps": steps, "status": status, "history": [{"status": status, "at": stamp(at)}]}


def age(message: Message, now: datetime) -> bool:
    """Go through the statuses whose time has come, dated when they were due; say whether any did."""
    created_at, changed = read(message["created_at"]), False
    while message["steps"]:
        due = created_at + timedelta(seconds=message["steps"][0][0])
        if now < due:
            break
        become(message, message["steps"].pop(0)[1], due)
        changed = True
    return changed


def become(message: Message, status: str, at: datetime) -> None:
    """Take on a status, in its own time or because a test says so."""
    message["status"] = status
    message["history"].append({"status": status, "at": stamp(at)})
    if status in ("sending", "accepted"):
        message["sent_at"] = stamp(at)
    if status in FINAL:
        message["sent_at"] = message["sent_at"] or stamp(at)
        message["completed_at"] = stamp(at)
        message["steps"] = []


def receipt(message: Message) -> dict[str, Any]:
    """Return the body of the delivery receipt of an email or a text message."""
    return {
        "id": message["id"],
        "reference": message["reference"],
        "to": message["to"],
        "status": message["status"],
        "created_at": message["created_at"],
        "completed_at": message["completed_at"],
        "sent_at": message["sent_at"],
        "notification_type": message["type"],
        "template_id": message["template"]["id"],
        "template_version": message["template"]["version"],
    }


def returned_letter(message: Message) -> dict[str, Any]:
    """Return the body of the callback that tells of a letter that came back."""
    return {
        "notification_id": message["id"],
        "reference": message["reference"],
        "date_sent": message["sent_at"] or message["created_at"],
        "sent_by": "API",
        "template_name": message["template"]["name"],
        "template_id": message["template"]["id"],
        "template_version": message["template"]["version"],
        "spreadsheet_file_name": None,
        "spreadsheet_row_number": None,
        "upload_letter_file_name": None,
    }
