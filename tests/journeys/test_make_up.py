"""Starting and stopping the whole service, as a person does."""

import os
import select
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests

from tests.servers import free_block_of_ports

ROOT = Path(__file__).resolve().parent.parent.parent
pytestmark = pytest.mark.journey


def start(port: int, data: Path) -> subprocess.Popen:
    environ = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    environ |= {"PORT": str(port), "DATA_DIR": str(data)}
    return subprocess.Popen(
        [sys.executable, "-m", "oneipo.up"],
        cwd=ROOT,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def read_until(process: subprocess.Popen, words: str, *, seconds: float = 180) -> str:
    """What the process says up to some words, up to its end, or as far as it comes in the time."""
    said, end, pipe = "", time.monotonic() + seconds, process.stdout.fileno()
    while words not in said and (left := end - time.monotonic()) > 0:
        ready, _, _ = select.select([pipe], [], [], left)
        piece = os.read(pipe, 4096) if ready else b""
        if not piece:
            break
        said += piece.decode()
    return said


def processes_with(mark: str) -> list[int]:
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (entry / "environ").read_text(errors="replace") and int(entry.name) != os.getpid():
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def test_it_starts_listens_on_loopback_only_and_leaves_nothing_behind(tmp_path: Path) -> None:
    port = free_block_of_ports()
    process = start(port, tmp_path)
    said = read_until(process, "Ctrl-C stops everything")
    assert f"http://localhost:{port}" in said
    assert requests.get(f"http://localhost:{port}/", timeout=10).status_code == 200
    assert listening_elsewhere(port) == []
    process.send_signal(signal.SIGINT)
    process.wait(60)
    assert process.returncode == 0
    assert processes_with(f"DATA_DIR={tmp_path}") == []


def listening_elsewhere(port: int) -> list[str]:
    """Ports of ours that a caller from another address would reach."""
    table = Path("/proc/net/tcp").read_text().splitlines()[1:]
    ours = {f"{each:04X}" for each in range(port, port + 6)}
    rows = [row.split() for row in table]
    local = [row[1] for row in rows if row[3] == "0A" and row[1].split(":")[1] in ours]
    return [address for address in local if not address.startswith("0100007F")]


def test_a_taken_port_is_a_plain_sentence(tmp_path: Path) -> None:
    port = free_block_of_ports()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port + 3))
        taken.listen()
        process = start(port, tmp_path)
        said = read_until(process, "never said")
    assert process.wait(30) == 1
    assert f"Port {port + 3} is taken by another program" in said
    assert "Traceback" not in said


def test_a_second_start_on_the_same_data_is_refused_in_words(service, tmp_path: Path) -> None:
    process = start(free_block_of_ports(), Path(service.environ["DATA_DIR"]))
    said = read_until(process, "never said")
    assert process.wait(30) == 1
    assert "already runs on the data" in said


def test_a_killed_part_stops_everything_with_a_sentence_and_a_second_start_goes_on(tmp_path: Path) -> None:
    port = free_block_of_ports()
    process = start(port, tmp_path)
    read_until(process, "Ctrl-C stops everything")
    os.kill(worker_started_by(process), signal.SIGKILL)
    said = read_until(process, "never said")
    assert process.wait(60) == 1
    assert "The worker was killed (signal 9)" in said
    again = start(port, tmp_path)
    assert "Ctrl-C stops everything" in read_until(again, "Ctrl-C stops everything")
    again.send_signal(signal.SIGTERM)
    again.wait(60)
    assert processes_with(f"DATA_DIR={tmp_path}") == []


def worker_started_by(process: subprocess.Popen) -> int:
    """The worker itself, not one of the processes that it keeps and would replace."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return next(int(pid) for pid in children if "-A oneipo worker" in command_of(pid))


def command_of(pid: str) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
