"""Search over the public register: any number of a right, or words of its title and its owner's name."""

from collections.abc import Sequence

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import transaction

from core.actor import Actor, Public
from rights.lookup import bears, readings_of
from rights.models import Right
from rights.models.right import ANYBODY, RightQuerySet
from rights.numbers import NotANumber
from rights.queries import look_along_indexes

FEW, MOST_WORDS, WHOLE_WORD = 1000, 8, 3


def search_published(
    text: str, *, statuses: Sequence[str] = (), kinds: Sequence[str] = (), to: Actor = ANYBODY
) -> RightQuerySet:
    """The published rights that bear the text, unsorted; all of them where there is none.

    A number counts however it was typed. Otherwise every word must stand in the title or the owner's name; words of
    three letters or more may be the beginnings of longer ones. In a sandbox the test patents that ``to`` may see are
    among them. Two queries at most, before the rows are read.
    """
    found = Right.published(to=to).filter(status__in=statuses) if statuses else Right.published(to=to)
    found = found.filter(kind__in=kinds) if kinds else found
    return _bearing(found, text) if text.strip() else found


def _bearing(found: RightQuerySet, text: str) -> RightQuerySet:
    try:
        return found.filter(bears(readings_of(text)))
    except NotANumber:
        return _with_words(found, text)


def _with_words(found: RightQuerySet, text: str) -> RightQuerySet:
    """Few are named one by one, so that the page's order costs nothing; of many the page reads along the numbers."""
    words = _words(text)
    if not words:
        return found.none()
    query = SearchQuery(" & ".join(words), config="simple", search_type="raw")
    matching = found.alias(words=SearchVector("title", "owner", config="simple")).filter(words=query)
    with transaction.atomic():
        look_along_indexes(by=Public())
        few = list(matching.values_list("pk", flat=True)[: FEW + 1])
    return matching if len(few) > FEW else found.filter(pk__in=few)


def _words(text: str) -> list[str]:
    letters = "".join(letter if letter.isalnum() else " " for letter in text)
    return [word if len(word) < WHOLE_WORD else f"{word}:*" for word in letters.split()[:MOST_WORDS]]
