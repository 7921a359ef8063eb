"""A crew of processes ends with the process that it works for."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

WITH_A_CREW = """
import os, sys, time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from core.crews import end_with_parent

if __name__ == "__main__":
    crew = ProcessPoolExecutor(2, get_context(sys.argv[1]), initializer=end_with_parent)
    print(*{crew.submit(os.getpid).result() for _ in range(20)}, flush=True)
    time.sleep(60)
"""
ROOT = Path(__file__).parents[2]


def is_there(pid: int) -> bool:
    """Whether the process runs: one that has ended and was not collected does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def still_there(crew: list[int], *, seconds: float) -> list[int]:
    """Those that have not ended by then."""
    end = time.monotonic() + seconds
    while (left := list(filter(is_there, crew))) and time.monotonic() < end:
        time.sleep(0.05)
    return left


@pytest.mark.parametrize("way", ["spawn", "fork"])
def test_a_killed_parent_leaves_no_process_behind(way: str, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(WITH_A_CREW, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    parent = subprocess.Popen([sys.executable, program, way], stdout=subprocess.PIPE, text=True, env=environment)
    assert parent.stdout is not None
    crew = [int(pid) for pid in parent.stdout.readline().split()]
    assert crew
    assert all(map(is_there, crew))
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    left = still_there(crew, seconds=20)
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert not left
