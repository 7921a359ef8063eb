"""Keeps what our own copy never holds, such as a one-time code, sealed until it was sent."""

from collections.abc import Mapping
from datetime import datetime

from core.sealing import seal, unseal
from notifications.messages.base import Message

PURPOSE = "secret of a message"
SEALED = "__sealed__"


def with_secret_sealed(message: Message, *, at: datetime) -> dict[str, str]:
    """The message's fields as they rest with the notice."""
    fields = message.personalisation()
    if not message.secret:
        return fields
    sealed = seal(fields[message.secret].encode(), purpose=PURPOSE, at=at).decode()
    return fields | {message.secret: sealed, SEALED: message.secret}


def opened(stored: Mapping[str, str]) -> dict[str, str]:
    """The fields as they are sent.

    Raises:
        Unreadable: if the secret was sealed with a key that is gone.
    """
    fields = {name: value for name, value in stored.items() if name != SEALED}
    secret = stored.get(SEALED)
    return fields | {secret: unseal(fields[secret].encode(), purpose=PURPOSE).decode()} if secret else fields
