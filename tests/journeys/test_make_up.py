"""Starting and stopping the whole service, as a person does."""

import contextlib
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
from builders.processes import processes_with
from builders.running_service import wait_for

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


def test_it_starts_listens_on_loopback_only_and_leaves_nothing_behind(tmp_path: Path) -> None:
    port = free_block_of_ports()
    process = start(port, tmp_path)
    said = read_until(process, "Ctrl-C stops everything")
    assert f"http://localhost:{port}" in said
    assert requests.get(f"http://localhost:{port}/", timeout=10).status_code == 200
    assert listening_elsewhere(f"DATA_DIR={tmp_path}") == []
    process.send_signal(signal.SIGINT)
    process.wait(60)
    assert process.returncode == 0
    assert processes_with(f"DATA_DIR={tmp_path}") == []


def listening_elsewhere(mark: str) -> list[str]:
    """Where a process of ours listens so that a caller from another address would reach it."""
    sockets = {link for pid in processes_with(mark) for link in sockets_of(pid)}
    tables = [Path(f"/proc/net/{name}").read_text().splitlines()[1:] for name in ("tcp", "tcp6", "udp", "udp6")]
    rows = [row.split() for table in tables for row in table]
    listening = [row[1] for row in rows if row[3] in ("0A", "07") and f"socket:[{row[9]}]" in sockets]
    assert len(listening) >= 6, "the web server and five stand-ins listen"
    return [address for address in listening if not address.startswith("0100007F")]


def sockets_of(pid: int) -> list[str]:
    links = []
    for descriptor in Path(f"/proc/{pid}/fd").glob("*"):
        with contextlib.suppress(OSError):
            links.append(os.readlink(descriptor))
    return links


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
    os.kill(child_of(process, "-A oneipo worker"), signal.SIGKILL)
    said = read_until(process, "never said")
    assert process.wait(60) == 1
    assert "The worker stopped (killed by signal 9)" in said
    assert "run make up again" in said
    again = start(port, tmp_path)
    assert "Ctrl-C stops everything" in read_until(again, "Ctrl-C stops everything")
    again.send_signal(signal.SIGTERM)
    again.wait(60)
    assert processes_with(f"DATA_DIR={tmp_path}") == []


def test_a_killed_database_is_noticed_and_a_killed_parent_leaves_nothing_behind(tmp_path: Path) -> None:
    port = free_block_of_ports()
    process = start(port, tmp_path)
    read_until(process, "Ctrl-C stops everything")
    os.kill(child_of(process, "bin/postgres"), signal.SIGKILL)
    said = read_until(process, "never said")
    assert process.wait(60) == 1
    assert "The database stopped (killed by signal 9)" in said
    again = start(port, tmp_path)
    read_until(again, "Ctrl-C stops everything")
    again.kill()
    again.wait(10)
    wait_for(lambda: processes_with(f"DATA_DIR={tmp_path}") == [])


def child_of(process: subprocess.Popen, words: str) -> int:
    """A part itself, not one of the processes that it keeps and would replace."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return next(int(pid) for pid in children if words in command_of(pid))


def command_of(pid: str) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
