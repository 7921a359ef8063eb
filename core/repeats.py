"""The same call twice changes nothing twice: answers are kept for 24 hours by the key that the caller gave the call."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction

from core.models import KeptAnswer
from core.sealing import Unreadable, seal, unseal

KEPT_FOR = timedelta(hours=24)
ANSWERED_WITHIN = timedelta(minutes=2)
PURPOSE = "kept-answer"


class KeyUsedOtherwise(Exception):
    """The key was given to another call."""


class BeingAnswered(Exception):
    """The same call is being answered at this moment."""


@dataclass(frozen=True)
class Answer:
    """What was answered: the status, some headers and the body as text."""

    status: int
    headers: dict[str, str]
    body: str


def fingerprint(*parts: bytes) -> str:
    """What tells one call from another."""
    return sha256(b"\0".join(sha256(part).digest() for part in parts)).hexdigest()


def begin(caller: str, key: str, print_of_call: str, *, at: datetime) -> Answer | None:
    """The answer that the call was given before; None if it is to be answered now, by whoever asks.

    A call whose process died is answered anew after two minutes.

    Raises:
        KeyUsedOtherwise, BeingAnswered.
    """
    with transaction.atomic():
        values: dict[str, Any] = {"fingerprint": print_of_call, "begun_at": at}
        row, is_new = KeptAnswer.objects.select_for_update().get_or_create(caller=caller, key=key, defaults=values)
        if is_new:
            return None
        if row.begun_at < at - KEPT_FOR:
            _anew(row, print_of_call, at=at)
            return None
        if row.fingerprint != print_of_call:
            raise KeyUsedOtherwise(key)
        if row.sealed:
            return _opened(row)
        if row.begun_at > at - ANSWERED_WITHIN:
            raise BeingAnswered(key)
        _anew(row, print_of_call, at=at)
    return None


def keep(caller: str, key: str, answer: Answer, *, at: datetime) -> None:
    """Keeps the answer for the call's repeat."""
    content = json.dumps([answer.status, answer.headers, answer.body]).encode()
    KeptAnswer.objects.filter(caller=caller, key=key).update(sealed=seal(content, purpose=PURPOSE, at=at))


def let_go(caller: str, key: str) -> None:
    """Nothing was done: the call may be made again with the same key."""
    KeptAnswer.objects.filter(caller=caller, key=key).delete()


def forget_old(*, at: datetime) -> int:
    """Deletes answers older than 24 hours; returns how many."""
    return KeptAnswer.objects.filter(begun_at__lt=at - KEPT_FOR).delete()[0]


def _anew(row: KeptAnswer, print_of_call: str, *, at: datetime) -> None:
    row.fingerprint, row.begun_at, row.sealed = print_of_call, at, b""
    row.save()


def _opened(row: KeptAnswer) -> Answer | None:
    try:
        status, headers, body = json.loads(unseal(bytes(row.sealed), purpose=PURPOSE))
    except Unreadable:
        raise KeyUsedOtherwise(row.key) from None
    return Answer(status, headers, body)
