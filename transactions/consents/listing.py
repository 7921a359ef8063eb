"""What an account is asked to agree to, as lines of a list."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from core.actor import Actor
from rights.models import Right
from transactions.kind import Words
from transactions.models import ConsentRequest
from transactions.registry import type_named
from transactions.telling import listed

MOST_ENDED = 50


@dataclass(frozen=True)
class AskedLine:
    """One thing to agree to."""

    asked: ConsentRequest
    title: Words
    numbers: str


def asked_of(actor: Actor) -> tuple[list[AskedLine], list[AskedLine]]:
    """What waits for the account's answer, the oldest first, and the latest of what no longer does."""
    known = asked_rows(actor)
    waiting = known.filter(state=ConsentRequest.State.WAITING).order_by("asked_at", "pk")
    ended = known.exclude(state=ConsentRequest.State.WAITING).order_by("-asked_at", "-pk")
    return _lines(waiting), _lines(ended[:MOST_ENDED])


def asked_rows(actor: Actor) -> QuerySet[ConsentRequest]:
    """Everything that the account was asked, with its filings and rights."""
    rights = Prefetch("rights", Right.everything.only("pk", "number").order_by("pk"))
    return ConsentRequest.objects.visible_to(actor).select_related("filing__organisation").prefetch_related(rights)


def waiting_for(actor: Actor) -> int:
    """How many things wait for the account's answer."""
    return ConsentRequest.objects.visible_to(actor).filter(state=ConsentRequest.State.WAITING).count()


def _lines(rows: Iterable[ConsentRequest]) -> list[AskedLine]:
    return [AskedLine(one, type_named(one.filing.type).title, _numbers(one)) for one in rows]


def _numbers(asked: ConsentRequest) -> str:
    return listed([right.number for right in asked.rights.all()])
