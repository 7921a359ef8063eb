"""Processes that work for this one: they end with it, however it ends."""

import os
from multiprocessing import parent_process
from threading import Thread


def end_with_parent() -> None:
    """To be called first in each process of a crew: a parent that is killed leaves no process behind."""
    Thread(target=_wait_for_parent, name="end-with-parent", daemon=True).start()


def _wait_for_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
