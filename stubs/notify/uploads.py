"""Files sent by email: what Notify accepts, and the link that takes a file's place in the message."""

import base64
import binascii
import re
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import PurePath
from typing import Any
from uuid import uuid4

from stubs.notify.moments import stamp
from stubs.notify.refusals import bad, invalid

Upload = dict[str, Any]

LARGEST_BYTES = 2 * 1024 * 1024
DEFAULT_WEEKS = 26
TYPES = {
    "csv": "text/csv",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "png": "image/png",
    "rtf": "text/rtf",
    "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_STARTS = {b"%PDF-": "pdf", b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"{\\rtf": "rtf", b"\xd0\xcf\x11\xe0": "doc"}
_KNOWN = {"file", "filename", "confirm_email_before_download", "retention_period", "is_csv"}


def take(personalisation: dict[str, Any], keep: Callable[[str, Any], str]) -> tuple[dict[str, Any], list[str]]:
    """Replace each file by the link that ``keep`` returns for it; return the values and the names of the files."""
    values, names = dict(personalisation), []
    for name, value in personalisation.items():
        if isinstance(value, dict) and "file" in value:
            values[name] = keep(name, value)
            names.append(name)
    return values, names


def read_upload(value: dict[str, Any], recipient: str, at: datetime) -> Upload:
    """Check a file and return what is kept of it; raise Refusal."""
    unexpected = sorted(set(value) - _KNOWN)
    if unexpected:
        raise invalid(f"Additional properties are not allowed ({', '.join(unexpected)} was unexpected)")
    content = _content(value["file"])
    filename = _filename(value.get("filename"))
    weeks = _weeks(value.get("retention_period"))
    confirm = value.get("confirm_email_before_download")
    if confirm is not None and not isinstance(confirm, bool):
        raise bad("Unsupported value for confirm_email_before_download: it must be true or false")
    return {
        "id": str(uuid4()),
        "key": secrets.token_urlsafe(32),
        "filename": filename,
        "extension": _extension(filename, content),
        "content": base64.b64encode(content).decode(),
        "confirm_email": confirm is not False,
        "recipient": recipient,
        "available_until": stamp(at + timedelta(weeks=weeks)),
    }


def _content(text: object) -> bytes:
    try:
        content = base64.b64decode(str(text), validate=True)
    except (binascii.Error, ValueError) as error:
        raise bad("Incorrect padding: Encoding to base64 error") from error
    if len(content) > LARGEST_BYTES:
        raise bad("File size is too big, maximum file size is 2MB")
    return content


def _filename(name: object) -> str | None:
    if name is None:
        return None
    if not isinstance(name, str) or len(name) > 100:
        raise bad("`filename` cannot be longer than 100 characters")
    if not PurePath(name).suffix or "/" in name or "\\" in name:
        raise bad("`filename` must end with a file extension. For example, filename.csv")
    return name


def _extension(filename: str | None, content: bytes) -> str:
    found = next((kind for start, kind in _STARTS.items() if content.startswith(start)), "txt")
    extension = PurePath(filename).suffix[1:].lower() if filename else found
    if extension not in TYPES:
        listed = ", ".join(f"'.{one}'" for one in TYPES)
        raise bad(f"Unsupported file type '.{extension}'. Supported types are: {listed}")
    return extension


def _weeks(period: object) -> int:
    if period is None:
        return DEFAULT_WEEKS
    found = re.fullmatch(r"(\d{1,2}) weeks?", str(period))
    if not found or not 1 <= int(found[1]) <= 78:
        raise bad(f"Unsupported value for retention_period '{period}'. Supported periods are from 1 to 78 weeks.")
    return int(found[1])
