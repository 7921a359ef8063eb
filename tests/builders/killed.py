"""Kills a real process in the middle of a call to the outside, and runs many at once: for the fault matrix."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Barrier, Thread
from typing import Any
from urllib.parse import quote

from builders.payments import CardPages
from django.conf import settings
from django.db import connection, connections

ROOT = Path(__file__).resolve().parents[2]
HELD_SECONDS = 3.0
LONGEST_WAIT_SECONDS = 60.0


def killed_while(pages: CardPages, code: str, *, path: str, method: str, arrives: bool) -> None:
    """Runs the code in a process of its own and kills it with -9 while Pay holds back its answer to the call.

    ``arrives`` says whether Pay does the work all the same, after the process is dead, or never hears of it.
    """
    pages.fault(path=path, method=method, delay_seconds=HELD_SECONDS, **({} if arrives else {"status": 503}))
    whole = f"import django; django.setup()\nfrom datetime import datetime\n{code}\n"
    process = subprocess.Popen([sys.executable, "-c", whole], cwd=ROOT, env=_surroundings(), stderr=subprocess.PIPE)
    try:
        until(lambda: pages.coming_faults() == 0 or process.poll() is not None)
        assert process.poll() is None, process.stderr and process.stderr.read().decode()
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate()


def killed_once(code: str, happened: Callable[[], bool]) -> None:
    """Runs the code in a process of its own and kills it with -9 as soon as something has happened."""
    whole = f"import django; django.setup()\nfrom datetime import datetime\n{code}\n"
    process = subprocess.Popen([sys.executable, "-c", whole], cwd=ROOT, env=_surroundings(), stderr=subprocess.PIPE)
    try:
        until(lambda: happened() or process.poll() is not None)
        assert process.poll() is None, process.stderr and process.stderr.read().decode()
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate()


def until(happened: Callable[[], bool]) -> None:
    """Waits for something to be so, however slow the machine."""
    end = time.monotonic() + LONGEST_WAIT_SECONDS
    while not happened():
        assert time.monotonic() < end, "It never happened"
        time.sleep(0.02)


def at_once(*doings: Callable[[], Any]) -> list[Any]:
    """Does all at the same time, each on a connection of its own; returns what each answered or raised."""
    barrier, answers = Barrier(len(doings)), [None] * len(doings)

    def run(place: int, doing: Callable[[], Any]) -> None:
        barrier.wait()
        try:
            answers[place] = doing()
        except Exception as error:  # noqa: BLE001  the test looks at what was raised
            answers[place] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=pair) for pair in enumerate(doings)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONGEST_WAIT_SECONDS)
    return answers


def _surroundings() -> dict[str, str]:
    """The environment of a process that works on this test's database and talks to this test's stand-in."""
    told = connection.settings_dict
    host = quote(str(told["HOST"] or "localhost"), safe="")
    port = f":{told['PORT']}" if told["PORT"] else ""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "oneipo.settings",
        "DATABASE_URL": f"postgres://{told['USER']}@{host}{port}/{told['NAME']}",
        "PAY_URL": settings.PAY_URL,
        "PAY_API_KEY": settings.PAY_API_KEY,
        "PAY_WEBHOOK_SECRET": settings.PAY_WEBHOOK_SECRET,
    }
