"""Runs the stand-ins as they are run in earnest, ``python -m stubs`` on free ports, for tests of any part."""

import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[2]
OFFSETS = {"one_login": 1, "staff_provider": 2, "pay": 3, "notify": 4, "companies_house": 5}
START_SECONDS = 60.0
ATTEMPTS = 8


@dataclass(frozen=True)
class Running:
    """Stand-ins that answer: their addresses by name (also by index), the process and where they write errors."""

    addresses: Mapping[str, str]
    port: int
    process: subprocess.Popen[str]

    def __getitem__(self, name: str) -> str:
        """Return the address of the stand-in of this name, without a slash at the end."""
        return self.addresses[name]


def free_base_port() -> int:
    """Return a PORT such that it and the five above it are free at this moment."""
    for _ in range(200):
        base = random.randrange(20000, 32000, 10)
        if all(_is_free(base + offset) for offset in range(6)):
            return base
    raise RuntimeError("No six free ports in a row between 20000 and 32000")


def stub_environment(
    *,
    port: int,
    only: Sequence[str] = (),
    public_url: str | None = None,
    data_dir: Path | str = ":memory:",
    environ: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Return the environment for ``python -m stubs``: this process's own without the product's settings."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "VIRTUAL_ENV")}
    return {
        **kept,
        "PORT": str(port),
        "PUBLIC_URL": public_url or f"http://localhost:{port}",
        "ENVIRONMENT": "development",
        "STUBS_DATA_DIR": str(data_dir),
        "STUBS_ONLY": ",".join(only),
        "STUBS_DIE_WITH_PARENT": "1",
        "PYTHONUNBUFFERED": "1",
        **(environ or {}),
    }


@contextmanager
def running(
    *,
    only: Sequence[str] = (),
    public_url: str | None = None,
    data_dir: Path | str = ":memory:",
    environ: Mapping[str, str] | None = None,
    port: int | None = None,
) -> Iterator[Running]:
    """Run all stand-ins or ``only`` some until the block ends.

    ``public_url`` is the product's address, ``data_dir`` keeps state over restarts, ``environ`` adds settings,
    ``port`` fixes the base port. Raises RuntimeError with what the stand-ins said if they do not start.
    """
    names = list(only) or list(OFFSETS)
    with tempfile.TemporaryFile("w+") as said:
        process, base = _started(names, said, port, public_url, data_dir, environ)
        host = "127.0.0.1" if "//127.0.0.1" in (public_url or "") else "localhost"
        try:
            yield Running({name: f"http://{host}:{base + OFFSETS[name]}" for name in names}, base, process)
        finally:
            stop(process)


def stop(process: subprocess.Popen[str]) -> int:
    """End the stand-ins as Ctrl-C does and return their exit code; whoever does not end is killed."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    try:
        return process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def _started(
    names: list[str],
    said: IO[str],
    port: int | None,
    public_url: str | None,
    data_dir: Path | str,
    environ: Mapping[str, str] | None,
) -> tuple[subprocess.Popen[str], int]:
    for _ in range(1 if port else ATTEMPTS):
        base = port or free_base_port()
        settings = stub_environment(port=base, only=names, public_url=public_url, data_dir=data_dir, environ=environ)
        process = subprocess.Popen(
            [sys.executable, "-m", "stubs"],
            cwd=ROOT,
            env=settings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
            text=True,
        )
        if _all_answer(process, [base + OFFSETS[name] for name in names]):
            return process, base
        stop(process)
    said.seek(0)
    raise RuntimeError(f"The stand-ins did not start. They said: {said.read()}")


def _all_answer(process: subprocess.Popen[str], ports: list[int]) -> bool:
    deadline = time.monotonic() + START_SECONDS
    waiting = list(ports)
    while waiting and time.monotonic() < deadline and process.poll() is None:
        waiting = [port for port in waiting if _is_free(port)]
        if waiting:
            time.sleep(0.05)
    return not waiting and process.poll() is None


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) != 0
