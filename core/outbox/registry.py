"""Which function keeps which kind of promise; apps register theirs when they are ready."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Payload = dict[str, Any]
Keeper = Callable[..., None]


class Abandon(Exception):
    """Raised by a keeper when trying again cannot help; the message is kept and an alert raised."""


class UnknownPromise(LookupError):
    """A kind was promised that nobody keeps."""


@dataclass(frozen=True)
class Kept:
    """A keeper and how stubborn it is."""

    keeper: Keeper
    attempts: int


_KEEPERS: dict[str, Kept] = {}


def keeps(kind: str, *, attempts: int = 12) -> Callable[[Keeper], Keeper]:
    """Registers ``keeper(payload, *, at)``; it is called with no transaction open and must be harmless to repeat."""

    def register(keeper: Keeper) -> Keeper:
        _KEEPERS[kind] = Kept(keeper, attempts)
        return keeper

    return register


def keeper_of(kind: str) -> Kept:
    """Raises:
    UnknownPromise: if nobody keeps the kind.
    """
    try:
        return _KEEPERS[kind]
    except KeyError:
        raise UnknownPromise(kind) from None


def kinds() -> list[str]:
    """Every kind that somebody keeps."""
    return sorted(_KEEPERS)


def keep(kind: str, payload: Payload, *, at: datetime) -> None:
    """Keeps one promise now."""
    keeper_of(kind).keeper(payload, at=at)
