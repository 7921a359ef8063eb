"""One answer more, another one or one less, on a page that may be answered several times."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from core.actor import Actor
from core.days import legal_day
from transactions.items import ITEMS, Item, items_of, mark_of
from transactions.models import Filing
from transactions.questions import Questions
from transactions.services.answering import StaleAnswers, clear, demand_draft, demand_number, read_one, step_of, store


def add_item(
    filing: Filing, step_key: str, data: Mapping[str, Any], *, by: Actor, at: datetime, seen: str | None = None
) -> Filing:
    """One answer more. ``seen`` is the mark of all answers when the page was opened: sent twice, it is added once.

    Raises:
        UnknownStep, AnswersInvalid, WrongNumber, CannotMove, NotPermitted.
    """
    step = step_of(filing, step_key)
    typed, words = read_one(Questions(filing, by=by, on=legal_day(at)), step, data)
    with transaction.atomic():
        draft = demand_draft(filing, by=by)
        items = items_of(draft.answers_of(step_key))
        if seen is not None and seen != mark_of(items) and typed in items:
            return draft
        demand_number(step, len(items) + 1)
        return store(draft, step_key, {ITEMS: [*items, typed]}, words, by=by, at=at)


def change_item(
    filing: Filing,
    step_key: str,
    number: int,
    data: Mapping[str, Any],
    *,
    by: Actor,
    at: datetime,
    seen: str | None = None,
) -> Filing:
    """Another answer in the place of the one with the number, counted from 1, whose mark was ``seen``.

    Raises:
        UnknownStep, AnswersInvalid, CannotMove, NotPermitted.
        StaleAnswers: if that answer was changed or taken away since the page was opened.
    """
    step = step_of(filing, step_key)
    typed, words = read_one(Questions(filing, by=by, on=legal_day(at)), step, data)
    with transaction.atomic():
        draft = demand_draft(filing, by=by)
        items = items_of(draft.answers_of(step_key))
        _demand_seen(items, number, typed, seen)
        items[number - 1] = typed
        return store(draft, step_key, {ITEMS: items}, words, by=by, at=at)


def remove_item(
    filing: Filing, step_key: str, number: int, *, by: Actor, at: datetime, seen: str | None = None
) -> Filing:
    """One answer less; without the last one the page has to be answered again.

    Raises:
        UnknownStep, CannotMove, NotPermitted.
        StaleAnswers: if that answer was changed or taken away since the page was opened.
    """
    step_of(filing, step_key)
    with transaction.atomic():
        draft = demand_draft(filing, by=by)
        items = items_of(draft.answers_of(step_key))
        _demand_seen(items, number, {}, seen)
        del items[number - 1]
        if not items:
            return clear(draft, step_key, by=by, at=at)
        return store(draft, step_key, {ITEMS: items}, {}, by=by, at=at)


def _demand_seen(items: list[Item], number: int, typed: Item, seen: str | None) -> None:
    current = items[number - 1] if 1 <= number <= len(items) else None
    if current is None or (seen is not None and seen != mark_of(current) and current != typed):
        raise StaleAnswers(current or {}, typed)
