"""The answers with which Notify refuses a call: a status and a list of errors with their kind and words."""

from typing import Any


class Refusal(Exception):
    """Notify refuses a call; ``status`` and ``body`` are its answer."""

    def __init__(self, status: int, error: str, *messages: str) -> None:
        """Hold the answer: one error of the kind ``error`` for each message."""
        super().__init__(f"{status} {error}: {'; '.join(messages)}")
        self.status = status
        self.body: dict[str, Any] = {
            "status_code": status,
            "errors": [{"error": error, "message": message} for message in messages],
        }


def invalid(*messages: str) -> Refusal:
    """What was sent breaks the form of the call."""
    return Refusal(400, "ValidationError", *messages)


def bad(message: str) -> Refusal:
    """What was sent is well formed and cannot be done."""
    return Refusal(400, "BadRequestError", message)


def unknown() -> Refusal:
    """There is no such thing."""
    return Refusal(404, "NoResultFound", "No result found")


def not_authorised(status: int, message: str) -> Refusal:
    """The caller did not prove who they are: 401 without a token, 403 with a wrong one."""
    return Refusal(status, "AuthError", message)
