"""Other processes that read and build chunks while this one writes them; one process where there is little to do."""

import gc
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from itertools import chain, islice
from multiprocessing import get_context
from os import cpu_count

from core.crews import end_with_parent
from rights.imports.building import Built, Task, build

MOST_WORKERS = 4


def built_in_order(tasks: Iterable[Task]) -> Iterator[tuple[Task, Built]]:
    """Each task with what became of it, in order; a single task is built here, more by a crew of processes.

    At most one task more than there are processes is under way, so memory stays flat.
    """
    stream = iter(tasks)
    first = list(islice(stream, 2))
    if len(first) < 2:
        yield from ((task, build(task)) for task in first)
        return
    workers = min(cpu_count() or 1, MOST_WORKERS)
    with ExitStack() as stack:
        crew = stack.enter_context(ProcessPoolExecutor(workers, get_context("spawn"), initializer=begin_work))
        stack.callback(crew.shutdown, wait=True, cancel_futures=True)
        yield from _flow(crew, chain(first, stream), ahead=workers + 1)


def begin_work() -> None:
    """What each process of the crew does first."""
    end_with_parent()
    collect_seldom()


def collect_seldom() -> None:
    """Builders make many objects and hardly a cycle: looking for cycles often would cost a fifth of the time."""
    gc.freeze()
    gc.set_threshold(200_000, 20, 50)


def _flow(crew: ProcessPoolExecutor, tasks: Iterator[Task], *, ahead: int) -> Iterator[tuple[Task, Built]]:
    under_way: deque[tuple[Task, Future[Built]]] = deque()
    for task in islice(tasks, ahead):
        under_way.append((task, crew.submit(build, task)))
    while under_way:
        done, future = under_way.popleft()
        built = future.result()
        under_way.extend((task, crew.submit(build, task)) for task in islice(tasks, 1))
        yield done, built
