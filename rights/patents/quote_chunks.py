"""Answers requests for quotes on every core, in order, holding only a few chunks at a time."""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context

from core.crews import end_with_parent
from rights.calendar import office_calendar
from rights.patents.fees import fee_book
from rights.patents.quote_lines import answer

CHUNK = 2000


def answer_all(lines: Iterable[bytes]) -> Iterator[str]:
    """The answers to all lines as text, chunk by chunk; a single chunk needs no other process."""
    chunks = _chunks(iter(lines))
    first, second = next(chunks, None), next(chunks, None)
    if first is None:
        return
    if second is None:
        yield answer_chunk(*first)
        return
    yield from _in_parallel(chain((first, second), chunks))


def answer_chunk(start: int, lines: list[bytes]) -> str:
    """The answers to some lines, the first of which has the number ``start``."""
    return "".join(f"{line}\n" for line in answer(lines, office_calendar(), fee_book(), start=start))


def _chunks(lines: Iterator[bytes]) -> Iterator[tuple[int, list[bytes]]]:
    start = 1
    while chunk := list(islice(lines, CHUNK)):
        yield start, chunk
        start += len(chunk)


def _in_parallel(chunks: Iterator[tuple[int, list[bytes]]]) -> Iterator[str]:
    cores = os.cpu_count() or 1
    waiting: deque[Future[str]] = deque()
    with ProcessPoolExecutor(cores, get_context("fork"), initializer=end_with_parent) as pool:
        for chunk in chunks:
            waiting.append(pool.submit(answer_chunk, *chunk))
            if len(waiting) > 2 * cores:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
