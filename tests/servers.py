"""Pytest plug-in: gives a run its own servers and ports before Django reads its settings."""

import atexit
import contextlib
import os
import random
import shutil
import socket
import tempfile
from pathlib import Path

import pytest

PARTS = 6
IS_WORKER = "PYTEST_XDIST_WORKER" in os.environ


def free_block_of_ports() -> int:
    """The first of six ports in a row that nobody uses."""
    while True:
        first = random.randrange(20000, 32000, 10)
        with contextlib.ExitStack() as stack, contextlib.suppress(OSError):
            for port in range(first, first + PARTS):
                probe = stack.enter_context(socket.socket())
                probe.bind(("127.0.0.1", port))
            return first


if not IS_WORKER:
    os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="oneipo-tests-")
    (Path(os.environ["DATA_DIR"]) / "static").mkdir()
os.environ["PORT"] = str(free_block_of_ports())
os.environ.pop("PUBLIC_URL", None)


def pytest_configure(config: pytest.Config) -> None:
    """Starts the embedded servers once for all workers, unless services are named."""
    if IS_WORKER or config.option.collectonly:
        return
    from oneipo.embedded.borrowed import embedded_servers

    data_dir = Path(os.environ["DATA_DIR"])
    database, queue = "DATABASE_URL" not in os.environ, "REDIS_URL" not in os.environ
    servers = embedded_servers(data_dir, database=database, queue=queue, durable=False)
    for server in servers:
        server.start(with_us=True)
    atexit.register(_stop, servers, data_dir)


def _stop(servers: list, data_dir: Path) -> None:
    for server in reversed(servers):
        server.stop()
    shutil.rmtree(data_dir, ignore_errors=True)
