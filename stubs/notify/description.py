"""Notify's published description, when its path is given, and where the description is known to be wrong."""

from typing import Any

from stubs.published import BrokenReply, Published


def amend(document: Any) -> None:
    """Correct the description where GOV.UK Notify is known to do otherwise.

    Replies fit several of the alternatives that it calls exclusive, and times not yet reached are null.
    """
    if isinstance(document, list):
        for one in document:
            amend(one)
    if not isinstance(document, dict):
        return
    if "oneOf" in document:
        document["anyOf"] = document.pop("oneOf")
    for value in document.get("properties", {}).values():
        if isinstance(value, dict) and "type" in value:
            value["nullable"] = True
            if "enum" in value and None not in value["enum"]:
                value["enum"].append(None)
    for value in document.values():
        amend(value)


class Checked:
    """Checks replies against the description if there is one; otherwise lets everything pass."""

    def __init__(self, path: str) -> None:
        """Read the description at ``path``, its root file or the directory that holds it; "" for none."""
        file = path if path.endswith(".json") or not path else f"{path.rstrip('/')}/publicapi_spec.json"
        self.published = Published(file, amend) if file else None

    def request_problem(self, method: str, path: str, body: Any) -> str | None:
        """Say what the description does not allow in a request."""
        return self.published.request_problem(method, path, body) if self.published else None

    def reply(self, method: str, path: str, status: int, body: Any) -> None:
        """Raise BrokenReply, naming the violation, if our own reply is not what the description allows."""
        documented = status in (200, 201, 400, 403, 404)
        problem = self.published.reply_problem(method, path, status, body) if self.published and documented else None
        if problem:
            raise BrokenReply(f"{method} {path} -> {status}: {problem}")
